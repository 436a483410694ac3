import type { Card, Registry } from '../card.js'
import type { Fields, Value } from '../fields.js'

/**
 * What a run is: the scenario file as resolved, in the engine's units, every default filled in.
 *
 * Plain data: JSON holds all of it, and the same data give the same bytes (`canonical.ts`). Curves are kept as text and
 * compiled once by `compileCurves`.
 */
export interface Scenario {
  /** Also the folder of its outputs. */
  readonly name: string
  readonly question: string
  readonly protocol: Protocol
  /** Blocks. */
  readonly horizon: number
  /** Blocks at the start that summaries leave out; shorter than the horizon. */
  readonly warmup: number
  readonly seed: string
  readonly genesis: Genesis
  readonly network: NetworkChoices
  /** The world outside the chain: every field of the catalogue's section `market`. */
  readonly market: Values
  readonly population: readonly Cohort[]
  /** By block, ascending; those of one block in the order of the file. */
  readonly events: readonly ScriptedEvent[]
  readonly record: RecordChoices
  readonly hypotheses: readonly Hypothesis[]
  /** As written; relative to the scenario file. */
  readonly plugins: readonly string[]
}

/** Values of fields by name: numbers, distributions, curves, words, truth values, lists; undefined if left out. */
// biome-ignore lint/suspicious/noExplicitAny: the field declares the type, whoever declared the field knows it
export type Values = Readonly<Record<string, Value<any>>>

export type Protocol = Timetable | History

/** An era, what differs from it, and what changes later (blocks from the start, ascending). */
export interface Timetable {
  readonly start: string
  /** Regime id by family, such as `{ shares: 'flow-ema' }`. */
  readonly set: Readonly<Record<string, string>>
  /** `then` in the file. */
  readonly later: readonly ProtocolStep[]
}
export interface ProtocolStep {
  readonly at: number
  readonly era?: string
  readonly set: Readonly<Record<string, string>>
}
/** The chain's own history from a date (ISO, UTC) or a block of that chain. */
export interface History {
  readonly follow: string
  readonly from: string | number
}

export interface Genesis {
  readonly snapshot: string
  /** The subnets that exist at block 0, in the order of the snapshot: largest pool first. Root is not among them. */
  readonly netuids: readonly number[]
  /** UIDs a subnet has. */
  readonly uids: number
  readonly resolution: 'neurons' | 'aggregate'
  /** Blocks to the next halving of TAO at the emission then in force; undefined: as the issuance has it. */
  readonly halvingIn?: number
  /** RAO issued; undefined: as the snapshot has it. */
  readonly issuance?: number
  /** Every other field of the catalogue's section `genesis`. */
  readonly more: Values
}

/** Chain parameters that the scenario names, and only those: the rest stands as genesis finds it. */
export interface NetworkChoices {
  readonly all: Values
  /** By netuid, as text. */
  readonly subnets: Readonly<Record<string, Values>>
}

export interface Cohort {
  readonly id: string
  readonly strategy: string
  readonly count: number
  /**
   * `subnet`: so many on each of `netuids`; `network`: so many in all, spread over them in turn; `recorded`: on each as
   * many as the snapshot says.
   */
  readonly per: 'subnet' | 'network' | 'recorded'
  /** Where its members may be at block 0, largest pool first. */
  readonly netuids: readonly number[]
  /** No subnets were named: it may also go to those founded later. */
  readonly everywhere: boolean
  /** Free TAO of each member, RAO. */
  readonly capital: Value
  readonly stake: CohortStake
  /** An earlier cohort whose wallets its members use, member for member; its own if undefined. */
  readonly wallet?: string
  /** Validator houses that its seats are filled from; one for each seat of a subnet if undefined. */
  readonly houses?: number
  readonly adversary: boolean
  readonly params: Values
}

/** What genesis gives to a cohort as a whole. */
export interface CohortStake {
  /** Part of each of its subnets' alpha outside the pool, 0..1; undefined: what the snapshot says its role holds. */
  readonly alpha?: Value
  /** Part of all TAO on root, 0..1. */
  readonly root: Value
  /** Relative size of a member's portion; equal numbers, equal portions. */
  readonly spread: Value
  /** Relative size of a validator house on root; the sum of its members' sizes if undefined. */
  readonly rootSpread?: Value
}

export interface ScriptedEvent {
  readonly at: number
  readonly kind: string
  readonly values: Values
}

export interface RecordChoices {
  /** Blocks between samples. */
  readonly every: number
  /** Blocks between recorded epochs of a subnet; 0: every epoch. */
  readonly epochs: number
  readonly trades: boolean
  readonly validators: boolean
  readonly miners: boolean
}

/** A claim made before the run, such as `{ id: H1, metric: attack_roi_frac, test: "< 0" }`. */
export interface Hypothesis {
  readonly id: string
  readonly metric: string
  /** Cells it speaks of: factor path to level. */
  readonly where: Readonly<Record<string, unknown>>
  readonly test: HypothesisTest
}
export interface HypothesisTest {
  readonly relation: '<' | '<=' | '>' | '>=' | '=' | 'between'
  /** The bound; for `=` the value and its tolerance; for `between` both bounds. */
  readonly values: readonly number[]
}

/** What a scenario needs to know of a strategy. */
/** A cohort that a strategy needs beside it on every one of its subnets. */
export interface Company {
  readonly role: string
  /** Parameter of the strategy that names the cohort; any cohort of the role and another strategy if left out. */
  readonly param?: string
  /** That parameter may be left empty. */
  readonly optional?: boolean
  /** A parameter of the other cohort must name this one. */
  readonly naming?: boolean
}
export interface StrategyCard extends Card {
  readonly role: string
  /** Code in the catalogue of agents, such as A12. */
  readonly code?: string
  readonly params: Fields
  /** A parameter above 0 makes it sell all of its wallet: it must be 0 where the wallet is another cohort's. */
  readonly emptiesWallet?: string
  /** Whom it needs beside it. */
  readonly needs?: readonly Company[]
  /** How many members its parameters ask for; any number if left out. */
  // biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters of its own
  members?(params: any): number | undefined
  /** What no parameter can break alone: the one to change, and what it should be. */
  // biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters of its own
  faults?(params: any): readonly { param: string; want: string }[]
  /** What a cohort with these parameters will not do for want of capital, in words; undefined if it needs none. */
  // biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters of its own
  withoutCapital?(params: any): string | undefined
  /** Its members have a home on one subnet even if they hold no UID. */
  readonly local?: boolean
  /** Strategy of the same members in the paired run without the attack; by role if left out (attack-off.ts). */
  readonly whenOff?: string
}
export interface SnapshotCard extends Card {
  /** Its subnets without root, largest pool first; undefined: synthetic, any number of subnets. */
  readonly netuids?: readonly number[]
  /** Those of them that nobody can trade on yet. */
  readonly waiting?: readonly number[]
}
export interface EventCard extends Card {
  readonly fields: Fields
}
export interface PresetCard extends Card {
  /** Cohorts as a scenario file would write them. */
  readonly cohorts: readonly Readonly<Record<string, unknown>>[]
}

/** All that may be named in a scenario. Handed in, so that nothing here imports upward or beside. */
export interface ScenarioCatalogue {
  readonly strategies: Registry<StrategyCard>
  readonly eras: Registry<Card>
  /** In force if the scenario names none. */
  readonly defaultEra: string
  /** Regimes by family. */
  readonly regimes: Readonly<Record<string, Registry<Card>>>
  /** The first is the default. */
  readonly snapshots: Registry<SnapshotCard>
  readonly sections: {
    /** Beside those of `genesis-section.ts`. */
    readonly genesis: Fields
    /** Chain parameters of the whole network, and of one subnet (for all, or under `network.subnets`). */
    readonly network: Fields
    readonly subnet: Fields
    readonly market: Fields
  }
  readonly events: Registry<EventCard>
  readonly presets: Registry<PresetCard>
  /** Names a hypothesis may use; undefined: not checked. */
  readonly metrics?: readonly string[]
}

/** Something `check` tells the reader: how a value was understood. */
export interface Note {
  readonly path: string
  readonly text: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}
