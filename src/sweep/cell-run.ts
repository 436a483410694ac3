import { ScenarioError } from '../errors.js'
import { type Additions, NO_ADDITIONS } from '../genesis/additions.js'
import { joinPlugins } from '../plugins/join.js'
import { Check } from '../scenario/check.js'
import { compileCurves } from '../scenario/curves.js'
import { parseOverride } from '../scenario/overrides.js'
import type { ReadScenario } from '../scenario/read-scenario.js'
import { dataOf } from '../scenario/tree.js'
import { checkCells } from './check-cells.js'
import type { Cell, Setting } from './design/cell.js'
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
  /** `path=value` laid over the cell, such as the level that a search tried. */
  readonly set?: readonly string[]
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
  { cell: id, rep, size, attackOff, set = [] }: CellRun,
): Promise<LoadedRun> {
  const { plan, house, design } = await prepareSweep(file, { size })
  const plain = design.cells.find((one) => one.id === id)
  if (!plain) {
    const last = design.cells.at(-1)?.id ?? 0
    throw new ScenarioError([{ path: '--cell', got: String(id), want: `a cell of the sweep, 0 to ${last}` }])
  }
  if (!(Number.isInteger(rep) && rep >= 0))
    throw new ScenarioError([{ path: '--rep', got: String(rep), want: 'a whole number from 0' }])
  const cell: Cell = { id, overrides: [...plain.overrides, ...settingsIn(set)] }
  const { notes } = await checkCells(plan, [cell], house.catalogue)
  const compared = { ...plan, compare: { ...plan.compare, attackOff: attackOff === true } }
  const [{ orders }] = ordersOf(compared, cell, [rep], house)
  const { job } = orders.at(-1)!
  const additions = house.plugins ? joinPlugins(house.plugins, file) : NO_ADDITIONS
  const { scenario, ingredients } = job
  const curves = await compileCurves(scenario)
  return { job, loaded: { scenario, curves, notes, ingredients, additions } }
}

/** Settings of the command line, as a design's cells have them. */
function settingsIn(set: readonly string[]): Setting[] {
  const check = new Check()
  const planted = set.flatMap((one) => parseOverride(one, check) ?? [])
  check.finish()
  return planted.map(({ path, tree }) => ({ path, value: dataOf(tree) }))
}
