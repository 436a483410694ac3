import type { Planted } from '../scenario/overrides.js'
import type { HypothesisTest } from '../scenario/scenario.js'
import type { Span, Tree } from '../scenario/tree.js'
import type { LevelSearch } from '../stats/bisect.js'
import type { Precision, StoppingRule } from '../stats/stopping.js'
import type { Plan } from './design/design.js'
import type { Factor } from './design/factor.js'
import type { CellTest, Where } from './design/filter.js'
import type { Size } from './design/sized.js'

/** A sweep file, read at one size. */
export interface SweepPlan {
  /** Also the folder of its outputs. */
  readonly experiment: string
  readonly question: string
  readonly file: string
  /** As written. */
  readonly text: string
  readonly size: Size
  /** Of the design, and of the replicates. */
  readonly seed: string
  /** The scenario that all cells begin from, without the keys that are the sweep's. */
  readonly base: Tree
  /** Laid over it by path, in every cell. */
  readonly set: readonly Planted[]
  readonly factors: readonly SweepFactor[]
  readonly design: Plan
  readonly filters: readonly CellTest[]
  /** What the filters say, as written. */
  readonly filtered: unknown
  /** Replicates of each cell; with `stop` the first look. */
  readonly replicates: number
  readonly stop?: StopRule
  /** Replicates come in pairs, of which the second mirrors what the world outside draws. */
  readonly antithetic: boolean
  /** Controls of the primary metrics: columns of summary.csv whose mean is 0. */
  readonly control: readonly string[]
  /** What the sweep is about: what the stopping rule looks at. */
  readonly primary: readonly string[]
  readonly compare: Compare
  readonly hypotheses: readonly SweepHypothesis[]
  /** Least levels to find in every cell, such as the capital that an attack takes. */
  readonly searches: readonly SweepSearch[]
  /** Tables that each run keeps; all if undefined. */
  readonly keep: readonly string[] | undefined
  /** For the report, as written. */
  readonly figures: unknown
  readonly odd: unknown
}

/** One axis: its values in the design, and what each of them sets in the scenario. */
export interface SweepFactor {
  /** A path of the scenario, or the name of a bundle. */
  readonly name: string
  /** Where its name stands in the file. */
  readonly key: Span
  readonly factor: Factor
  /** What each level of a bundle sets. */
  readonly bundle?: ReadonlyMap<string, readonly Planted[]>
  /** Where single levels stand, by their canonical text; under the empty one where all of them do. */
  readonly spans: ReadonlyMap<string, Span>
}

export interface StopRule {
  readonly rule: StoppingRule
  /** Own precisions of single metrics. */
  readonly precision: Readonly<Record<string, Precision>>
}

export interface Compare {
  /** Every run beside the same run with its attack off. */
  readonly attackOff: boolean
  /** The level of each named factor that the other cells are held against. */
  readonly against?: Where
}

/** The least level of an axis at which the mean of a metric reaches a target. */
export interface SweepSearch {
  readonly id: string
  /** Path of the scenario. */
  readonly axis: string
  /** Where it stands in the file. */
  readonly key: Span
  /** Put behind a level, as a scenario has it: `TAO`, `%`. */
  readonly unit?: string
  readonly metric: string
  /** `falling`: the metric falls as the level rises, and reaches the target from above. */
  readonly direction: 'rising' | 'falling'
  /** Ends, target and steps, as written. */
  readonly range: LevelSearch
  /** What the answer is: money, a part of the stake, or neither. */
  readonly kind: SearchKind
}
export type SearchKind = 'capital' | 'stake' | 'other'

export interface SweepHypothesis {
  readonly id: string
  /** In words. */
  readonly text: string
  readonly metric: string
  /** Cells it speaks of; all if empty. */
  readonly where: Where
  readonly test: HypothesisTest
  /** As written, such as `< 0`. */
  readonly written: string
  /** It speaks of the difference to these: the same runs with the attack off, or the cells at that level. */
  readonly against?: 'attack-off' | Where
  /** The claim is about the mean over the cells, or about each of them. */
  readonly over: 'mean' | 'every'
}
