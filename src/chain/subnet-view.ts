import { alphaOut, type World } from '../state/world.js'
import { linksOfParent } from './children/family.js'
import { childLinks } from './children/links.js'
import { lockHeads, lockOf, locks } from './conviction/locks.js'
import { convictionDue } from './conviction/owner-change.js'
import { type LockState, ONE_YEAR, rollForward } from './conviction/roll.js'
import { lastRegistration } from './lifecycle/memory.js'
import { findSlot, subnetPrice } from './lifecycle/slots.js'
import { PoolView } from './pool-view.js'
import type { Rules } from './rules.js'

const state: LockState = { mass: 0, conviction: 0 }

/**
 * The part of the view that concerns the life of subnets: what a slot costs, who makes room, what holders would get, who
 * may become owner, who lends stake weight to whom; and how calls reach a block. Nothing here writes.
 */
export class SubnetView extends PoolView {
  readonly #world: World
  readonly #rules: Rules

  constructor(world: World, rules: Rules) {
    super(world, rules)
    this.#world = world
    this.#rules = rules
  }

  // --- how calls run -------------------------------------------------------------------------------------------

  /** In which order the calls of a block run. */
  get ordering(): 'random' | 'fifo' | 'author' {
    return this.#rules.params.ordering
  }
  /** Whether calls may be submitted unseen. */
  get shieldedSubmission(): boolean {
    return this.#rules.params.shieldedSubmission
  }

  /** Whether what is staked in a block cannot leave in it. */
  get stakeLimiter(): boolean {
    return this.#rules.params.stakeLimiter
  }

  // --- slots ---------------------------------------------------------------------------------------------------

  /** TAO that registering a subnet costs now, RAO. */
  get subnetLock(): number {
    return subnetPrice(this.#world, this.#rules)
  }
  /** Blocks until the next subnet may be registered; 0: at once. */
  get subnetLockWait(): number {
    const last = lastRegistration.of(this.#world).block[0]
    return last === 0 ? 0 : Math.max(0, last + this.#rules.params.networkRateLimit - this.#world.block)
  }
  /** The subnet that a newcomer would replace; -1 while a netuid is free, or if none may go. */
  get nextToGo(): number {
    const slot = findSlot(this.#world, this.#rules)
    return slot.taken ? slot.netuid : -1
  }
  /** Whether a newcomer would find a place. */
  get hasSlot(): boolean {
    return findSlot(this.#world, this.#rules).netuid >= 0
  }
  /** Blocks since the subnet was registered. */
  age(netuid: number): number {
    return this.#world.block - this.#world.subnets.registeredAt[netuid]
  }
  /** Blocks for which the subnet is still safe from being replaced. */
  immuneFor(netuid: number): number {
    return Math.max(0, this.#rules.params.networkImmunity - this.age(netuid))
  }
  /**
   * TAO per alpha that holders would get if the subnet were dissolved now:  y / (A + A_chain [+ x])
   *
   * y TAO and x alpha in the pool, A alpha staked, A_chain alpha of the protocol. The pool's own alpha counts for subnets
   * registered since June 2026 (`poolSharesFrom`); before that holders shared the whole pot. See lifecycle/dissolve.ts.
   */
  payout(netuid: number): number {
    const { subnets } = this.#world
    const burned = subnets.burnedAlpha[netuid] + subnets.rootAlpha[netuid]
    const held = alphaOut(this.#world, netuid) - burned
    const all = held + (this.poolShares(netuid) ? subnets.alphaReserve[netuid] : 0)
    return all > 0 ? subnets.taoReserve[netuid] / all : 0
  }

  /** Whether the pool's own alpha shares in the pot of a dissolved subnet. */
  poolShares(netuid: number): boolean {
    return this.#world.subnets.registeredAt[netuid] >= this.#rules.params.poolSharesFrom
  }
  /** Whether the owner may start the subnet in the next block. */
  startable(netuid: number): boolean {
    const old = this.age(netuid) + 1 >= this.#rules.params.startCallDelay
    return old && this.#world.subnets.firstEmissionBlock[netuid] === 0
  }

  // --- conviction ----------------------------------------------------------------------------------------------

  /** Hotkey of the subnet's owner. */
  ownerHotkey(netuid: number): number {
    return this.#world.subnets.ownerHotkey[netuid]
  }
  /** Alpha of a coldkey that is locked on a subnet, RAO. */
  locked(netuid: number, coldkey: number): number {
    const row = lockOf(this.#world, netuid, coldkey)
    return row < 0 ? 0 : this.#rolled(row).mass
  }
  /** Conviction of all locks towards a hotkey, RAO of alpha. */
  conviction(netuid: number, hotkey: number): number {
    const { hotkey: towards, next } = locks.of(this.#world)
    let sum = 0
    for (let row = lockHeads.of(this.#world).first[netuid]; row >= 0; row = next[row])
      if (towards[row] === hotkey) sum += this.#rolled(row).conviction
    return sum
  }
  /**
   * Conviction towards one hotkey at which it becomes owner after an epoch, all else standing still, RAO of alpha: at
   * least what the rule in force asks for, and more than any other's. Infinity where ownership is fixed.
   */
  convictionToOwn(netuid: number, hotkey: number): number {
    const { hotkey: towards, next } = locks.of(this.#world)
    let others = 0
    let most = 0
    for (let row = lockHeads.of(this.#world).first[netuid]; row >= 0; row = next[row]) {
      if (towards[row] === hotkey) continue
      others += this.#rolled(row).conviction
      most = Math.max(most, this.conviction(netuid, towards[row]))
    }
    return Math.max(most, convictionDue(this.#world, this.#rules, netuid, others))
  }
  /** Blocks until the subnet is old enough for another owner; 0: at once. */
  ownerSafeFor(netuid: number): number {
    return Math.max(0, ONE_YEAR - this.age(netuid))
  }
  /** Time constant with which a lock's conviction grows, blocks. */
  get maturity(): number {
    return this.#rules.params.maturityRate
  }

  #rolled(row: number): LockState {
    const { netuid, hotkey, mass, conviction, rolledAt, perpetual } = locks.of(this.#world)
    const { unlockRate: unlock, maturityRate: maturity } = this.#rules.params
    state.mass = mass[row]
    state.conviction = conviction[row]
    const toOwner = this.#world.subnets.ownerHotkey[netuid[row]] === hotkey[row]
    rollForward(state, this.#world.block - rolledAt[row], { unlock, maturity }, perpetual[row] === 1, toOwner)
    return state
  }

  // --- lending of stake weight ---------------------------------------------------------------------------------

  /** Coldkey that owns a hotkey, -1 for none. */
  coldkeyOf(hotkey: number): number {
    return hotkey < 0 ? -1 : this.#world.hotkeys.owner[hotkey]
  }
  /** Part of its stake that a hotkey lends to another on a subnet, 0..1, as in force. */
  lends(netuid: number, parent: number, child: number): number {
    const { child: to, part } = childLinks.of(this.#world)
    let lent = 0
    for (const row of linksOfParent(this.#world, netuid, parent)) if (to[row] === child) lent += part[row]
    return lent
  }
  /** Part of a parent's dividend that a childkey keeps on a subnet, 0..0.18. */
  childTake(netuid: number, hotkey: number): number {
    const pool = this.#world.poolIndex.get(hotkey, netuid)
    return pool < 0 ? 0 : this.#world.sharePools.childTake[pool] / 65_535
  }
  /** Blocks from naming children to the epoch that heeds it. */
  get childrenCooldown(): number {
    return this.#rules.params.childrenCooldown
  }
  /** Stake weight that a hotkey's own stake has on a subnet, lent or not, RAO: alpha plus weighted root TAO. */
  ownWeight(netuid: number, hotkey: number): number {
    const { poolIndex, sharePools, hotkeys } = this.#world
    const pool = poolIndex.get(hotkey, netuid)
    const root = hotkeys.rootPool[hotkey]
    const tao = root < 0 ? 0 : sharePools.total[root]
    return (pool < 0 ? 0 : sharePools.total[pool]) + this.#rules.params.taoWeight * tao
  }
}
