import { nextLevel, type SearchStep, type TriedLevel } from '../../stats/bisect.js'
import { pairMeans } from '../../stats/control-variate.js'
import type { Cell } from '../design/cell.js'
import type { SweepPlan, SweepSearch } from '../plan.js'
import { type FinishedRow, valuesOf } from '../rows.js'

/** How far the search of one cell is. */
export interface Trail {
  readonly search: SweepSearch
  /** Cell of the design. */
  readonly cell: Cell
  /** Levels in the order tried, each with its place in the ledger and, once its runs are there, their values. */
  readonly tried: Tried[]
  /** What to do next, or the answer. */
  step: SearchStep
  /** A run is not there (interrupted): the matter rests for now. */
  unfinished: boolean
}
export interface Tried {
  readonly level: number
  readonly place: number
  values?: Float64Array
}

export const newTrail = (search: SweepSearch, cell: Cell): Trail => ({
  search,
  cell,
  tried: [],
  step: nextLevel(risingRange(search), []),
  unfinished: false,
})

/** The cell with the axis at a level. It keeps its number: cells.csv has no levels. */
export const cellAtLevel = (cell: Cell, search: SweepSearch, level: number): Cell => ({
  id: cell.id,
  overrides: [...cell.overrides, { path: search.axis, value: levelValue(search, level) }],
})

/** A level as the scenario has it. */
export const levelValue = ({ unit }: SweepSearch, level: number): number | string =>
  unit === undefined ? level : `${level} ${unit}`

const sign = ({ direction }: SweepSearch): number => (direction === 'falling' ? -1 : 1)

/** The search as one for a response that rises. */
export const risingRange = (search: SweepSearch) => ({
  ...search.range,
  target: sign(search) * search.range.target,
})

/** What was seen, as a response that rises. */
export const risingLevels = ({ search, tried }: Trail): TriedLevel[] =>
  tried.flatMap(({ level, values }) =>
    values ? [{ level, values: values.map((value) => sign(search) * value) }] : [],
  )

/** The metric by replicate, or by antithetic pair. */
export function observedOf(plan: SweepPlan, rows: readonly FinishedRow[], metric: string): Float64Array {
  const single = valuesOf(
    rows.map(({ row }) => row),
    metric,
  )
  return plan.antithetic ? pairMeans(single) : single
}
