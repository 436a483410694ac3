import { nearest } from '../../nearest.js'
import {
  AS,
  FIGURE_FORMS,
  FIGURE_KEYS,
  type FigureForm,
  OVER,
  SAMPLED,
  SINCE,
} from '../../report/sweep/figure-grammar.js'
import { at, complain, type Piece, readItems, readMap, shown } from '../../scenario/decode.js'
import { readWord, textOf } from '../../scenario/names.js'
import { type Branch, dataOf } from '../../scenario/tree.js'
import { readMetrics } from './read-rules.js'

/** Keys whose value names a factor. */
const FACTORS = ['x', 'y', 'by', 'each']

/** What figures are held against. */
export interface FigureContext {
  readonly metrics: readonly string[]
  /** Names of factors, as the file has them. */
  readonly factors: readonly string[]
  /** Tables that runs keep; all if undefined. */
  readonly keep: readonly string[] | undefined
}

/** `figures:` a list of what the report is to draw (src/report/sweep/figure-grammar.ts); handed on as it stands. */
export function readFigures(piece: Piece, context: FigureContext): unknown {
  if (!piece.tree) return null
  for (const item of readItems(piece, 'a list of figures') ?? []) readFigure(item, context)
  return dataOf(piece.tree)
}

function readFigure(item: Piece, { metrics, factors, keep }: FigureContext): void {
  const { tree } = item
  const kinds = Object.keys(FIGURE_FORMS)
  const kind = tree?.kind === 'branch' ? kinds.find((name) => tree.entries.has(name)) : undefined
  if (tree?.kind !== 'branch' || kind === undefined) {
    const first = tree?.kind === 'branch' ? [...tree.entries.keys()][0] : undefined
    complain(item, {
      got: first ?? shown(item),
      want: `a map with a kind of figure: ${kinds.join(', ')}`,
      meant: nearest(first ?? '', kinds),
    })
    return
  }
  const form = FIGURE_FORMS[kind]
  const branch = readMap(item, [kind, ...form.needs, ...form.may, ...form.also, ...FIGURE_KEYS])
  if (!branch) return
  if (form.of === 'metric' || form.of === 'metrics') readShown(at(branch, kind, item), form, metrics)
  readFactorsOf(branch, item, form, factors)
  for (const [key, words] of [
    ['table', SAMPLED],
    ['since', SINCE],
    ['as', AS],
    ['over', OVER],
  ] as const) {
    const part = at(branch, key, item)
    if (part.tree) readWord(part, words)
  }
  const table = textOf(at(branch, 'table', item)) ?? 'network'
  const since = textOf(at(branch, 'since', item))
  const wanted = form.tables.map((name) => (name === 'table' ? table : name))
  if (since === 'halving') wanted.push('network')
  if (since === 'shock') wanted.push('events')
  const missing = [...new Set(wanted)].filter((name) => keep && !keep.includes(name))
  if (missing.length > 0)
    complain(item, {
      got: `${kind} of a table that runs do not keep`,
      want: `"keep: [${missing.join(', ')}]" in the sweep`,
    })
}

/** One metric, or a list of them. */
function readShown(piece: Piece, { of }: FigureForm, metrics: readonly string[]): void {
  if (of === 'metrics') {
    readMetrics(piece, metrics)
    return
  }
  const name = textOf(piece)
  if (name === undefined || !metrics.includes(name))
    complain(piece, {
      got: shown(piece),
      want: 'a column of summary.csv',
      meant: nearest(name ?? '', metrics),
    })
}

/** By the whole name, or its last part. */
function readFactorsOf(branch: Branch, item: Piece, form: FigureForm, factors: readonly string[]): void {
  const check = (piece: Piece, name: string) => {
    if (factors.some((one) => one === name || one.endsWith(`.${name}`))) return
    complain(piece, {
      got: JSON.stringify(name),
      want: 'a factor of this sweep',
      meant: nearest(name, factors),
    })
  }
  for (const key of FACTORS) {
    const part = at(branch, key, item)
    if (part.tree) check(part, textOf(part) ?? shown(part))
    else if (form.needs.includes(key))
      complain(item, { got: 'nothing', want: `"${key}": a factor of this sweep` })
  }
  for (const key of ['where', 'against']) {
    const part = at(branch, key, item)
    if (part.tree?.kind === 'branch')
      for (const name of part.tree.entries.keys()) check(at(part.tree, name, part), name)
    else if (part.tree) complain(part, { got: shown(part), want: 'a map of factor to level' })
  }
}
