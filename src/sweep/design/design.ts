import { createStreams, type Stream } from '../../random/streams.js'
import type { MorrisStep } from '../../stats/morris-effects.js'
import type { Cell } from './cell.js'
import { cellCount, checkPlan, GRID_LEVELS } from './check-plan.js'
import { type Factor, gridValues, levelCount, valueAt } from './factor.js'
import type { CellTest } from './filter.js'
import { latinHypercube } from './latin-hypercube.js'
import { LEVELS, morrisTrajectories, TRAJECTORIES } from './morris.js'
import { randomPoints } from './random-points.js'
import { saltelliPoints } from './saltelli.js'
import { sobolPoints } from './sobol.js'

/** How the factors are combined. */
export type Plan =
  /** Every combination; the last factor changes fastest. Continuous factors are cut into `levels`. */
  | { readonly kind: 'grid'; readonly levels?: number }
  /** First values together, second values together, and so on: lists of equal length. */
  | { readonly kind: 'zip' }
  /** Each cell written out, path to value; factors play no part. */
  | { readonly kind: 'list'; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'random' | 'latin-hypercube' | 'sobol'; readonly samples: number }
  /** For Sobol' indices: samples (k + 2) cells. */
  | { readonly kind: 'saltelli'; readonly samples: number }
  /** For screening: trajectories (k + 1) cells. */
  | { readonly kind: 'morris'; readonly trajectories?: number; readonly levels?: number }

/** A design is pure data: the same plan, factors and seed give the same cells everywhere. */
export interface Design {
  readonly cells: readonly Cell[]
  /** Steps of each Morris trajectory, for its analysis. */
  readonly steps?: readonly (readonly MorrisStep[])[]
}

export interface DesignChoices {
  /** Tests a cell must all pass. Not for `saltelli` and `morris`, whose analysis needs every cell. */
  readonly keep?: readonly CellTest[]
  /** Only so many cells, the first. Without it a design of more than a million is refused. */
  readonly limit?: number
}

/**
 * The cells of a plan.
 *
 * @param seed  of the sweep; random plans draw from streams named `design/<kind>`
 * @throws ScenarioError with all that is wrong with plan and factors
 */
export function makeDesign(
  plan: Plan,
  factors: readonly Factor[],
  seed: string,
  choices: DesignChoices = {},
): Design {
  checkPlan(plan, factors, choices)
  const stream = createStreams(seed).make(`design/${plan.kind}`)
  if (plan.kind === 'morris') return morrisDesign(plan, factors, stream)
  const cells: Cell[] = []
  const { keep = [], limit = Number.POSITIVE_INFINITY } = choices
  for (const cell of allCells(plan, factors, stream)) {
    if (cells.length >= limit) break
    if (keep.every((test) => test(cell))) cells.push(cell)
  }
  return { cells }
}

type Morris = Extract<Plan, { kind: 'morris' }>

/** In the order of the plan, one by one: a grid may be far larger than what is kept of it. */
function allCells(plan: Exclude<Plan, Morris>, factors: readonly Factor[], stream: Stream): Iterable<Cell> {
  switch (plan.kind) {
    case 'grid':
      return gridCells(factors, plan.levels ?? GRID_LEVELS)
    case 'zip':
      return zipCells(factors)
    case 'list':
      return plan.rows.map((row, id) => ({
        id,
        overrides: Object.entries(row).map(([path, value]) => ({ path, value })),
      }))
    case 'random':
      return randomPoints(plan.samples, factors.length, stream).map(cellAt(factors))
    case 'latin-hypercube':
      return latinHypercube(plan.samples, factors.length, stream).map(cellAt(factors))
    case 'sobol':
      return sobolPoints(plan.samples, factors.length, stream).map(cellAt(factors))
    case 'saltelli':
      return saltelliPoints(plan.samples, factors.length, stream).map(cellAt(factors))
  }
}

function* gridCells(factors: readonly Factor[], levels: number): Iterable<Cell> {
  const values = factors.map((factor) => gridValues(factor, levels))
  const count = cellCount({ kind: 'grid', levels }, factors)
  for (let id = 0; id < count; id++) {
    let rest = id
    const overrides = values.toReversed().map((axis, fromLast) => {
      const value = axis[rest % axis.length]
      rest = Math.floor(rest / axis.length)
      return { path: factors[factors.length - 1 - fromLast].path, value }
    })
    yield { id, overrides: overrides.reverse() }
  }
}

function zipCells(factors: readonly Factor[]): Cell[] {
  const length = factors.length === 0 ? 0 : levelCount(factors[0], 1)
  const values = factors.map((factor) => gridValues(factor, length))
  return Array.from({ length }, (_, id) => ({
    id,
    overrides: factors.map(({ path }, f) => ({ path, value: values[f][id] })),
  }))
}

const cellAt =
  (factors: readonly Factor[]) =>
  (point: Float64Array, id: number): Cell => ({
    id,
    overrides: factors.map((factor, f) => ({ path: factor.path, value: valueAt(factor, point[f]) })),
  })

/** Levels of a distribution are the middles of equally likely parts: its ends may lie at infinity. */
function morrisDesign(plan: Morris, factors: readonly Factor[], stream: Stream): Design {
  const { trajectories: count = TRAJECTORIES, levels = LEVELS } = plan
  const trajectories = morrisTrajectories(count, factors.length, stream, levels)
  const place = (factor: Factor, u: number) =>
    'distribution' in factor ? (0.5 + u * (levels - 1)) / levels : u
  const cells = trajectories
    .flatMap(({ points }) => points)
    .map((point) => point.map((u, f) => place(factors[f], u)))
    .map(cellAt(factors))
  return { cells, steps: trajectories.map(({ steps }) => steps) }
}
