import { dirname, isAbsolute, join } from 'node:path'
import { ScenarioError } from '../../errors.js'
import { integer } from '../../fields.js'
import { nearest } from '../../nearest.js'
import type { ColumnSpec } from '../../record/table.js'
import { tableNames } from '../../record/tables.js'
import { Check } from '../../scenario/check.js'
import { at, complain, type Piece, readField, readItems, readMap, shown } from '../../scenario/decode.js'
import { loadText } from '../../scenario/load.js'
import { readName, textOf } from '../../scenario/names.js'
import type { Planted } from '../../scenario/overrides.js'
import { readTree } from '../../scenario/read.js'
import { KEYS } from '../../scenario/resolve.js'
import { type Branch, dataOf, type Tree } from '../../scenario/tree.js'
import type { Size } from '../design/sized.js'
import { controlColumns, pairedColumns } from '../house.js'
import type { SweepPlan } from '../plan.js'
import { readDesign } from './read-design.js'
import { pathsOf, readFactors } from './read-factors.js'
import { readFigures } from './read-figures.js'
import { readCompare, readMetrics, readStop, readSweepHypotheses } from './read-rules.js'
import { readSearches } from './read-search.js'
import { laidOver, picked, treeAtSize } from './sized-tree.js'
import { SWEEP_KEYS } from './sweep-keys.js'

/** Keys of a scenario that a sweep reads itself: a run of a sweep is the same whatever they say. */
const OWN = ['name', 'question', 'seed', 'hypotheses']

export const REPLICATES = integer(1, 'replicates', 'replicates of each cell', { min: 1, fixed: true })

/**
 * Read a sweep file at a size: a scenario and what is varied in it. A plain scenario is a sweep of one cell.
 *
 * The scenario itself is not looked at here: each cell reads its own.
 *
 * @param file     name for messages, and the folder from which `base` is found
 * @param columns  those of summary.csv, given the scenario that all cells begin from
 * @throws ScenarioError with every problem
 */
export async function readSweep(
  text: string,
  file: string,
  size: Size,
  columns: ColumnsOf,
): Promise<SweepPlan> {
  const check = new Check()
  const { plan } = await readPlan(text, file, size, columns, check)
  check.finish()
  return plan
}

/** Columns of summary.csv, given the scenario that all cells begin from. */
export type ColumnsOf = (base: Tree) => Promise<readonly ColumnSpec[]>

/**
 * The same, with what is wrong put into `check`, so that the scenario of each cell can be looked at as well.
 *
 * @returns  the plan as far as it could be read, and whether its base was
 * @throws ScenarioError if the file is no map at all
 */
export async function readPlan(
  text: string,
  file: string,
  size: Size,
  columns: ColumnsOf,
  check: Check,
): Promise<{ plan: SweepPlan; based: boolean }> {
  const written = readTree(file, text, check)
  if (!written) check.finish()
  const tree = treeAtSize(written!, size)
  const top: Piece = { tree, path: '', span: tree.span, check }
  const branch = readMap(top, [...SWEEP_KEYS, ...KEYS])
  if (!branch) check.finish()
  const part = (name: string) => at(branch!, name, top)
  const below = await readBase(part('base'), file, size)
  const base = joined(branch!, below)
  const metrics = [...(await columns(base)), ...pairedColumns].map(({ name }) => name)
  const factors = readFactors(part('factors'))
  const factorNames = factors.map(({ name }) => name)
  const design = await readDesign(part('design'), factorNames)
  const replicates = part('replicates').tree ? Number(readField(part('replicates'), REPLICATES)) : undefined
  const stop = readStop(part('stop'), replicates, metrics)
  const known = new Set([
    ...factorNames,
    ...(design.design.kind === 'list' ? design.design.rows.flatMap(Object.keys) : []),
  ])
  const keep = readKeep(part('keep'))
  const plan: SweepPlan = {
    experiment: readExperiment(part('experiment'), part('name'), file),
    question: textOf(part('question')) ?? textAt(base, 'question'),
    file,
    text,
    size,
    seed: readSeed(part('seed')) ?? textAt(base, 'seed', '1'),
    base: base.kind === 'branch' ? picked(base, (key) => KEYS.includes(key) && !OWN.includes(key)) : base,
    set: readSettings(part('set')),
    factors,
    ...design,
    replicates: stop?.rule.first ?? replicates ?? 1,
    ...(stop && { stop }),
    antithetic: readFlag(part('antithetic')),
    control: readControl(part('control')),
    primary: readMetrics(part('primary'), metrics),
    compare: readCompare(part('compare'), [...known]),
    hypotheses: readSweepHypotheses(part('hypotheses'), metrics, [...known]),
    searches: readSearches(part('search'), metrics, [...known, ...factors.flatMap(pathsOf)]),
    keep,
    figures: readFigures(part('figures'), { metrics, factors: [...known], keep }),
    odd: dataAt(part('odd')),
  }
  if (stop && plan.primary.length === 0)
    complain(part('stop'), { got: 'a stopping rule', want: 'metrics under "primary" that it looks at' })
  if (plan.control.length > 0 && plan.primary.length === 0)
    complain(part('control'), { got: 'controls', want: 'metrics under "primary" that they are for' })
  if (plan.antithetic && !stop && plan.replicates % 2 === 1)
    complain(part(replicates === undefined ? 'antithetic' : 'replicates'), {
      got: `${plan.replicates} replicates in pairs`,
      want: 'an even number of replicates',
    })
  checkPairs(plan, part)
  return { plan, based: below !== undefined || !part('base').tree }
}

/** Metrics of a pair, and claims about one, are empty without pairs. */
function checkPairs(
  { primary, hypotheses, searches, compare }: SweepPlan,
  part: (name: string) => Piece,
): void {
  if (compare.attackOff) return
  const paired = new Set(pairedColumns.map(({ name }) => name))
  const want = '"compare: attack-off" in the sweep, without which there are no pairs'
  // What is no list has been complained of.
  const items = (name: string) => (part(name).tree?.kind === 'row' ? (readItems(part(name), '') ?? []) : [])
  for (const item of items('primary')) {
    const name = textOf(item) ?? ''
    if (primary.includes(name) && paired.has(name))
      complain(item, { got: `${name}, a metric of pairs`, want })
  }
  for (const { id, metric } of searches)
    if (paired.has(metric)) complain(part('search'), { got: `${id}, for ${metric}, a metric of pairs`, want })
  items('hypotheses').forEach((item, i) => {
    const claim = hypotheses[i]
    if (!claim || !(paired.has(claim.metric) || claim.against === 'attack-off')) return
    complain(item, { got: `${claim.id}, a claim about pairs`, want })
  })
}

/** The file that `base` names, relative to this one; undefined if there is none, or none that can be read. */
async function readBase(piece: Piece, file: string, size: Size): Promise<Tree | undefined> {
  if (!piece.tree) return undefined
  const name = textOf(piece)
  if (name === undefined)
    return complain(piece, { got: shown(piece), want: 'the name of a scenario file, relative to this one' })
  const path = isAbsolute(name) ? name : join(dirname(file), name)
  try {
    const below = readTree(path, await loadText(path), piece.check)
    return below && treeAtSize(below, size)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const [{ got, want }] = error.problems
    return complain(piece, { got: `${name}: ${got}`, want: `${want}, relative to this one` })
  }
}

/** The sweep's own scenario keys, laid over its base. */
function joined(branch: Branch, below: Tree | undefined): Tree {
  const own = picked(branch, (key) => KEYS.includes(key))
  return below ? laidOver(below, own) : own
}

/** `set:` a map of path to value, for all cells. */
function readSettings(piece: Piece): Planted[] {
  if (!piece.tree) return []
  if (piece.tree.kind === 'branch')
    return [...piece.tree.entries].map(([path, { key, tree }]) => ({ path, tree, span: key }))
  complain(piece, { got: shown(piece), want: 'a map of path to value' })
  return []
}

const stem = (file: string) => file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '') || 'sweep'

function readExperiment(experiment: Piece, name: Piece, file: string): string {
  if (experiment.tree) return readName(experiment)
  return name.tree ? readName(name) : stem(file)
}

function readSeed({ tree }: Piece): string | undefined {
  return tree?.kind === 'leaf' ? (typeof tree.value === 'string' ? tree.value : tree.text) : undefined
}

const textAt = (tree: Tree, key: string, otherwise = ''): string => {
  const leaf = tree.kind === 'branch' ? tree.entries.get(key)?.tree : undefined
  return leaf?.kind === 'leaf' && leaf.value !== null
    ? typeof leaf.value === 'string'
      ? leaf.value
      : leaf.text
    : otherwise
}

function readFlag(piece: Piece): boolean {
  const value = piece.tree?.kind === 'leaf' ? piece.tree.value : undefined
  if (piece.tree && typeof value !== 'boolean') complain(piece, { got: shown(piece), want: 'true or false' })
  return value === true
}

/** `control: [order_flow_surprise_tao]` or `all`. */
function readControl(piece: Piece): readonly string[] {
  if (textOf(piece) === 'all') return controlColumns
  const names = `"all" or some of ${controlColumns.join(', ')}`
  const items = readItems(piece, `${names}, as a list`) ?? []
  const read = items.flatMap((item) => {
    const name = textOf(item) ?? ''
    if (controlColumns.includes(name)) return [name]
    const want = `a control, whose mean is known: ${names}`
    complain(item, { got: shown(item), want, meant: nearest(name, controlColumns) })
    return []
  })
  return [...new Set(read)]
}

/** `keep: [network, agents]` or `all`; the row of figures of a run and the one that says what it is are always kept. */
function readKeep(piece: Piece): readonly string[] | undefined {
  if (textOf(piece) === 'all') return undefined
  const items = readItems(piece, `"all" or a list of tables: ${tableNames.join(', ')}`) ?? []
  const names = items.flatMap((item) => {
    const name = textOf(item)
    if (name !== undefined && (tableNames as readonly string[]).includes(name)) return [name]
    complain(item, {
      got: shown(item),
      want: `a table: ${tableNames.join(', ')}`,
      meant: nearest(name ?? '', tableNames),
    })
    return []
  })
  return [...new Set(['runs', 'summary', ...names])].sort()
}

const dataAt = ({ tree }: Piece): unknown => (tree ? dataOf(tree) : null)
