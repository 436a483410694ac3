import { integer } from '../../fields.js'
import { nearest } from '../../nearest.js'
import { compileExpression, ExpressionError } from '../../numeric/expression.js'
import { at, complain, type Piece, readField, readItems, readMap, shown } from '../../scenario/decode.js'
import { readWord } from '../../scenario/names.js'
import { type Branch, dataOf } from '../../scenario/tree.js'
import type { Plan } from '../design/design.js'
import { type CellTest, except, matching, satisfying, type Where } from '../design/filter.js'

export const KINDS = [
  'grid',
  'zip',
  'list',
  'random',
  'latin-hypercube',
  'sobol',
  'saltelli',
  'morris',
] as const
type Kind = (typeof KINDS)[number]

const count = (sentence: string) => integer(1, '', sentence, { min: 1, fixed: true })
export const COUNTS = {
  samples: count('cells of a random design; rows of a saltelli design, which has samples (k + 2) cells'),
  trajectories: count('trajectories of a morris design, each of k + 1 cells'),
  levels: count('values of a continuous factor in a grid, or of every factor in a morris design'),
}
/** The counts a kind of design may be given; the first of a sampled one must be. */
const TAKES: Readonly<Record<Kind, readonly (keyof typeof COUNTS)[]>> = {
  grid: ['levels'],
  zip: [],
  list: [],
  random: ['samples'],
  'latin-hypercube': ['samples'],
  sobol: ['samples'],
  saltelli: ['samples'],
  morris: ['trajectories', 'levels'],
}
const FILTERS = ['only', 'without', 'where', 'names']

export interface ReadDesign {
  readonly design: Plan
  readonly filters: readonly CellTest[]
  readonly filtered: unknown
}

/** `design: grid`, or `{kind: saltelli, samples: 512}`, with filters `only`, `without` and `where`. */
export async function readDesign(piece: Piece, factors: readonly string[]): Promise<ReadDesign> {
  const plain = { design: { kind: 'grid' } as Plan, filters: [], filtered: null }
  const { tree, span } = piece
  if (!tree) return plain
  const branch: Branch =
    tree.kind === 'branch'
      ? tree
      : { kind: 'branch', entries: new Map([['kind', { key: span, tree }]]), span }
  const kind = at(branch, 'kind', piece).tree ? readWord(at(branch, 'kind', piece), KINDS) : 'grid'
  if (!kind) return plain
  const known = ['kind', ...TAKES[kind], ...(kind === 'list' ? ['cells'] : []), ...FILTERS]
  readMap({ ...piece, tree: branch }, known)
  if (kind !== 'list') {
    for (const name of ['only', 'without']) checkFactors(at(branch, name, piece), factors)
    checkNamed(at(branch, 'names', piece), factors)
  }
  const filters = await readFilters(branch, piece, factors)
  const filtered = FILTERS.map((name) => branch.entries.get(name)).map((entry) =>
    entry ? dataOf(entry.tree) : null,
  )
  return { design: readPlan(kind, branch, piece), filters, filtered }
}

function readPlan(kind: Kind, branch: Branch, piece: Piece): Plan {
  if (kind === 'list') return { kind, rows: readRows(at(branch, 'cells', piece)) }
  const counts = Object.fromEntries(
    TAKES[kind].flatMap((name) => {
      const part = at(branch, name, piece)
      if (!part.tree) {
        if (name === 'samples') complain(part, { got: 'nothing', want: 'how many samples, such as 256' })
        return []
      }
      return [[name, Number(readField(part, COUNTS[name]))]]
    }),
  )
  return { samples: 1, ...counts, kind } as Plan
}

function readRows(piece: Piece): Record<string, unknown>[] {
  const items = piece.tree && readItems(piece, 'a list of cells, each a map of path to value')
  if (!items) {
    if (!piece.tree) complain(piece, { got: 'nothing', want: 'a list of cells, each a map of path to value' })
    return []
  }
  return items.map((item) => readWhere(item))
}

/** A map of factor (or path) to level. */
export function readWhere(piece: Piece): Record<string, unknown> {
  const { tree } = piece
  if (!tree) return {}
  if (tree.kind === 'branch') return dataOf(tree) as Record<string, unknown>
  complain(piece, { got: shown(piece), want: 'a map of factor to level' })
  return {}
}

/** A filter over what is no factor would keep no cell, or all of them. */
function checkFactors(piece: Piece, factors: readonly string[]): void {
  if (piece.tree?.kind === 'branch') readMap(piece, factors)
}

/** A short name for what is no factor would be no number in any cell. */
function checkNamed(piece: Piece, factors: readonly string[]): void {
  if (piece.tree?.kind !== 'branch') return
  for (const [name, { tree }] of piece.tree.entries) {
    const factor = tree.kind === 'leaf' ? tree.text : ''
    if (factors.includes(factor)) continue
    complain(at(piece.tree, name, piece), {
      got: JSON.stringify(factor),
      want: `one of the factors: ${factors.join(', ') || 'none'}`,
      meant: nearest(factor, factors),
    })
  }
}

/** `only` and `without` name levels; `where` is an expression over factors, by their names or those under `names`. */
async function readFilters(branch: Branch, piece: Piece, factors: readonly string[]): Promise<CellTest[]> {
  const tests: CellTest[] = []
  const only: Where = readWhere(at(branch, 'only', piece))
  if (Object.keys(only).length > 0) tests.push(matching(only))
  const without: Where = readWhere(at(branch, 'without', piece))
  if (Object.keys(without).length > 0) tests.push(except(matching(without)))
  const where = at(branch, 'where', piece)
  const given = readWhere(at(branch, 'names', piece)) as Record<string, string>
  const names = { ...Object.fromEntries(factors.map((name) => [name, name])), ...given }
  if (where.tree) {
    const test = await readExpression(where, names)
    if (test) tests.push(test)
  }
  return tests
}

/** @param names  the factor that each name in the expression stands for */
async function readExpression(piece: Piece, names: Record<string, string>): Promise<CellTest | undefined> {
  const text = piece.tree?.kind === 'leaf' ? piece.tree.text : ''
  try {
    return satisfying(await compileExpression(text, Object.keys(names)), names)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return complain(piece, {
      got: error.part || 'nothing',
      want: error.want,
      meant: nearest(error.part, error.known),
    })
  }
}
