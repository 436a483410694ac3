import { REFUSAL } from '../refusal.js'
import type { World } from '../state/world.js'
import { TWO_32 } from '../units.js'
import {
  MAX_SQRT_PRICE,
  MIN_SQRT_PRICE,
  positionAlpha,
  positionTao,
  SwapStep,
  swapStep,
} from './concentrated-math.js'
import { activeLiquidity, nearestEdge, poolColumns, shareFees } from './concentrated-positions.js'
import { BUY, Fill, type Market, type Side } from './market.js'
import { refuse } from './refuse.js'

/** Source: pallets/swap/src/pallet/impls.rs, MAX_SWAP_ITERATIONS */
const MAX_STEPS = 1_000
const MINIMUM_RESERVE = 1_000_000
const scratchStep = new SwapStep()
let usersEarned = 0

/**
 * Walk a trade from edge to edge; writes the totals and returns the square root of the price at its end.
 *
 * @param amount  input, fee included      @param limit  sqrt of the limit price
 * @param earn    fee that liquidity earns for each RAO of net input, 0 for none: then `usersEarned` says what users got
 * Source: pallets/swap/src/pallet/impls.rs, swap_inner, v3.4.7-422
 */
function walk(
  world: World,
  netuid: number,
  side: Side,
  amount: number,
  limit: number,
  rate: number,
  fill: Fill,
  earn: number,
): number {
  const step = scratchStep
  let P = poolColumns.of(world).sqrtPrice[netuid]
  let left = amount
  fill.refusal = 0
  fill.paidIn = 0
  fill.paidOut = 0
  fill.fee = 0
  fill.stopped = 0
  usersEarned = 0
  for (let i = 0; i < MAX_STEPS && left > 0; i++) {
    const liquidity = activeLiquidity(world, netuid, P, side)
    const edge = nearestEdge(world, netuid, P, side)
    swapStep(liquidity, P, side, left, edge, limit, rate, step)
    if (earn > 0) usersEarned += shareFees(world, netuid, P, side, step.paidIn * earn, liquidity)
    fill.paidIn += step.paidIn
    fill.paidOut += step.paidOut
    fill.fee += step.fee
    left -= step.paidIn + step.fee
    P = step.sqrtPrice
    if (step.stopped === 1) fill.stopped = 1
    if (step.crossing === 0) return P
  }
  if (left > 0) refuse(fill, REFUSAL['insufficient-liquidity'])
  return P
}

/** The price follows a trade that was carried out. */
function follow(world: World, netuid: number, side: Side, fill: Fill, earn: number): void {
  const end = side === BUY ? MAX_SQRT_PRICE : MIN_SQRT_PRICE
  poolColumns.of(world).sqrtPrice[netuid] = walk(world, netuid, side, fill.paidIn, end, 0, scratchFill, earn)
}

/** A limit price as the walk wants it: its square root, inside the full range. */
function sqrtLimit(limit: number): number {
  return Math.min(MAX_SQRT_PRICE, Math.max(MIN_SQRT_PRICE, Math.sqrt(limit)))
}

const scratchFill = new Fill()

/** Begin at a price: the protocol's liquidity spans the full range. Source: maybe_initialize_v3 */
function begin(world: World, netuid: number, sqrtPrice: number, liquidity: number): void {
  const pool = poolColumns.of(world)
  pool.sqrtPrice[netuid] = sqrtPrice
  pool.liquidity[netuid] = Math.floor(liquidity)
  pool.scrapTao[netuid] = 0
  pool.scrapAlpha[netuid] = 0
  pool.feeTao[netuid] = 0
  pool.feeAlpha[netuid] = 0
}

/** Begin at the price of given reserves; without either of them there is none yet. */
function openAt(world: World, netuid: number, x: number, y: number): void {
  begin(world, netuid, x > 0 && y > 0 ? Math.sqrt(y / x) : 0, Math.sqrt(x * y))
}

/**
 * Concentrated liquidity: one full-range position of the protocol, and users' positions over it. Without the latter
 * it is a constant product with k = L^2 and price P^2. All fees leave the pool, for the block's author.
 *
 * Differs: which ranges are active is read off the price; the chain keeps a running sum, which a sale that stops exactly on a
 * tick leaves behind.
 */
export const concentrated: Market = {
  id: 'concentrated',
  summary: "Concentrated liquidity: the protocol's full-range position, and users' ranges over it.",
  source: 'pallets/swap/src/pallet/{impls,swap_step}.rs, position.rs, tick.rs, v3.3.10-380 to v3.4.7-422',
  status: 'retired',
  chainBuy: 'after-injection',
  feesTo: 'author',
  minimumReserve: MINIMUM_RESERVE,

  /** P^2, cut to 32 fractional bits. Source: impls.rs, current_price */
  price(world, netuid) {
    const P = poolColumns.of(world).sqrtPrice[netuid]
    return Math.floor(P * P * TWO_32) / TWO_32
  },

  taoWeight: () => 0.5,

  quote(world, netuid, side, amount, limit, feeRate, fill) {
    const P = poolColumns.of(world).sqrtPrice[netuid]
    const reserve = (side === BUY ? world.subnets.alphaReserve : world.subnets.taoReserve)[netuid]
    const bound = sqrtLimit(limit)
    if (reserve < MINIMUM_RESERVE) {
      refuse(fill, REFUSAL['reserves-too-low'])
      return
    }
    if (side === BUY ? P >= bound : P <= bound) {
      refuse(fill, REFUSAL['price-limit-exceeded'])
      return
    }
    walk(world, netuid, side, amount, bound, feeRate, fill, 0)
    if (fill.paidOut > reserve) refuse(fill, REFUSAL['insufficient-liquidity'])
    else if (fill.paidIn > 0 && fill.paidOut === 0) refuse(fill, REFUSAL['reserves-too-low'])
  },

  settle(world, netuid, side, fill) {
    follow(world, netuid, side, fill, 0)
  },

  /**
   * Both amounts enter the reserves; liquidity grows by what the price can pair, the rest waits as scrap.
   * Source: impls.rs, adjust_protocol_liquidity, v3.2.10-334 on
   */
  inject(world, netuid, tao, alpha, accepted) {
    const pool = poolColumns.of(world)
    const P = pool.sqrtPrice[netuid]
    accepted.tao = tao
    accepted.alpha = alpha
    if (P === 0) {
      openAt(
        world,
        netuid,
        world.subnets.alphaReserve[netuid] + alpha,
        world.subnets.taoReserve[netuid] + tao,
      )
      return
    }
    const availableTao = tao + pool.scrapTao[netuid] + pool.feeTao[netuid]
    const availableAlpha = alpha + pool.scrapAlpha[netuid] + pool.feeAlpha[netuid]
    const worth = Math.floor(availableAlpha * P * P)
    const usedTao = Math.min(worth, availableTao)
    const usedAlpha = worth <= availableTao ? availableAlpha : Math.floor(availableTao / (P * P))
    const L = pool.liquidity[netuid]
    const heldTao = positionTao(L, P, MIN_SQRT_PRICE, MAX_SQRT_PRICE) + usedTao
    const heldAlpha = positionAlpha(L, P, MIN_SQRT_PRICE, MAX_SQRT_PRICE) + usedAlpha
    pool.liquidity[netuid] = Math.floor(Math.sqrt(heldTao * heldAlpha))
    pool.scrapTao[netuid] = availableTao - usedTao
    pool.scrapAlpha[netuid] = availableAlpha - usedAlpha
    pool.feeTao[netuid] = 0
    pool.feeAlpha[netuid] = 0
  },

  open(world, netuid) {
    openAt(world, netuid, world.subnets.alphaReserve[netuid], world.subnets.taoReserve[netuid])
  },

  /** Each pool keeps its price, with as much liquidity as its reserves cover at it. */
  enter(world, previous) {
    if (previous === null || isConcentrated(previous)) return
    for (const netuid of world.netuids) {
      const x = world.subnets.alphaReserve[netuid]
      const y = world.subnets.taoReserve[netuid]
      const P = Math.sqrt(previous.price(world, netuid))
      begin(world, netuid, P, P > 0 ? Math.min(Math.sqrt(x * y), y / P, x * P) : 0)
    }
  },
}

/**
 * The same, while fees were liquidity: they enter the reserve, and the next injection adds them to the protocol's own
 * position. Users' ranges earn their part of them, by the liquidity that each step of a trade meets.
 *
 * Differs: a trade's fee is divided among its steps by what each took, where the chain rounds each step's fee by itself.
 * Before v3.2.10 injections were not trimmed to the price and left no scrap;
 * before v3.2.4 fees were not claimed; in v3.1.6 and v3.1.7 injections did not deepen the pool at all.
 */
export const concentratedLpFees: Market = {
  ...concentrated,
  id: 'concentrated-lp-fees',
  summary: 'Concentrated liquidity whose fees become liquidity of the pool.',
  source: 'pallets/swap/src/pallet/{impls,swap_step}.rs, position.rs, v3.1.6 to v3.3.9',
  feesTo: 'pool',
  settle(world, netuid, side, fill) {
    const pool = poolColumns.of(world)
    const shared = fill.fee > 0 && pool.positions[netuid] > 0
    follow(world, netuid, side, fill, shared ? fill.fee / fill.paidIn : 0)
    const fees = side === BUY ? pool.feeTao : pool.feeAlpha
    fees[netuid] += shared ? Math.max(0, Math.floor(fill.fee - usersEarned)) : fill.fee
  },
}

/** Whether a curve keeps its price as a square root here. */
export const isConcentrated = (market: Market): boolean =>
  market === concentrated || market === concentratedLpFees
