import { ScenarioError } from '../errors.js'
import { type Additions, NO_ADDITIONS } from '../genesis/additions.js'
import { joinPlugins } from '../plugins/join.js'
import { compileCurves } from '../scenario/curves.js'
import type { ReadScenario } from '../scenario/read-scenario.js'
import type { Size } from './design/sized.js'
import type { Job } from './one-run.js'
import { ordersOf } from './orders.js'
import { prepareSweep } from './prepare.js'

/** One run of a sweep by its place in it. */
export interface CellRun {
  /** As cells.csv numbers them. */
  readonly cell: number
  readonly rep: number
  readonly size?: Size
  /** Its counterfactual. */
  readonly attackOff?: boolean
}

/** A scenario as read, with what goes with it. */
export interface LoadedRun {
  readonly job: Job
  readonly loaded: ReadScenario & { readonly ingredients: readonly string[]; readonly additions: Additions }
}

/**
 * The run of a cell and replicate, as the sweep itself would carry it out: same name, same bytes.
 *
 * @throws ScenarioError if the file is wrong, or has no such cell
 */
export async function loadCellRun(
  file: string,
  { cell: id, rep, size, attackOff }: CellRun,
): Promise<LoadedRun> {
  const { plan, house, design } = await prepareSweep(file, { size })
  const cell = design.cells.find((one) => one.id === id)
  if (!cell) {
    const last = design.cells.at(-1)?.id ?? 0
    throw new ScenarioError([{ path: '--cell', got: String(id), want: `a cell of the sweep, 0 to ${last}` }])
  }
  if (!(Number.isInteger(rep) && rep >= 0))
    throw new ScenarioError([{ path: '--rep', got: String(rep), want: 'a whole number from 0' }])
  const compared = { ...plan, compare: { ...plan.compare, attackOff: attackOff === true } }
  const [{ orders }] = ordersOf(compared, cell, [rep], house)
  const { job } = orders.at(-1)!
  const additions = house.plugins ? joinPlugins(house.plugins, file) : NO_ADDITIONS
  const { scenario, ingredients } = job
  const curves = await compileCurves(scenario)
  return { job, loaded: { scenario, curves, notes: [], ingredients, additions } }
}
