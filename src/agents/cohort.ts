import type { Fields } from '../fields.js'
import { hashText } from '../random/keyed.js'
import type { Stream, Streams } from '../random/streams.js'
import { Memory } from './memory.js'
import { type Compiled, compiledValue, type Source } from './params.js'
import type { Strategy } from './strategy.js'

/** A group of agents of one strategy, as the scenario names it: who they are, what they were born with, what they remember. */
export interface Cohort {
  readonly id: string
  readonly index: number
  readonly strategy: Strategy
  readonly size: number
  readonly adversary: boolean
  /** Rows of the chain's tables, one a member. */
  readonly coldkey: Int32Array
  /** -1: no hotkey of its own. */
  readonly hotkey: Int32Array
  /** Home subnet, -1 for none. */
  readonly netuid: Int32Array
  /** 32 bits that name a member whatever its place in the population. */
  readonly key: Float64Array
  /** The same for all who share a wallet: by it a validator is chosen. */
  readonly walletKey: Float64Array
  /** Where each parameter comes from: the same for all, drawn for each, or changing with time. */
  readonly params: Readonly<Record<string, Source>>
  readonly memory: Memory
  /** The same for the cohort as a whole: one row. */
  readonly shared: Memory
  /** 1 once a member has left. */
  readonly gone: Uint8Array
  /** Running totals for records. */
  readonly totals: { trades: number; refusals: number }
  /** A member's stream for a purpose. */
  stream(member: number, purpose: string): Stream
}

export interface CohortSeed {
  id: string
  index: number
  strategy: Strategy
  adversary: boolean
  /** Cohort whose wallets its members use; its own by default. */
  wallet?: string
  coldkey: Int32Array
  hotkey: Int32Array
  netuid: Int32Array
  /** Values of the strategy's fields as the scenario gives them. */
  values: Readonly<Record<string, unknown>>
}

/**
 * @param rows    length of arrays by netuid
 * @param elapsed blocks since the start, for parameters that change with time
 * @param uids    UIDs of a subnet at most: the world's stride
 */
export function createCohort(
  seed: CohortSeed,
  streams: Streams,
  rows: number,
  elapsed: () => number,
  curves: Compiled,
  uids: number,
): Cohort {
  const size = seed.coldkey.length
  const made = new Map<string, Stream[]>()
  const stream = (member: number, purpose: string): Stream => {
    let row = made.get(purpose)
    if (!row) {
      row = new Array<Stream>(size)
      made.set(purpose, row)
    }
    row[member] ??= streams.make(`agents/${seed.id}/${member}/${purpose}`)
    return row[member]
  }
  const params: Record<string, Source> = {}
  for (const name of Object.keys(seed.strategy.params as Fields)) {
    params[name] = compiledValue(
      seed.values[name],
      size,
      (member) => stream(member, `params/${name}`),
      elapsed,
      curves,
    )
  }
  return {
    id: seed.id,
    index: seed.index,
    strategy: seed.strategy,
    size,
    adversary: seed.adversary,
    coldkey: seed.coldkey,
    hotkey: seed.hotkey,
    netuid: seed.netuid,
    key: Float64Array.from({ length: size }, (_, member) => hashText(`${seed.id}/${member}`)),
    walletKey: Float64Array.from({ length: size }, (_, member) => walletKey(seed, member)),
    params,
    memory: new Memory(seed.strategy.memory, size, rows, uids),
    shared: new Memory(seed.strategy.memory, 1, rows, uids),
    gone: new Uint8Array(size),
    totals: { trades: 0, refusals: 0 },
    stream,
  }
}

/** 32 bits that name a member's wallet. */
export const walletKey = ({ id, wallet = id }: Pick<CohortSeed, 'id' | 'wallet'>, member: number): number =>
  hashText(`${wallet}/${member}`)
