import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, number, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { sellerMemory, sellReceipts } from '../selling.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { STAKERS_PART } from '../yields.js'

const params = {
  variant: choice(
    ['serve', 'immunity-farming', 'eviction'],
    'serve',
    'many UIDs on one backend; UIDs that serve nothing; or newcomers that only push others out',
  ),
  quality: number(0, 'log', 'q: quality of the backend when it serves one UID; 0 is the median miner', {
    min: -10,
    max: 10,
    fixed: true,
  }),
  dilution: number(0.1, 'log', 'delta: quality lost per unit of ln n, an assumption', { min: 0, max: 10 }),
  theta: fraction('80%', 'part of what a UID is expected to earn while immune that it may cost', {
    max: 100,
  }),
  most: tao('100 TAO', 'highest price of a UID that it ever pays'),
  period: blocks('360 blocks', 'time between two looks of a member with a UID', { min: 1 }),
  watch: blocks('12 blocks', 'time between two looks at the price by a member without one', { min: 1 }),
  sold: fraction('60%', 'part of what it receives that it puts up for sale'),
  outside: fraction('50%', 'part of the cohort without a UID at the start', { fixed: true }),
}
const memory = {
  ...sellerMemory,
  applied: f64('flag', '1 after a registration was asked for'),
  registered: f64('count', 'registrations that it asked for'),
  askedAt: perSubnetMemory(f64('block', 'block in which the operator last asked for UIDs')),
  asked: perSubnetMemory(f64('count', 'UIDs that the operator asked for in that block')),
}
type Sybil = Me<typeof params, typeof memory>

/**
 * A3: one operator behind the UIDs of all members of its cohort on a subnet.
 *
 *   quality     q - delta ln n                     n UIDs that it holds; nothing is served by the other two variants
 *   registers   while burn <= V,   V = theta p M I T_imm / T                                              TAO
 *
 *   serve              I  mean incentive of the lower quarter of miners past immunity
 *   immunity-farming   I  mean incentive of its own UIDs, of immune ones if it has any; without any, of immune miners
 *   eviction           no V: registers when the UID that would make room is a rival's whose immunity ends in that block
 *
 * burn price of a UID (TAO), p alpha's price (TAO), M miners' alpha an epoch, I part of it (0..1), T_imm immunity and T
 * tempo (blocks), theta 0..1. With equal scores of all others n UIDs earn n^(1 - delta) times what one does. The price
 * rises by 26 % a registration and halves in 360 blocks, so n at once cost burn (1.26^n - 1) / 0.26, and whoever buys
 * whenever it is cheap enough gets ln 2 / ln 1.26 = 3.0 in 360 blocks.
 *
 * Choices of reading: validators and the owner's UID are no miners here; a UID that earns too little is not given up but
 * pruned, and not bought again while it costs more than V; the cost of the backend decides nothing.
 * Source: A3 of the catalogue; registration/continuous.ts, neurons.ts (order of pruning).
 */
export const sybilMiner = defineStrategy({
  id: 'sybil-miner',
  code: 'A3',
  whenOff: 'honest-miner',
  role: 'miner',
  summary: 'Many UIDs of one operator: on one backend, idle while immune, or to push rivals out.',
  source: 'own model (A3); burn price and pruning as on the chain',
  params,
  memory,
  wake(me) {
    if (me.memory.applied === 1) return 1
    return me.uid >= 0 ? me.params.period : me.params.watch
  },
  start(me, chain, outside) {
    me.memory.held = me.stake(me.netuid)
    me.memory.soldAt = chain.block
    if (me.params.variant !== 'serve' || me.uid < 0) return
    outside.services.serve(me.netuid, me.uid, me.hotkey, qualityOf(me))
  },
  decide(me, chain, desk, outside) {
    const { netuid, uid, params, memory } = me
    sellReceipts(me, chain, desk, outside, netuid, params.sold)
    memory.applied = 0
    if (uid < 0) {
      if (chain.inFull(netuid)) consider(me, chain, desk)
    } else if (params.variant === 'serve') desk.serve(netuid, uid, me.hotkey, qualityOf(me))
    else desk.stopServing(netuid, uid)
  },
})

const qualityOf = (me: Sybil): number =>
  me.params.quality - me.params.dilution * Math.log(Math.max(1, me.fellows().length))

/** Register if it is worth its price, which the operator's other calls of this block drive up. */
function consider(me: Sybil, chain: ChainView, desk: Desk): void {
  const { netuid, params, memory, shared } = me
  const before = shared.askedAt.get(netuid) === chain.block ? shared.asked.get(netuid) : 0
  const evicts = params.variant === 'eviction'
  if (evicts && (before > 0 || !rivalAtMercy(me, chain))) return
  const worth = evicts ? Number.POSITIVE_INFINITY : params.theta * incomeWhileSafe(me, chain)
  const most = Math.min(params.most, worth, me.free)
  if (chain.burn(netuid) * chain.burnIncrease(netuid) ** before > most) return
  desk.register(netuid, me.hotkey, most)
  shared.askedAt.set(netuid, chain.block)
  shared.asked.set(netuid, before + 1)
  memory.applied = 1
  memory.registered++
}

/** The UID that the next newcomer replaces is a rival's that was immune until now. */
function rivalAtMercy(me: Sybil, chain: ChainView): boolean {
  const { netuid } = me
  const uid = chain.uidToGo(netuid)
  if (uid < 0 || chain.registeredAt(netuid, uid) + chain.immunityPeriod(netuid) !== chain.block + 1)
    return false
  const own = me.fellows()
  for (let k = 0; k < own.length; k++) if (own[k] === uid) return false
  return true
}

/** TAO that a UID is expected to earn while immune, RAO. */
function incomeWhileSafe(me: Sybil, chain: ChainView): number {
  const { netuid } = me
  const part = me.params.variant === 'serve' ? lowerQuarter(chain, netuid) : whileImmune(me, chain)
  const income = STAKERS_PART * chain.alphaPerBlock(netuid) * chain.price(netuid)
  return income * part * chain.immunityPeriod(netuid)
}

let scratchIncentive = new Float64Array(256)

/** Mean incentive of the lower quarter of miners past immunity; 0 if there are none. */
function lowerQuarter(chain: ChainView, netuid: number): number {
  const n = chain.neuronCount(netuid)
  const owner = chain.ownerUid(netuid)
  if (scratchIncentive.length < n) scratchIncentive = new Float64Array(n)
  let count = 0
  for (let uid = 0; uid < n; uid++) {
    if (uid === owner || chain.dividends(netuid, uid) > 0 || chain.immune(netuid, uid)) continue
    scratchIncentive[count++] = chain.incentive(netuid, uid)
  }
  if (count === 0) return 0
  const sorted = scratchIncentive.subarray(0, count).sort()
  const lowest = Math.max(1, Math.floor(count / 4))
  let sum = 0
  for (let k = 0; k < lowest; k++) sum += sorted[k]
  return sum / lowest
}

/** Mean incentive of the own UIDs, of the immune if there are any; of all immune miners where it holds none. */
function whileImmune(me: Sybil, chain: ChainView): number {
  const { netuid } = me
  const own = me.fellows()
  let all = 0
  let sum = 0
  let count = 0
  for (let k = 0; k < own.length; k++) {
    const share = chain.incentive(netuid, own[k])
    all += share
    if (!chain.immune(netuid, own[k])) continue
    sum += share
    count++
  }
  if (count > 0) return sum / count
  if (own.length > 0) return all / own.length
  const n = chain.neuronCount(netuid)
  for (let uid = 0; uid < n; uid++) {
    if (!chain.immune(netuid, uid) || chain.dividends(netuid, uid) > 0) continue
    sum += chain.incentive(netuid, uid)
    count++
  }
  return count > 0 ? sum / count : 0
}
