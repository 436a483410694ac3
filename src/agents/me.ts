import { uidOf } from '../chain/uid.js'
import type { ChainView } from '../chain/view.js'
import { ScenarioError } from '../errors.js'
import type { Stream } from '../random/streams.js'
import { findPosition, positionValue } from '../state/share-pools.js'
import type { World } from '../state/world.js'
import { ROOT } from '../units.js'
import type { Cohort } from './cohort.js'
import type { Delegation } from './delegation.js'
import { memoryView } from './memory-view.js'
import type { Me } from './strategy.js'

type Numbers = Record<string, Float64Array>
/** What a cohort shares is one row. */
const COHORT = { member: 0 }

/** What the cursors of all cohorts share. */
export interface Surroundings {
  world: World
  chain: ChainView
  delegation: Delegation
  /** A cohort by id; mine by default. */
  cohort(id: string): Cohort | undefined
}

/** One object a cohort, moved along its members: what `me` is in a strategy. */
export class Cursor implements Me {
  /** The member that decides. */
  member = 0
  readonly cohort: Cohort
  readonly params: Readonly<Record<string, never>>
  readonly memory: Record<string, never>
  readonly shared: Record<string, never>
  readonly #around: Surroundings
  readonly #fellows: Int32Array
  /** The UID that was looked up last, whose it is and at which block: a strategy asks several times while it decides. */
  #uid = -1
  #uidOf = -1
  #uidAt = -1

  constructor(cohort: Cohort, around: Surroundings) {
    this.cohort = cohort
    this.#around = around
    this.params = paramsOf(this)
    const { rows } = around.chain
    const { stride } = around.world
    const schema = cohort.strategy.memory
    this.memory = memoryView(schema, this, cohort.memory as unknown as Numbers, rows, stride)
    this.shared = memoryView(schema, COHORT, cohort.shared as unknown as Numbers, rows, stride)
    this.#fellows = new Int32Array(around.world.stride)
  }

  get index(): number {
    return this.member
  }
  get cohortSize(): number {
    return this.cohort.size
  }
  get coldkey(): number {
    return this.cohort.coldkey[this.member]
  }
  get hotkey(): number {
    return this.cohort.hotkey[this.member]
  }
  get netuid(): number {
    return this.cohort.netuid[this.member]
  }
  get uid(): number {
    const { world } = this.#around
    if (this.#uidOf === this.member && this.#uidAt === world.block) return this.#uid
    const { netuid, hotkey } = this
    this.#uidOf = this.member
    this.#uidAt = world.block
    this.#uid = netuid < 0 || hotkey < 0 ? -1 : uidOf(world, netuid, hotkey)
    return this.#uid
  }
  get free(): number {
    return this.#around.world.coldkeys.free[this.coldkey]
  }

  stake(netuid: number): number {
    const { world } = this.#around
    const { positions, sharePools, coldkeys } = world
    if (this.hotkey < 0) {
      // One position a subnet is the rule; the list is walked only where there may be more.
      const pool = world.poolIndex.get(this.hotkeyOn(netuid), netuid)
      const mine = findPosition(world, pool, this.coldkey)
      if (mine >= 0) return positionValue(world, mine)
    }
    let total = 0
    for (let p = coldkeys.firstPosition[this.coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
      if (sharePools.netuid[positions.pool[p]] === netuid) total += positionValue(world, p)
    }
    return total
  }

  stakes(out: Float64Array): void {
    const { world } = this.#around
    const { positions, sharePools, coldkeys } = world
    out.fill(0)
    for (let p = coldkeys.firstPosition[this.coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
      // who trades has many positions that were sold out
      const value = positionValue(world, p)
      if (value > 0) out[sharePools.netuid[positions.pool[p]]] += value
    }
  }

  shareValue(netuid: number): number {
    const { poolIndex, sharePools } = this.#around.world
    const pool = poolIndex.get(this.hotkeyOn(netuid), netuid)
    return pool < 0 || sharePools.denominator[pool] === 0
      ? 0
      : sharePools.total[pool] / sharePools.denominator[pool]
  }

  hotkeyOn(netuid: number): number {
    const own = this.netuid >= 0 && (netuid === this.netuid || netuid === ROOT)
    if (own && this.hotkey >= 0) return this.hotkey
    return this.#around.delegation.choose(netuid, this.cohort.walletKey[this.member])
  }

  worth(): number {
    const { world, chain } = this.#around
    const { positions, sharePools, coldkeys } = world
    let total = this.free
    for (let p = coldkeys.firstPosition[this.coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
      const value = positionValue(world, p)
      if (value > 0) total += chain.sells(sharePools.netuid[positions.pool[p]], value)
    }
    return total
  }

  random(purpose: string): Stream {
    return this.cohort.stream(this.member, purpose)
  }

  fellows(id?: string): ArrayLike<number> {
    const { world } = this.#around
    const cohort = id === undefined ? this.cohort : this.#around.cohort(id)
    if (!cohort) {
      const want = 'the id of a cohort of this scenario'
      throw new ScenarioError([
        { path: `population.${this.cohort.id}.params`, got: JSON.stringify(id), want },
      ])
    }
    let count = 0
    for (let m = 0; m < cohort.size; m++) {
      if (cohort.netuid[m] !== this.netuid) continue
      const uid = uidOf(world, this.netuid, cohort.hotkey[m])
      if (uid >= 0) this.#fellows[count++] = uid
    }
    return this.#fellows.subarray(0, count)
  }
}

/** A parameter that all share is a plain property; the others are read where they are asked for. */
function paramsOf(me: Cursor): Readonly<Record<string, never>> {
  const object = {}
  for (const [name, source] of Object.entries(me.cohort.params)) {
    if (source.kind === 'same') Object.defineProperty(object, name, { value: source.value, enumerable: true })
    else if (source.kind === 'each') {
      const { column } = source
      Object.defineProperty(object, name, { get: () => column[me.member], enumerable: true })
    } else Object.defineProperty(object, name, { get: source.at, enumerable: true })
  }
  return object as Readonly<Record<string, never>>
}
