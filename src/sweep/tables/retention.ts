import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { canonicalJson } from '../../scenario/canonical.js'
import { mean } from '../../stats/mean.js'
import { aurc, aurcNormalised, kinkStake, type RetentionPoint } from '../../stats/retention-curve.js'
import { axesOf } from '../cells.js'
import type { Cell } from '../design/cell.js'
import type { PreparedSweep } from '../prepare.js'
import { type FinishedRow, valuesOf } from '../rows.js'
import { TableFile } from '../table-file.js'
import { cellId, experiment, number, text } from './columns.js'

const columns: readonly ColumnSpec[] = [
  experiment,
  cellId,
  text('factor', 'factor along which the colluding stake grows; cell_id is the first cell of the curve'),
  number('points', 'count', 'cells of the curve'),
  number('stake_lo', 'fraction', 'least mean adversary_stake_frac of them'),
  number('stake_hi', 'fraction', 'largest'),
  number(
    'auc_retention_frac',
    'fraction',
    'area under min(1, E_H / (1 - s)) over s from 0 to 0.5, over 0.5; empty if no cell reaches 0.5',
  ),
  number(
    'auc_retention_norm',
    'ratio',
    'the same over that of the curve with network.kappa and network.bondsPenalty at 0, which passes weights through',
  ),
  number(
    'kink_stake_frac',
    'fraction',
    'stake at which retention first falls below 0.95; empty if it does not',
  ),
]

/** Levels of stake that make a curve, and how far they must lie apart. */
const LEAST_POINTS = 3
const LEAST_SPAN = 0.1
/** Without clipping and without a penalty weights pass through consensus as they are. */
const PASS_THROUGH = ['network.kappa', 'network.bondsPenalty']

interface Curve {
  readonly axis: string
  readonly cell: Cell
  readonly points: RetentionPoint[]
}

/**
 * `retention.csv`: how much honest UIDs keep as the colluding stake grows, one row for each curve that the cells of a
 * sweep lie on: cells that differ in one factor alone, along which the adversaries' part of the stake weight grows.
 *
 *   s  mean adversary_stake_frac        E_H  mean honest_emission_frac, both over the replicates of a cell
 *
 * Source: metrics of this project, section A.6
 */
export class RetentionCurves {
  readonly #points = new Map<Cell, RetentionPoint>()

  add(cell: Cell, rows: readonly FinishedRow[]): void {
    const own = rows.map(({ row }) => row)
    const meanOf = (metric: string) => mean(valuesOf(own, metric).filter((value) => !Number.isNaN(value)))
    const point = { stake: meanOf('adversary_stake_frac'), emission: meanOf('honest_emission_frac') }
    if (!Number.isNaN(point.stake) && !Number.isNaN(point.emission)) this.#points.set(cell, point)
  }

  /** @returns nothing where no factor moves the colluding stake */
  write(folder: string, { plan }: PreparedSweep): TableEntry | undefined {
    const curves = axesOf(plan).flatMap((axis) => [...this.#along(axis).values()].filter(isCurve))
    if (curves.length === 0) return undefined
    const table = new TableFile(folder, 'retention', 'curve', columns)
    const all = new Map(curves.map((curve) => [keyOf(curve.cell, curve.axis), curve]))
    for (const curve of curves) {
      const { axis, cell, points } = curve
      const stakes = points.map(({ stake }) => stake)
      const through = all.get(passThroughKey(cell, axis))
      table.line([
        ...[plan.experiment, String(cell.id), axis, String(points.length)],
        ...[Math.min(...stakes), Math.max(...stakes), aurc(points)].map(formatNumber),
        formatNumber(through ? aurcNormalised(points, through.points) : Number.NaN),
        formatNumber(kinkStake(points)),
      ])
    }
    return table.close()
  }

  /** Cells that differ in one factor alone, by what they have in common. */
  #along(axis: string): Map<string, Curve> {
    const curves = new Map<string, Curve>()
    for (const [cell, point] of this.#points) {
      const key = keyOf(cell, axis)
      const curve = curves.get(key)
      if (curve) curve.points.push(point)
      else curves.set(key, { axis, cell, points: [point] })
    }
    return curves
  }
}

function isCurve({ points }: Curve): boolean {
  const stakes = points.map(({ stake }) => stake)
  return points.length >= LEAST_POINTS && Math.max(...stakes) - Math.min(...stakes) >= LEAST_SPAN
}

const keyOf = ({ overrides }: Cell, axis: string): string =>
  canonicalJson([axis, ...overrides.filter(({ path }) => path !== axis).map(plain)])

/** The same cell with weights passed through, as far as the sweep has factors for it. */
const passThroughKey = ({ overrides }: Cell, axis: string): string =>
  keyOf(
    {
      id: 0,
      overrides: overrides.map(({ path, value }) => ({
        path,
        value: PASS_THROUGH.includes(path) ? 0 : value,
      })),
    },
    axis,
  )

/** 0 %, 0 and "0" are one level. */
function plain({ path, value }: Cell['overrides'][number]): unknown[] {
  const level = PASS_THROUGH.includes(path) ? Number.parseFloat(String(value)) : Number.NaN
  return [path, Number.isNaN(level) ? value : level]
}
