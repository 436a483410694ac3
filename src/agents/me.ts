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

/** What a cohort shares is one row. */
const COHORT = { member: 0 }
/** Numbers of a member in `#who`. */
const WHO = 5

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
  /** Coldkey, hotkey, netuid, key and wallet's key of each member side by side: who wakes reads all of them at once. */
  readonly #who: Int32Array
  /** The UID that was looked up last, whose it is and at which block: a strategy asks several times while it decides. */
  #uid = -1
  #uidOf = -1
  #uidAt = -1

  constructor(cohort: Cohort, around: Surroundings) {
    this.cohort = cohort
    this.#around = around
    this.#who = whoOf(cohort)
    this.params = paramsOf(this)
    const { stride } = around.world
    const schema = cohort.strategy.memory
    this.memory = memoryView(schema, this, cohort.memory, stride)
    this.shared = memoryView(schema, COHORT, cohort.shared, stride)
    this.#fellows = new Int32Array(around.world.stride)
  }

  /**
   * Read a little of everything that a member will need, and do nothing with it. Members wake so seldom that all of this
   * lies in main memory. Done for all who are awake at a block before the first of them decides, the reads go on beside
   * one another; each in its turn would be waited for.
   */
  touch(member: number): number {
    const { world } = this.#around
    const { coldkeys, positions, sharePools } = world
    const { cells, width } = this.cohort.memory
    const from = member * width
    const who = member * WHO
    const coldkey = this.#who[who]
    const position = coldkeys.firstPosition[coldkey]
    const pool = position < 0 ? 0 : positions.pool[position]
    // Whoever remembers nothing has no cell to read: a read beyond the end would turn all these sums into no numbers.
    const remembered = width === 0 ? 0 : cells[from] + cells[from + (width >> 1)]
    return remembered + coldkeys.free[coldkey] + sharePools.total[pool]
  }

  get index(): number {
    return this.member
  }
  get cohortSize(): number {
    return this.cohort.size
  }
  get coldkey(): number {
    return this.#who[this.member * WHO]
  }
  get hotkey(): number {
    return this.#who[this.member * WHO + 1]
  }
  get netuid(): number {
    return this.#who[this.member * WHO + 2]
  }
  /** 32 bits that name the member whatever its place in the population. */
  get key(): number {
    return this.#who[this.member * WHO + 3] >>> 0
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
      out[sharePools.netuid[positions.pool[p]]] += positionValue(world, p)
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
    return this.#around.delegation.choose(netuid, this.#who[this.member * WHO + 4] >>> 0)
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

function whoOf({ size, coldkey, hotkey, netuid, key, walletKey }: Cohort): Int32Array {
  const who = new Int32Array(size * WHO)
  for (let m = 0; m < size; m++)
    who.set([coldkey[m], hotkey[m], netuid[m], key[m] | 0, walletKey[m] | 0], m * WHO)
  return who
}

/**
 * A parameter that all share is a plain property; one drawn for each is read from a row of the member's own, in which
 * all of them lie side by side; one that changes with time is asked for.
 */
function paramsOf(me: Cursor): Readonly<Record<string, never>> {
  const object = {}
  const sources = Object.entries(me.cohort.params)
  const drawn = sources.flatMap(([, source]) => (source.kind === 'each' ? [source.column] : []))
  const width = drawn.length
  const rows = new Float64Array(me.cohort.size * width)
  drawn.forEach((column, k) => {
    for (let m = 0; m < me.cohort.size; m++) rows[m * width + k] = column[m]
  })
  for (const [name, source] of sources) {
    if (source.kind === 'same') Object.defineProperty(object, name, { value: source.value, enumerable: true })
    else if (source.kind === 'each') {
      const k = drawn.indexOf(source.column)
      Object.defineProperty(object, name, { get: () => rows[me.member * width + k], enumerable: true })
    } else Object.defineProperty(object, name, { get: source.at, enumerable: true })
  }
  return object as Readonly<Record<string, never>>
}
