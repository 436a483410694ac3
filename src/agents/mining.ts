import type { ChainView } from '../chain/view.js'
import { blocks, fraction, number, usd } from '../fields.js'
import { f64 } from '../state/columns.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO } from '../units.js'
import type { Desk } from './desk.js'
import type { Outside } from './outside/outside.js'
import { sellerMemory, sellReceipts } from './selling.js'
import type { Me } from './strategy.js'

/**
 * The business of any miner: it earns, sells, gives up when it loses for too long, and comes back when it would pay.
 *
 *   r  <- r + a (v - r),   v = alpha received * p * P / days,   a = 1 - 2^(-days / half-life)
 *   leaves   if r < cost for `patience` on end: serves nothing and waits to be pruned
 *   enters   if NPV = sum_{k=1..H} delta^k E[r] - burn P - c H > 0,   E[r] = (mean of ranks 25 - 75 %) exp(0.5 e)
 *
 * r revenue (USD/day), p alpha's price (TAO), P TAO's price (USD), H horizon (days), delta daily discount factor, c cost
 * (USD/day), burn the price of a UID (TAO), e ~ N(0, 1). A miner without a UID considers entering at Poisson times, one
 * a week on average; so does one that gave up and still has its UID, for whom the burn is 0.
 *
 * Choices: a miner knows one subnet, its home, and enters no other; at the start, and when it enters, it takes its
 * revenue to equal its cost; a sale that its price limit cut short counts as received again. Where the epoch pays fixed
 * shares (aggregate resolution) nobody leaves or enters: it would change no one's pay.
 *
 * Source: own model, agents.md A1 with calibration.md 7 (share sold; the queue and its depth cap are Outside's).
 */
export const miningFields = {
  period: blocks('1 day', 'time between two looks of a miner that serves', { min: 1 }),
  patience: blocks('14 days', 'uninterrupted loss after which it gives up, an assumption'),
  memory: blocks('7 days', 'half-life of the average of revenue, an assumption', { min: 1 }),
  sold: fraction(
    '60%',
    's_m: part of what it receives that it puts up for sale, an assumption (calibration.md 7)',
  ),
  tolerance: fraction('5%', 'a sale below the price at hand by more than this does not happen', {
    max: 0.99,
  }),
  careless: fraction('30%', 'chance that a miner never sets a price limit'),
  outside: fraction('10%', 'part of the cohort without a UID at the start', { fixed: true }),
  checkEvery: blocks('7 days', 'mean time between two thoughts of entering', { min: 1 }),
  horizon: number(30, 'days', 'H: days of revenue that an entrant counts on', { min: 1, max: 10_000 }),
  discount: number(0.99, '1/day', 'delta: worth of revenue a day later', { min: 0.01, max: 1 }),
  optimism: number(0.5, 'log', "spread of an entrant's guess of its revenue, an assumption", {
    min: 0,
    max: 5,
  }),
}
export const costField = (median: number) =>
  usd(`lognormal(median=${median} USD, sigma=0.9)`, 'c: cost a day. An assumption; sweep 5 to 200')

export const miningMemory = {
  ...sellerMemory,
  serving: f64('flag', '1 while it serves'),
  applied: f64('flag', '1 after a registration was asked for'),
  revenue: f64('USD/day', 'r: average revenue'),
  lossSince: f64('blocks', 'length of the uninterrupted loss'),
  careless: f64('flag', 'never sets a price limit'),
}

export type Miner = Me<typeof miningFields, typeof miningMemory>

/** Miners' part of alpha_out: (1 - 0.18) / 2. Source: coinbase/run_coinbase.rs, 14bc6f9f; agents.md A1. */
const MINERS_PART = 0.41

/** Open shop at genesis. @param cost what it spends, USD/day */
export function startMining(
  me: Miner,
  chain: ChainView,
  outside: Outside,
  quality: number,
  cost: number,
  detection = 0,
): void {
  const { memory, netuid, uid } = me
  memory.careless = me.random('careless').uniform() < me.params.careless ? 1 : 0
  memory.held = me.stake(netuid)
  memory.soldAt = chain.block
  if (uid < 0) return
  begin(me, cost)
  outside.services.serve(netuid, uid, me.hotkey, quality, detection)
}

function begin({ memory }: Miner, cost: number): void {
  memory.serving = 1
  memory.revenue = cost
  memory.lossSince = 0
}

/**
 * One look: sell, keep accounts, serve, give up or enter.
 *
 * @param quality   served now, log units, @param cost spent now, USD/day
 * @param elapsed   blocks since the last look, @param detection see Services
 */
export function mine(
  me: Miner,
  chain: ChainView,
  desk: Desk,
  outside: Outside,
  quality: number,
  cost: number,
  elapsed: number,
  detection = 0,
): void {
  const { memory, params, netuid, uid } = me
  const price = chain.price(netuid)
  const received = Math.max(0, me.stake(netuid) - memory.held)
  const limit = memory.careless === 1 ? 0 : price * (1 - params.tolerance)
  sellReceipts(me, chain, desk, outside, netuid, params.sold, limit)
  if (memory.serving === 1 && uid < 0) memory.serving = 0
  const applied = memory.applied === 1
  memory.applied = 0
  if (memory.serving === 1) {
    keepAccounts(me, (received / RAO_PER_TAO) * price * outside.taoUsd, cost, elapsed)
    if (memory.lossSince >= params.patience && chain.inFull(netuid)) {
      memory.serving = 0
      desk.exit()
    }
  } else if (applied && uid >= 0) {
    begin(me, cost)
    desk.entry()
  } else if (!applied && chain.inFull(netuid)) considerEntry(me, chain, desk, outside, cost)
  if (memory.serving === 1) desk.serve(netuid, uid, me.hotkey, quality, detection)
  else if (uid >= 0) desk.stopServing(netuid, uid)
}

/** @param income USD since the last look */
function keepAccounts({ memory, params }: Miner, income: number, cost: number, elapsed: number): void {
  const days = elapsed / BLOCKS_PER_DAY
  if (days > 0) memory.revenue += (1 - 2 ** (-elapsed / params.memory)) * (income / days - memory.revenue)
  memory.lossSince = memory.revenue < cost ? memory.lossSince + elapsed : 0
}

function considerEntry(me: Miner, chain: ChainView, desk: Desk, outside: Outside, cost: number): void {
  const { memory, params, netuid, uid } = me
  const { horizon, discount } = params
  const usdOfAlpha = (chain.price(netuid) * outside.taoUsd) / RAO_PER_TAO
  const usual =
    middleShare(chain, netuid) * MINERS_PART * chain.alphaPerBlock(netuid) * BLOCKS_PER_DAY * usdOfAlpha
  const expected = usual * Math.exp(params.optimism * me.random('guess').normal())
  const worthOfDay = discount < 1 ? (discount * (1 - discount ** horizon)) / (1 - discount) : horizon
  const value = expected * worthOfDay - cost * horizon
  if (value <= 0) return
  if (uid >= 0) begin(me, cost)
  else {
    // What the UID is worth to it, RAO; it asks for no dearer one.
    const most = Math.min(me.free, (value / outside.taoUsd) * RAO_PER_TAO)
    if (chain.burn(netuid) > most) return
    desk.register(netuid, me.hotkey, most)
    memory.applied = 1
  }
}

const scratchIncentive = new Float64Array(4096)

/** Mean incentive of the paid miners between the ranks of 25 % and 75 %; the owner's UID left out, 0 if no one is paid. */
export function middleShare(chain: ChainView, netuid: number): number {
  const n = chain.neuronCount(netuid)
  const owner = chain.ownerUid(netuid)
  let paid = 0
  for (let uid = 0; uid < n; uid++) {
    const share = chain.incentive(netuid, uid)
    if (share <= 0 || uid === owner) continue
    // Insertion into ascending order: most look-ups come once a week.
    let k = paid++
    while (k > 0 && scratchIncentive[k - 1] > share) {
      scratchIncentive[k] = scratchIncentive[k - 1]
      k--
    }
    scratchIncentive[k] = share
  }
  const from = Math.floor(paid / 4)
  const to = Math.max(from + 1, paid - from)
  let sum = 0
  for (let k = from; k < to; k++) sum += scratchIncentive[k]
  return paid === 0 ? 0 : sum / (to - from)
}

/** Blocks until a miner looks again: soon after it asked for a UID, at random while it has no business. */
export function minerWake(me: Miner): number {
  if (me.memory.applied === 1) return 1
  return me.memory.serving === 1 ? me.params.period : me.params.checkEvery * me.random('checks').exponential()
}
