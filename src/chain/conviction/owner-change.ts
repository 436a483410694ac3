import { alphaOut, type World } from '../../state/world.js'
import { logEvent } from '../log.js'
import type { Rules } from '../rules.js'
import { lockHeads, locks, rollLock } from './locks.js'
import { ONE_YEAR, ownerMayChange } from './roll.js'

/** Part of the alpha in circulation that one hotkey's conviction must pass. Source: late 2026, spec 447. */
const SINGLE_SHARE = 0.18

/**
 * After an epoch: the hotkey with most conviction may make its coldkey the subnet's owner.
 *
 *   total-tenth   all convictions together reach a tenth of the alpha outside the pool        specs 430 to 446
 *   single        one hotkey's passes 18 % of it, less what the protocol holds and what was burned        since 447
 *
 * Source: pallets/subtensor/src/staking/lock.rs, change_subnet_owner_if_needed, 14bc6f9f; later rule from f9d7c362
 */
export function changeOwnerIfDue(world: World, rules: Rules, netuid: number): void {
  const { ownership } = rules.params
  if (ownership === 'fixed' || lockHeads.of(world).first[netuid] < 0) return
  const { subnets } = world
  const age = world.block - subnets.registeredAt[netuid]
  if (age < ONE_YEAR) return
  const convictions = convictionByHotkey(world, rules, netuid)
  let best = -1
  let most = 0
  let total = 0
  for (const [hotkey, conviction] of convictions) {
    total += conviction
    if (conviction > most || (conviction === most && hotkey < best)) {
      best = hotkey
      most = conviction
    }
  }
  const out = alphaOut(world, netuid)
  const circulating = out - subnets.protocolAlpha[netuid] - subnets.burnedAlpha[netuid]
  const due = ownership === 'single' ? most > SINGLE_SHARE * circulating : ownerMayChange(age, total, out)
  if (best < 0 || !due || best === subnets.ownerHotkey[netuid]) return
  subnets.ownerHotkey[netuid] = best
  subnets.ownerColdkey[netuid] = world.hotkeys.owner[best]
  logEvent(rules.log, world.block, 'owner_change', netuid, most)
}

/**
 * Conviction that one hotkey must have by the rule in force, given what all others have together, RAO of alpha; Infinity
 * where ownership is fixed. It must also be the largest.
 */
export function convictionDue(world: World, rules: Rules, netuid: number, others: number): number {
  const { ownership } = rules.params
  if (ownership === 'fixed') return Number.POSITIVE_INFINITY
  const out = alphaOut(world, netuid)
  const { protocolAlpha, burnedAlpha } = world.subnets
  return ownership === 'single'
    ? SINGLE_SHARE * (out - protocolAlpha[netuid] - burnedAlpha[netuid])
    : Math.max(0, out / 10 - others)
}

/** Conviction towards each hotkey, carried to this block. */
function convictionByHotkey(world: World, rules: Rules, netuid: number): Map<number, number> {
  const { hotkey, conviction, next } = locks.of(world)
  const sums = new Map<number, number>()
  for (let row = lockHeads.of(world).first[netuid]; row >= 0; row = next[row]) {
    rollLock(world, rules, row)
    sums.set(hotkey[row], (sums.get(hotkey[row]) ?? 0) + conviction[row])
  }
  return sums
}
