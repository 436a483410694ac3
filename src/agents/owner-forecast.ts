import type { ChainView } from '../chain/view.js'
import { BLOCKS_PER_DAY } from '../units.js'

/** What an owner may do with the incentive, and with its own alpha and TAO. */
export interface OwnerPlan {
  /** b: part of the incentive that does not go to honest miners, 0..1. */
  readonly share: number
  /** Who gets it: nobody (`burn`: the chain withholds it), or a miner of the owner's own (`shell`). */
  readonly keeper: 'burn' | 'shell'
  /** What it receives is kept, or sold (`dump`); `buy`: kept, and free TAO is staked besides. */
  readonly disposal: 'keep' | 'dump' | 'buy'
}

/** What the forecast is told beside the chain's state. */
export interface OwnerBooks {
  /** RAO of its alpha on the subnet, and of its free TAO. */
  readonly stake: number
  readonly free: number
  /** Part of the cut that is sold under `dump`, part of free TAO spent a week under `buy`, 0..1. */
  readonly dumped: number
  readonly bought: number
  /** Part of what honest miners receive that they sell, 0..1. */
  readonly minersSell: number
  /** Days ahead. */
  readonly horizon: number
}

/** Parts of alpha_out: the owner's cut, and the miners'. Source: coinbase/run_coinbase.rs, 14bc6f9f. */
const CUT = 0.18
const MINERS = 0.41
/** Days of a step: prices move by little in them. */
const STEP = 5

/**
 * What an owner would have after so many days, RAO of TAO, if all but itself stood still: TAO, and its alpha at what the
 * pool would pay for all of it.
 *
 *   each step   T = s(m, b) E t                     TAO to the subnet, by the share rule in force
 *               y += T,  x += (1 - q) T / p, the part q buys alpha in the pool
 *               sold: v (1 - b) 0.41 a t by miners, and by the owner d (0.18 + b') a t under `dump`
 *               m += (1 - (1 - r)^t) (min(p, 1) - m)
 *
 * s share of emission, m moving price, r the rate at which it follows; p price; y, x TAO and alpha in the pool, w weight
 * of the TAO side; q part of its TAO that the chain spent on buying in the last block; E TAO and a alpha a block; b' = 0.41
 * b under `shell`, else 0; the withheld part that the share rule sees is b under `burn`, else 0. Fees are left out.
 *
 * Source: own model, agents.md A9 (one-step forecast of 30 days with everyone else frozen).
 */
export function ownerWorth(chain: ChainView, netuid: number, plan: OwnerPlan, books: OwnerBooks): number {
  const { share: b, keeper, disposal } = plan
  const withheld = keeper === 'burn' ? b : 0
  const own = CUT + (keeper === 'shell' ? MINERS * b : 0)
  const weight = chain.taoWeight(netuid)
  const last = chain.taoPerBlock(netuid)
  const buying = last > 0 ? Math.min(1, chain.chainBuy(netuid) / last) : 0
  const rate = chain.movingRate(netuid)
  const steps = Math.max(1, Math.round(books.horizon / STEP))
  const blocks = (books.horizon / steps) * BLOCKS_PER_DAY
  const alpha = chain.alphaPerBlock(netuid) * blocks
  let moving = chain.movingPrice(netuid)
  let { stake, free: cash } = books
  pool.y = chain.taoReserve(netuid)
  pool.x = chain.alphaReserve(netuid)
  pool.w = weight
  for (let k = 0; k < steps; k++) {
    const tao = chain.shareAt(netuid, moving, withheld) * chain.blockEmission * blocks
    buy(buying * tao)
    pool.x += ((1 - buying) * tao) / price()
    pool.y += (1 - buying) * tao
    sell(books.minersSell * (1 - b) * MINERS * alpha)
    const sold = disposal === 'dump' ? books.dumped * own * alpha : 0
    stake += own * alpha - sold
    cash += sell(sold)
    if (disposal === 'buy') {
      const spent = cash * (1 - (1 - books.bought) ** (blocks / (7 * BLOCKS_PER_DAY)))
      stake += buy(spent)
      cash -= spent
    }
    moving += (1 - (1 - rate) ** blocks) * (Math.min(price(), 1) - moving)
  }
  return cash + sell(stake)
}

/** The pool of the forecast: TAO, alpha, weight of the TAO side. */
const pool = { y: 1, x: 1, w: 0.5 }
const price = (): number => ((1 - pool.w) * pool.y) / (pool.w * pool.x)

/** @returns alpha bought */
function buy(tao: number): number {
  const bought = pool.x * (1 - (pool.y / (pool.y + tao)) ** (pool.w / (1 - pool.w)))
  pool.y += tao
  pool.x -= bought
  return bought
}

/** @returns TAO received */
function sell(alpha: number): number {
  const paid = pool.y * (1 - (pool.x / (pool.x + alpha)) ** ((1 - pool.w) / pool.w))
  pool.x += alpha
  pool.y -= paid
  return paid
}

/** Shares that are tried. */
const SHARES = [0.25, 0.5, 0.75, 1]
const PLAIN: OwnerPlan = { share: 0, keeper: 'burn', disposal: 'keep' }

/** Means that the search weighs against one another; a rug has its time, and hyperparameters are set once. */
export interface OwnerMenu {
  readonly burn: boolean
  readonly shell: boolean
  readonly dump: boolean
  readonly buy: boolean
  /** p: chance that the shell is found out, and what it would have got is withheld. */
  readonly detection: number
}

/**
 * The plan that the forecast values most; of equals the one that does least. Under `shell` the value is
 * (1 - p) V(shell) + p V(burn) with the same share.
 */
export function bestPlan(chain: ChainView, netuid: number, menu: OwnerMenu, books: OwnerBooks): OwnerPlan {
  let best = PLAIN
  let most = Number.NEGATIVE_INFINITY
  for (const disposal of disposals(menu)) {
    for (const [keeper, share] of keepers(menu)) {
      const plan: OwnerPlan = { share, keeper, disposal }
      const worth = expectedWorth(chain, netuid, plan, menu.detection, books)
      // Differences in the last digits are noise, not a reason to act.
      if (worth <= most * (1 + 1e-9)) continue
      best = plan
      most = worth
    }
  }
  return best
}

/** With the chance of being found out. */
export function expectedWorth(
  chain: ChainView,
  netuid: number,
  plan: OwnerPlan,
  detection: number,
  books: OwnerBooks,
): number {
  const worth = ownerWorth(chain, netuid, plan, books)
  if (plan.keeper === 'burn' || detection === 0) return worth
  return (1 - detection) * worth + detection * ownerWorth(chain, netuid, { ...plan, keeper: 'burn' }, books)
}

const disposals = ({ dump, buy }: OwnerMenu): OwnerPlan['disposal'][] => [
  'keep',
  ...(dump ? (['dump'] as const) : []),
  ...(buy ? (['buy'] as const) : []),
]

const keepers = ({ burn, shell }: OwnerMenu): [OwnerPlan['keeper'], number][] => [
  ['burn', 0],
  ...(burn ? SHARES.map((share): [OwnerPlan['keeper'], number] => ['burn', share]) : []),
  ...(shell ? SHARES.map((share): [OwnerPlan['keeper'], number] => ['shell', share]) : []),
]
