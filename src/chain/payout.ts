import type { EpochResult } from '../consensus/result.js'
import { drainPools, drainPoolsTogether, EpochPools, shareDividends } from '../emission/payout.js'
import { burnAlpha, pendingToRoot, recycleAlpha } from '../state/ledger.js'
import { addToPosition, creditPool, creditPosition } from '../state/share-pools.js'
import type { World } from '../state/world.js'
import { ROOT, TWO_32, U16_MAX } from '../units.js'
import { addToLock } from './conviction/locks.js'
import { Earners, listEarners } from './earners.js'
import type { Rules } from './rules.js'

/** What an epoch paid out, RAO of alpha; reused. */
export interface Paid {
  server: number
  validator: number
  root: number
  ownerCut: number
  withheld: number
}
export const paid: Paid = { server: 0, validator: 0, root: 0, ownerCut: 0, withheld: 0 }

const pools = new EpochPools()
const earners = new Earners()

/**
 * Pay out what is pending: owner's cut, miners' incentives, validators' dividends, root's part.
 *
 * Every RAO of the pending accumulators goes somewhere: what rounding leaves over is burned (unowned, still issued),
 * where the chain loses it. Source: coinbase/run_coinbase.rs, distribute_emission, 14bc6f9f.
 * Differs: where miners' incentives exceed the miners' half by rounding, validators get that much less.
 */
export function payEpoch(world: World, rules: Rules, netuid: number, result: EpochResult): void {
  const s = world.subnets
  const server = s.pendingServer[netuid]
  const validator = s.pendingValidator[netuid]
  const root = s.pendingRoot[netuid]
  const cut = s.pendingOwnerCut[netuid]
  s.pendingServer[netuid] = 0
  s.pendingValidator[netuid] = 0
  s.pendingRoot[netuid] = 0
  s.pendingOwnerCut[netuid] = 0

  const price = rules.market.price(world, netuid)
  payOwner(world, rules, netuid, cut, price)
  const incentives = payMiners(world, netuid, result, price)
  drain(rules, server, validator, root, s.pendingRootSold[netuid], incentives)
  const pot = Math.max(0, Math.min(pools.validator, pools.input - incentives - pools.root))
  const dividends = payValidators(world, rules, netuid, result, pot, pools.root, price)
  if (s.pendingRootTao[netuid] > 0) payRootTao(world, rules, netuid, s.pendingRootTao[netuid])
  s.pendingRootSold[netuid] = 0
  const left = pools.input - incentives - dividends
  if (left > 0) burnAlpha(world, netuid, left)
  paid.server = incentives
  paid.ownerCut = cut
}

/** What the epoch hands out to whom. Root's alpha that was sold counts in the halves of v2.0.9 to v3.2.12, but is gone. */
function drain(
  rules: Rules,
  server: number,
  validator: number,
  root: number,
  sold: number,
  incentives: number,
): void {
  if (rules.params.draining === 'apart') {
    drainPools(server, validator, root, incentives, pools)
    return
  }
  drainPoolsTogether(server + validator, root + sold, incentives, pools)
  pools.root = root
  pools.input -= sold
}

/** The owner's cut is staked on the owner's hotkey; without an owner it is burned. */
function payOwner(world: World, rules: Rules, netuid: number, cut: number, price: number): void {
  const { ownerHotkey, ownerColdkey } = world.subnets
  if (ownerHotkey[netuid] < 0) {
    burnAlpha(world, netuid, cut)
    return
  }
  addToPosition(world, ownerHotkey[netuid], ownerColdkey[netuid], netuid, cut)
  world.hotkeys.earned[ownerHotkey[netuid]] += cut * price
  if (world.subnets.ownerCutAutoLock[netuid] === 1 && cut > 0) {
    addToLock(world, rules, netuid, ownerColdkey[netuid], ownerHotkey[netuid], cut)
  }
}

/**
 * Incentives go to the miners' owners as stake on their hotkeys; those of the subnet owner's own hotkeys are withheld.
 * @returns RAO paid or withheld
 */
function payMiners(world: World, netuid: number, result: EpochResult, price: number): number {
  const { subnets, neurons, hotkeys, stride } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  const owner = subnets.ownerColdkey[netuid]
  const { serverEmission } = result
  let total = 0
  let withheld = 0
  for (let uid = 0; uid < n; uid++) {
    const amount = serverEmission[uid]
    if (amount === 0) continue
    total += amount
    const hotkey = neurons.hotkey[base + uid]
    const coldkey = hotkeys.owner[hotkey]
    if (coldkey === owner) {
      withheld += amount
      continue
    }
    payOwnPosition(world, base + uid, hotkey, netuid, amount)
    hotkeys.earned[hotkey] += amount * price
  }
  if (withheld > 0) {
    if (subnets.recycleWithheld[netuid] === 1) recycleAlpha(world, netuid, withheld)
    else burnAlpha(world, netuid, withheld)
  }
  // The same quotient as emission/payout.ts, withheldShare, without a second pass over the miners.
  subnets.minerBurned[netuid] = total > 0 ? Math.floor((withheld / total) * TWO_32) / TWO_32 : 0
  paid.withheld = withheld
  return total
}

/** To the stake that a UID's owner has on its hotkey. The position is looked up once; most are paid every epoch. */
function payOwnPosition(world: World, row: number, hotkey: number, netuid: number, amount: number): void {
  const { ownPosition } = world.neurons
  if (ownPosition[row] >= 0) creditPosition(world, ownPosition[row], amount)
  else ownPosition[row] = addToPosition(world, hotkey, world.hotkeys.owner[hotkey], netuid, amount)
}

/** Both dividend pots, by each validator's mix of alpha and root stake. @returns RAO paid */
function payValidators(
  world: World,
  rules: Rules,
  netuid: number,
  result: EpochResult,
  validatorPot: number,
  rootPot: number,
  price: number,
): number {
  listEarners(world, rules, netuid, result, earners)
  // Differs: the chain recycles this beside the pot, which it still pays in full.
  const recycled = Math.min(validatorPot, earners.recycled)
  if (recycled > 0) recycleAlpha(world, netuid, recycled)
  sharePots(rules, validatorPot - recycled, rootPot)
  const { count, hotkey: earner, row, alphaPart, rootPart } = earners
  let toAlpha = 0
  let toRoot = 0
  for (let k = 0; k < count; k++) {
    if (alphaPart[k] > 0) payNominators(world, netuid, earner[k], row[k], alphaPart[k])
    if (rootPart[k] > 0) payRoot(world, rules, netuid, earner[k], rootPart[k], row[k])
    world.hotkeys.earned[earner[k]] += (alphaPart[k] + rootPart[k]) * price
    toAlpha += alphaPart[k]
    toRoot += rootPart[k]
  }
  paid.validator = toAlpha
  paid.root = toRoot
  return toAlpha + toRoot + recycled
}

function sharePots(rules: Rules, validatorPot: number, rootPot: number): void {
  const { count, dividend, alphaStake, rootStake, alphaPart, rootPart } = earners
  const { taoWeight } = rules.params
  shareDividends(
    dividend,
    alphaStake,
    rootStake,
    count,
    taoWeight,
    validatorPot,
    rootPot,
    alphaPart,
    rootPart,
  )
}

/** TAO for root's alpha that was sold block by block, by the same parts; it becomes root stake. The rounding waits. */
function payRootTao(world: World, rules: Rules, netuid: number, pot: number): void {
  sharePots(rules, 0, pot)
  const { count, hotkey: earner, rootPart } = earners
  for (let k = 0; k < count; k++) {
    if (rootPart[k] === 0) continue
    pendingToRoot(world, netuid, rootPart[k])
    const toOwner = delegateTake(world, earner[k], rootPart[k])
    const pool = world.hotkeys.rootPool[earner[k]]
    addToPosition(world, earner[k], world.hotkeys.owner[earner[k]], ROOT, toOwner)
    creditPool(world, pool, rootPart[k] - toOwner)
    world.hotkeys.earned[earner[k]] += rootPart[k]
  }
}

/** The owner's part of a dividend, whole RAO. Source: coinbase/run_coinbase.rs, distribute_dividends_and_incentives, 14bc6f9f */
const delegateTake = (world: World, hotkey: number, amount: number): number =>
  Math.floor((amount * world.hotkeys.take[hotkey]) / U16_MAX)

/** What nominators get beside that: the difference is cut to whole RAO too, so that one RAO may be lost (here: burned). */
function afterTake(world: World, netuid: number, hotkey: number, amount: number, toOwner: number): number {
  const exact = (amount * world.hotkeys.take[hotkey]) / U16_MAX
  if (exact === toOwner) return amount - toOwner
  burnAlpha(world, netuid, 1)
  return amount - toOwner - 1
}

/**
 * The take first, as stake of the hotkey's owner; the rest to all nominators, the owner included.
 *
 * @param row  of its UID, -1 for none: it knows the owner's position and the pool, so that neither is looked up
 */
function payNominators(world: World, netuid: number, hotkey: number, row: number, amount: number): void {
  const { owner } = world.hotkeys
  const { alphaPool } = world.neurons
  const toOwner = delegateTake(world, hotkey, amount)
  if (toOwner > 0 && row >= 0) payOwnPosition(world, row, hotkey, netuid, toOwner)
  else if (toOwner > 0) addToPosition(world, hotkey, owner[hotkey], netuid, toOwner)
  const rest = afterTake(world, netuid, hotkey, amount, toOwner)
  const pool = row >= 0 ? alphaPool[row] : world.poolIndex.get(hotkey, netuid)
  if (!creditPool(world, pool, rest)) addToPosition(world, hotkey, owner[hotkey], netuid, rest)
}

/**
 * Root's part of a dividend: the take first, then what the root rule does with it.
 *
 * @param row  of its UID: the owner's position is not looked up again, where the validators' part has found it (two
 *             look-ups far apart in memory for each validator and epoch: 1 % of a run of mainnet)
 */
export function payRoot(
  world: World,
  rules: Rules,
  netuid: number,
  hotkey: number,
  amount: number,
  row = -1,
): void {
  const toOwner = delegateTake(world, hotkey, amount)
  const position = row < 0 ? -1 : world.neurons.ownPosition[row]
  if (toOwner > 0 && position >= 0) creditPosition(world, position, toOwner)
  else if (toOwner > 0) addToPosition(world, hotkey, world.hotkeys.owner[hotkey], netuid, toOwner)
  rules.root.pay(world, rules, netuid, hotkey, afterTake(world, netuid, hotkey, amount, toOwner))
}
