import type { Card } from '../card.js'
import type { ChainView } from '../chain/view.js'
import type { Fields, ParamsOf } from '../fields.js'
import type { Stream } from '../random/streams.js'
import type { Column } from '../state/columns.js'
import type { Desk } from './desk.js'
import type { Outside } from './outside/outside.js'

/** What an agent is to the network. A miner and a validator hold a UID on their subnet. */
export type Role = 'miner' | 'validator' | 'owner' | 'staker' | 'trader' | 'demand'

/** A remembered number for each subnet. */
export interface PerSubnet {
  readonly perSubnet: Column<'f64'>
}
/** So many remembered numbers of one kind, such as a list of things still to do. */
export interface Slots {
  readonly slots: Column<'f64'>
  readonly count: number
}
/** A remembered number for each UID of the home subnet, or `depth` of them. */
export interface PerUid {
  readonly perUid: Column<'f64'>
  readonly depth: number
}
/** Memory: a number an agent keeps, or several of a kind. Saved, branched and hashed with the world. */
export type MemorySchema = Readonly<Record<string, Column<'f64'> | PerSubnet | Slots | PerUid>>

export interface SubnetMemory {
  get(netuid: number): number
  set(netuid: number, value: number): void
}
/** Slots are numbered from 0; `me.memory.x.get(k)` beyond the count is another agent's. */
export interface SlotMemory {
  readonly count: number
  get(slot: number): number
  set(slot: number, value: number): void
}
/** The whole column of the cohort, for loops over all UIDs: that of `uid` in layer `layer` is `column[row(layer) + uid]`. */
export interface UidMemory {
  readonly column: Float64Array
  row(layer?: number): number
  get(uid: number): number
  set(uid: number, value: number): void
}
export type MemoryOf<M extends MemorySchema> = {
  [K in keyof M]: M[K] extends PerSubnet
    ? SubnetMemory
    : M[K] extends Slots
      ? SlotMemory
      : M[K] extends PerUid
        ? UidMemory
        : number
}

export const perSubnetMemory = (column: Column<'f64'>): PerSubnet => ({ perSubnet: column })
export const slots = (count: number, column: Column<'f64'>): Slots => ({ slots: column, count })
/** @param depth layers: so many numbers for each UID */
export const perUid = (column: Column<'f64'>, depth = 1): PerUid => ({ perUid: column, depth })

/** The agent that decides: a cursor moved along its cohort. Do not keep it past the call. */
export interface Me<P extends Fields = Fields, M extends MemorySchema = MemorySchema> {
  /** Number of the agent within its cohort, from 0. */
  readonly index: number
  /** How many agents its cohort has. */
  readonly cohortSize: number
  readonly params: Readonly<ParamsOf<P>>
  readonly memory: MemoryOf<M>
  /** Memory shared by the whole cohort: a ring of colluders has one head. */
  readonly shared: MemoryOf<M>
  readonly coldkey: number
  /** The agent's own hotkey, -1 if it has none. */
  readonly hotkey: number
  /** Home subnet, -1 for none. Miners, validators and owners always have one. */
  readonly netuid: number
  /** Its UID on the home subnet, -1 for none (not registered, or pruned). */
  readonly uid: number
  /** Free TAO, RAO. */
  readonly free: number
  /** Alpha of mine on a subnet, over all hotkeys I staked to; TAO on root. RAO. */
  stake(netuid: number): number
  /** The same of every subnet at once, into `out` by netuid: for who looks at all of them. */
  stakes(out: Float64Array): void
  /**
   * Value of one share of the share pool that my stake on a subnet lies in; 0 if there is none. Dividends alone raise it,
   * so its growth says what my stake earned whatever I traded meanwhile.
   */
  shareValue(netuid: number): number
  /** The hotkey that I stake to on that subnet: my own, or the validator genesis chose for me. */
  hotkeyOn(netuid: number): number
  /** Free TAO, root TAO and the exit value of every position at current pools, RAO. Slow: one quote a position. */
  worth(): number
  /** My stream for a purpose; a draw from it moves nobody else's. */
  random(purpose: string): Stream
  /**
   * UIDs on my subnet held by members of a cohort (mine by default), in order of the members. One list, reused: read it
   * before you ask again. A name that no cohort has is an error of the scenario.
   */
  fellows(cohort?: string): ArrayLike<number>
}

/** One agent's rule of behaviour: the file is the whole agent. */
export interface Strategy<P extends Fields = Fields, M extends MemorySchema = MemorySchema> extends Card {
  readonly role: Role
  /** Each member lives on one subnet, also one without a hotkey: it always has a home. */
  readonly local?: boolean
  /** Each member has a hotkey of its own though its role needs none, and no home for that reason. */
  readonly keyed?: boolean
  /** A parameter above 0 makes it sell all of its wallet: it must be 0 where the wallet is another cohort's. */
  readonly emptiesWallet?: string
  /**
   * Cohorts that it needs beside it on every one of its subnets: by role, of another strategy; by role and the parameter
   * `param` that names one; or by role and `naming`: a parameter of theirs names this cohort.
   */
  readonly needs?: readonly { role: Role; param?: string; optional?: boolean; naming?: boolean }[]
  /** How many members its parameters ask for; any number if left out. */
  members?(params: Readonly<ParamsOf<P>>): number | undefined
  /**
   * What a cohort with these parameters will not do for want of capital, in words; undefined if it needs none. Without
   * this a trader or staker is told apart only if it has neither capital nor stake.
   */
  withoutCapital?(params: Readonly<ParamsOf<P>>): string | undefined
  /** Decides after all others of the block, so that it sees what they asked for (`desk.pending`). */
  readonly watches?: boolean
  /** Code in the catalogue of agents, such as A12. */
  readonly code?: string
  /**
   * Id of the strategy that an adversary of this one has with its attack off. By default honest-miner, honest-validator
   * or honest-owner for those with a UID, and shadow-twin for all others.
   */
  readonly whenOff?: string
  readonly params: P
  readonly memory: M
  /** What no parameter can break alone: the one to change, and what it should be. */
  faults?(params: Readonly<Partial<ParamsOf<P>>>): readonly { param: string; want: string }[]
  /** Blocks until the agent looks again; asked after each decision. At least 1; Infinity: never again. */
  wake(me: Me<P, M>, chain: ChainView): number
  /** Once, at genesis, after keys and stakes exist. Draw what the agent is born with. */
  start?(me: Me<P, M>, chain: ChainView, outside: Outside): void
  decide(me: Me<P, M>, chain: ChainView, desk: Desk, outside: Outside): void
}

/** Declare a strategy: TypeScript infers `me` from `params` and `memory`. */
export function defineStrategy<P extends Fields, M extends MemorySchema>(
  strategy: Strategy<P, M>,
): Strategy<P, M> {
  return strategy
}
