import { walletKey } from '../agents/cohort.js'
import { createDelegation, type Delegation } from '../agents/delegation.js'
import { REST } from '../state/ledger.js'
import { addToPosition, hotkeyStake } from '../state/share-pools.js'
import { alphaOut, type World } from '../state/world.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO, ROOT } from '../units.js'
import type { Background, Portions, Settled } from './people.js'
import { matchToRoot, rootWallets } from './root-match.js'
import type { Snapshot } from './snapshot.js'

interface Validators {
  hotkeys: number[]
  sizes: number[]
}

/**
 * Hand out what exists outside the pools. Each cohort gets its part of a subnet's alpha and of root's TAO, split over
 * its members by size: first those with hotkeys of their own, then those who stake to validators. Passive holders (the
 * rest) stake what remains to the validators in proportion to their stake, so that no validator's share changes by it.
 */
export function placeStakes(
  world: World,
  settled: readonly Settled[],
  background: Background,
  rootAlphaDays: number,
  snapshot: Snapshot,
): Delegation {
  const lists: Validators[] = Array.from(world.subnets.exists, () => ({ hotkeys: [], sizes: [] }))
  const living = new Set(world.netuids)
  const amounts = outsidePools(world, living, rootAlphaDays)
  for (const netuid of [ROOT, ...world.netuids])
    giveAll(world, netuid, settled, amounts[netuid], true, null, snapshot)
  lists[ROOT] = orPassive(
    validators(world, ROOT, settled, () => true),
    background,
  )
  for (const netuid of world.netuids) {
    const own = validators(world, netuid, settled, (seed, m) => seed.netuid[m] === netuid)
    lists[netuid] = own.hotkeys.length > 0 ? own : lists[ROOT]
  }
  for (const netuid of world.allNetuids) if (!living.has(netuid)) lists[netuid] = passive(background)
  const matched = settled.some(({ plan }) => plan.houses !== undefined)
    ? matchToRoot(rootWallets(settled, amounts[ROOT]), lists[ROOT])
    : undefined
  const delegation = createDelegation(lists, matched)
  for (const netuid of [ROOT, ...world.netuids])
    giveAll(world, netuid, settled, amounts[netuid], false, delegation, snapshot)
  for (const netuid of [ROOT, ...world.allNetuids]) {
    const whole = netuid === ROOT ? world.subnets.taoReserve[ROOT] : amounts[netuid]
    spreadOver(world, netuid, lists[netuid], whole - staked(world, netuid))
  }
  return delegation
}

const passive = (background: Background): Validators => ({ hotkeys: [background.restHotkey], sizes: [1] })
const orPassive = (list: Validators, background: Background): Validators =>
  list.hotkeys.length > 0 ? list : passive(background)

/** RAO that positions hold together, by netuid: alpha outside the pool that is neither the chain's, burned nor root's. */
function outsidePools(world: World, living: ReadonlySet<number>, rootAlphaDays: number): Float64Array {
  const s = world.subnets
  const amounts = new Float64Array(s.exists.length)
  amounts[ROOT] = s.taoReserve[ROOT]
  for (const n of world.allNetuids) {
    const outside = alphaOut(world, n) - s.protocolAlpha[n] - s.burnedAlpha[n]
    // 41 % of alpha goes to validators and root; rho of that is root's.
    const inflow = 0.41 * s.rootProportion[n] * BLOCKS_PER_DAY * RAO_PER_TAO
    s.rootAlpha[n] = living.has(n) ? Math.floor(Math.min(0.2 * outside, inflow * rootAlphaDays)) : 0
    amounts[n] = outside - s.rootAlpha[n]
  }
  return amounts
}

/** Every cohort's part of one subnet (or of root). @param keyed those with hotkeys of their own, or the others */
function giveAll(
  world: World,
  netuid: number,
  settled: readonly Settled[],
  amount: number,
  keyed: boolean,
  delegation: Delegation | null,
  snapshot: Snapshot,
): void {
  for (const { seed, plan, portions } of settled) {
    // A key without a home is for calls, not for stake: such members stake to validators.
    if ((seed.hotkey[0] >= 0 && seed.netuid[0] >= 0) !== keyed) continue
    const part =
      netuid === ROOT ? portions.root : alphaPart(portions, seed.strategy.role, snapshot, netuid, amount)
    if (part === 0 || (netuid !== ROOT && !plan.netuids.includes(netuid))) continue
    const members: number[] = []
    for (let m = 0; m < seed.coldkey.length; m++) {
      if (netuid === ROOT || seed.netuid[m] === netuid || seed.netuid[m] < 0) members.push(m)
    }
    const size = netuid === ROOT ? portions.rootSize : portions.size
    const total = members.reduce((sum, m) => sum + size[m], 0)
    for (const m of members) {
      const own = total > 0 ? Math.floor(part * amount * (size[m] / total)) : 0
      const hotkey = delegation ? delegation.choose(netuid, walletKey(seed, m)) : seed.hotkey[m]
      if (own > 0) addToPosition(world, hotkey, seed.coldkey[m], netuid, own)
    }
  }
}

/** Most of a subnet's alpha that one recorded holder is given. */
const MOST_RECORDED = 0.5

/** A cohort's part of what positions hold on a subnet: as the scenario says, or as the snapshot recorded it of owners. */
function alphaPart(
  { alpha }: Portions,
  role: string,
  snapshot: Snapshot,
  netuid: number,
  amount: number,
): number {
  if (!Number.isNaN(alpha)) return alpha
  const subnet = snapshot.subnets.find((each) => each.netuid === netuid)
  if (role !== 'owner' || !subnet || amount === 0) return 0
  const issued = subnet.alphaReserveRao + subnet.alphaOutRao
  return Math.min(MOST_RECORDED, (subnet.ownerAlphaShare * issued) / amount)
}

/** Validators of the cohorts on a subnet (or root), once each, with the stake they hold. */
function validators(
  world: World,
  netuid: number,
  settled: readonly Settled[],
  belongs: (seed: Settled['seed'], member: number) => boolean,
): Validators {
  const found = new Map<number, number>()
  for (const { seed } of settled) {
    if (seed.strategy.role !== 'validator') continue
    for (let m = 0; m < seed.hotkey.length; m++) {
      if (!belongs(seed, m)) continue
      const stake = hotkeyStake(world, seed.hotkey[m], netuid)
      if (stake > 0) found.set(seed.hotkey[m], stake)
    }
  }
  return { hotkeys: [...found.keys()], sizes: [...found.values()] }
}

function staked(world: World, netuid: number): number {
  const { sharePools, count } = world
  let total = 0
  for (let p = 0; p < count.sharePools; p++) if (sharePools.netuid[p] === netuid) total += sharePools.total[p]
  return total
}

/** Passive holders' stake, over validators by size; the first takes the rounding. */
function spreadOver(world: World, netuid: number, list: Validators, amount: number): void {
  if (amount <= 0) return
  const total = list.sizes.reduce((sum, size) => sum + size, 0)
  let left = amount
  for (let k = list.hotkeys.length - 1; k >= 0; k--) {
    const part = k === 0 ? left : Math.floor(amount * (list.sizes[k] / total))
    addToPosition(world, list.hotkeys[k], REST, netuid, part)
    left -= part
  }
}
