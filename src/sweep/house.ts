import type { Additions } from '../genesis/additions.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedCards, snapshotHash } from '../genesis/shipped-cards.js'
import { metrics } from '../record/index.js'
import type { PluginCode } from '../record/manifest.js'
import { surpriseMetrics } from '../record/metrics/run-surprises.js'
import { pairedCards } from '../record/paired/index.js'
import type { ColumnSpec } from '../record/table.js'
import { planTable, runKeys } from '../record/tables.js'
import type { Scenario, ScenarioCatalogue } from '../scenario/scenario.js'
import { ENGINE_VERSION } from '../version.js'

/** What a sweep needs of the house around it. */
export interface SweepHouse {
  readonly version: string
  readonly catalogue: ScenarioCatalogue
  /** Columns of summary.csv behind the keys, those of pairs not included. */
  readonly columns: readonly ColumnSpec[]
  columnsWith(additions: Additions): readonly ColumnSpec[]
  /** Hashes of what a scenario names and does not hold. */
  ingredients(scenario: Scenario): readonly string[]
  /** The users' own files that go with every run. */
  readonly plugins?: readonly PluginCode[]
}

const columnsOf = (all = metrics.all) => planTable('summary', all).spec.columns.slice(runKeys.length)

/** Columns that a pair of runs adds to the summary of the treated one. */
export const pairedColumns: readonly ColumnSpec[] = pairedCards.all.map(
  ({ column, unit, summary, formula, source }) => ({
    name: column,
    unit,
    meaning: summary,
    kind: 'number',
    formula,
    source,
  }),
)

/** Columns whose mean over replicates is known to be 0, whatever a scenario does: what a control may be. */
export const controlColumns: readonly string[] = surpriseMetrics.map(({ column }) => column)

/** The engine and the snapshots of this package. */
export const ownHouse: SweepHouse = {
  version: ENGINE_VERSION,
  catalogue: scenarioCatalogue(shippedCards),
  columns: columnsOf(),
  columnsWith: (additions) => columnsOf([...metrics.all, ...additions.metrics]),
  ingredients: ({ genesis }) => [snapshotHash(genesis.snapshot)],
}

/** Names of what a sweep may be about: figures of a run, and of a pair. */
export const summaryColumns: readonly string[] = [...ownHouse.columns, ...pairedColumns].map(
  ({ name }) => name,
)
