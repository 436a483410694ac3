import { DataError } from '../errors.js'
import type { Capture, Sighting } from './captures.js'
import type { Lineage } from './lineage.js'
import type { FilledValue, SnapshotSubnet } from './snapshot.js'

export type Column = Exclude<keyof SnapshotSubnet, 'netuid'>
export type Value<C extends Column> = NonNullable<Sighting[C]>

/** A value for a gap, and where it comes from. */
export interface Candidate<T> {
  value: T
  from: string
}

/** The same subnet in another capture. */
export interface OtherSighting {
  readonly block: number
  readonly seen: Sighting
}

/** Values for columns that no capture of the same subnet holds; medians of the September capture where it has them. */
export const defaults = {
  minerBurned: 0,
  volumeRao: 0,
  tempo: 360,
  immunityPeriod: 5_000,
  burnRao: 22_500_000,
  maxUids: 256,
  uids: 256,
  validators: 10,
  validatorStakeHhi: 0.4,
  ownerAlphaShare: 0.054,
  liquidAlpha: false,
  commitReveal: true,
  registrationAllowed: true,
} as const

/** One subnet at one block, and what other captures say of the same registration, nearest in time first. */
export class Filler {
  readonly netuid: number
  readonly block: number
  /** Block in which this subnet was registered. */
  readonly birth: number
  readonly own: Sighting
  readonly others: readonly OtherSighting[]
  readonly #filled: FilledValue[]

  /** @throws DataError if no file says when the subnet was registered */
  constructor(
    captures: readonly Capture[],
    lineage: Lineage,
    block: number,
    netuid: number,
    filled: FilledValue[],
  ) {
    const birth = lineage.registration(netuid, block)
    if (birth === undefined) throw new DataError(`block ${block}`, `subnet ${netuid} has no registration`)
    this.netuid = netuid
    this.block = block
    this.birth = birth
    this.own = captures.find((capture) => capture.block === block)?.subnets.get(netuid) ?? {}
    this.others = captures
      .filter((other) => other.block !== block && other.subnets.has(netuid))
      .filter((other) => lineage.registration(netuid, other.block) === birth)
      .sort((a, b) => Math.abs(a.block - block) - Math.abs(b.block - block))
      .map((other) => ({ block: other.block, seen: other.subnets.get(netuid)! }))
    this.#filled = filled
  }

  /** The column in the nearest capture that has it. */
  nearest<C extends Column>(column: C): Candidate<Value<C>> | undefined {
    const found = this.others.find(({ seen }) => seen[column] !== undefined)
    return found && { value: found.seen[column] as Value<C>, from: `block ${found.block}` }
  }

  /** The block's own value, else the first candidate there is, which is then listed. */
  take<C extends Column>(
    column: C,
    candidates: readonly (Candidate<Value<C>> | undefined)[],
    otherwise: Candidate<Value<C>>,
  ): Value<C> {
    const own = this.own[column]
    if (own !== undefined) return own as Value<C>
    const { value, from } = candidates.find((candidate) => candidate !== undefined) ?? otherwise
    this.#filled.push({ netuid: this.netuid, column, value, from })
    return value
  }

  /** The block's own value, else the nearest capture's, else the default. */
  plain<C extends Column & keyof typeof defaults>(column: C): Value<C> {
    return this.take(column, [this.nearest(column)], { value: defaults[column] as Value<C>, from: 'default' })
  }
}
