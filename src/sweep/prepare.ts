import { type Problem, ScenarioError } from '../errors.js'
import { catalogueWith } from '../genesis/additions.js'
import { sha256Hex } from '../hash.js'
import { loadPlugins } from '../plugins/load.js'
import { canonicalJson } from '../scenario/canonical.js'
import { Check } from '../scenario/check.js'
import { loadText } from '../scenario/load.js'
import type { Note } from '../scenario/scenario.js'
import { dataOf, type Tree } from '../scenario/tree.js'
import { baseText, cellsOf } from './cells.js'
import { checkCells } from './check-cells.js'
import { checkClaims } from './check-claims.js'
import { checkKeep } from './check-keep.js'
import type { Cell } from './design/cell.js'
import type { Design } from './design/design.js'
import type { Size } from './design/sized.js'
import { readPlan } from './file/read-sweep.js'
import { ownHouse, type SweepHouse } from './house.js'
import { placedIn } from './place-in-plan.js'
import type { SweepPlan } from './plan.js'
import { cellAtLevel } from './search/trail.js'

/** A sweep file, read, with its cells checked: all that is needed before anything runs. */
export interface PreparedSweep {
  readonly plan: SweepPlan
  readonly house: SweepHouse
  readonly design: Design
  /** Its name: 16 hex digits. */
  readonly sweep: string
  /** What is worth telling of the scenarios of its cells, each place once. */
  readonly notes: readonly Note[]
}

/**
 * Read a sweep file and the scenario of every cell.
 *
 * @param limit  only so many cells, the first
 * @throws ScenarioError with everything that is wrong, before anything runs
 */
export async function prepareSweep(
  file: string,
  { size = 'full', limit }: { size?: Size; limit?: number } = {},
  plain: SweepHouse = ownHouse,
): Promise<PreparedSweep> {
  let house = plain
  const check = new Check()
  const furnish = async (base: Tree) => {
    house = await furnished(plain, base)
    return house.columns
  }
  const { plan, based } = await readPlan(await loadText(file), file, size, furnish, check)
  if (!check.ok) {
    if (based) addProblems(check, await problemsOfCells(plan, house, limit))
    check.finish()
  }
  const design = cellsOf(plan, limit)
  checkCellsThere(plan, design)
  // A limit may have cut off the cells that are spoken of, or those that write what is kept.
  if (limit === undefined) checkClaims(plan, design)
  const cells = [...design.cells, ...endsOf(plan, design)]
  const { notes, records } = await checkCells(plan, cells, house.catalogue)
  if (limit === undefined) checkKeep(plan, records)
  return { plan, house, design, sweep: sweepName(plan, house), notes }
}

/** What is wrong with the scenarios of a file that is wrong itself, as far as it could be read. */
async function problemsOfCells(
  plan: SweepPlan,
  house: SweepHouse,
  limit?: number,
): Promise<readonly Problem[]> {
  try {
    await checkCells(plan, cellsOf(plan, limit).cells, house.catalogue)
    return []
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems
    throw error
  }
}

/** Each place once: what is wrong there is said already. */
function addProblems({ problems }: Check, more: readonly Problem[]): void {
  const place = ({ file, line, column, path }: Problem) => JSON.stringify([file, line, column, path])
  const known = new Set(problems.map(place))
  problems.push(...more.filter((problem) => !known.has(place(problem))))
}

/** Every cell at both ends of every search, so that no level is refused when the sweep is half done. */
const endsOf = ({ searches }: SweepPlan, { cells }: Design): Cell[] =>
  searches.flatMap((search) =>
    [search.range.low, search.range.high].flatMap((level) =>
      cells.map((cell) => cellAtLevel(cell, search, level)),
    ),
  )

/** Filters may leave nothing. */
function checkCellsThere(plan: SweepPlan, { cells }: Design): void {
  if (cells.length > 0) return
  const problem = { path: 'design', got: 'filters that keep no cell', want: 'at least one cell' }
  throw new ScenarioError([placedIn(plan)(problem)])
}

/** The house with what the scenario's own files bring: names are relative to the file that has the key `plugins`. */
async function furnished(house: SweepHouse, base: Tree): Promise<SweepHouse> {
  const entry = base.kind === 'branch' ? base.entries.get('plugins') : undefined
  if (!entry) return house
  const { file, text } = entry.key.source
  const { plugins, additions } = await loadPlugins(text, file)
  return {
    ...house,
    catalogue: catalogueWith(house.catalogue, additions),
    plugins,
    columns: house.columnsWith(additions),
    ingredients: (scenario) => [...house.ingredients(scenario), ...plugins.map(({ sha256 }) => sha256)],
  }
}

/**
 * Name of a sweep: of all that defines its cells, and of what a run keeps; not of replicates, stopping rule, primary metrics
 * and hypotheses, so that asking for more goes on in the same folder.
 */
function sweepName(plan: SweepPlan, { version, plugins = [] }: SweepHouse): string {
  const { experiment, set, factors, design, filtered, seed, antithetic, keep, compare } = plan
  const settings = (list: readonly { path: string; tree: Tree }[]) =>
    list.map(({ path, tree }) => [path, dataOf(tree)])
  const defining = {
    experiment,
    seed,
    base: baseText(plan),
    set: settings(set),
    factors: factors.map(({ factor, bundle }) => [factor, bundle && [...bundle.values()].map(settings)]),
    design,
    filtered,
    antithetic,
    keep: keep ?? 'all',
    pairing: compare.attackOff,
    version,
    plugins: plugins.map(({ sha256 }) => sha256),
  }
  return sha256Hex(canonicalJson(defining)).slice(0, 16)
}
