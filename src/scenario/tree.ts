/** A scenario file as it was read: plain data that still knows its place in the text. */
export type Tree = Leaf | Row | Branch

export interface Leaf {
  readonly kind: 'leaf'
  readonly value: string | number | boolean | null
  /** As the file has it: a long whole number keeps its digits. */
  readonly text: string
  readonly span: Span
}
export interface Row {
  readonly kind: 'row'
  readonly items: readonly Tree[]
  readonly span: Span
}
export interface Branch {
  readonly kind: 'branch'
  readonly entries: ReadonlyMap<string, Entry>
  readonly span: Span
}
export interface Entry {
  readonly key: Span
  readonly tree: Tree
}

/** A stretch of a source, `to` not included; -1 where there is no place, as in what the program itself adds. */
export interface Span {
  readonly source: Source
  readonly from: number
  readonly to: number
}
export interface Source {
  /** File name, or what stands for one, such as `--set`. */
  readonly file: string
  readonly text: string
  /** Where each line begins. */
  readonly lines: readonly number[]
}

export function sourceOf(file: string, text: string): Source {
  const lines = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines.push(i + 1)
  return { file, text, lines }
}

/** The fields of a Problem that say where. */
export interface Place {
  file?: string
  line?: number
  column?: number
  excerpt?: { text: string; length: number }
}

/** Lines longer than this are not shown: the caret would be off the screen. */
const WIDEST = 160
/** Tabs, which take any width, and what would steer the terminal: each is shown as a blank, so that the caret stands right. */
const UNSEEN = /\p{Cc}/gu

export function placeOf({ source, from, to }: Span): Place {
  if (from < 0) return { file: source.file }
  const row = lineAt(source.lines, from)
  const start = source.lines[row]
  const next = row + 1 < source.lines.length ? source.lines[row + 1] - 1 : source.text.length
  const text = source.text.slice(start, next).replace(/\r$/, '')
  const place = { file: source.file, line: row + 1, column: from - start + 1 }
  if (text.length > WIDEST) return place
  return {
    ...place,
    excerpt: {
      text: text.replace(UNSEEN, ' '),
      length: Math.max(1, Math.min(to, start + text.trimEnd().length) - from),
    },
  }
}

/** The last line that begins at or before `offset`, by bisection. */
function lineAt(lines: readonly number[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle] <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Plain data, places forgotten. */
export function dataOf(tree: Tree): unknown {
  if (tree.kind === 'leaf') return tree.value
  if (tree.kind === 'row') return tree.items.map(dataOf)
  return Object.fromEntries([...tree.entries].map(([key, { tree }]) => [key, dataOf(tree)]))
}

/** A tree of plain data, all of it at one place. */
export function treeOf(data: unknown, span: Span): Tree {
  if (Array.isArray(data)) return { kind: 'row', items: data.map((item) => treeOf(item, span)), span }
  if (typeof data === 'object' && data !== null) {
    const pairs = Object.entries(data).filter(([, value]) => value !== undefined)
    return {
      kind: 'branch',
      entries: new Map(pairs.map(([key, value]) => [key, { key: span, tree: treeOf(value, span) }])),
      span,
    }
  }
  const value = (data ?? null) as Leaf['value']
  return { kind: 'leaf', value, text: String(value), span }
}

/** Absent, or written with nothing behind the colon. */
export const isAbsent = (tree: Tree | undefined): tree is undefined | Leaf =>
  tree === undefined || (tree.kind === 'leaf' && tree.value === null)

/** The `id:` of an element of a list, as written. */
export const idOf = (tree: Tree): string | undefined => {
  const id = tree.kind === 'branch' ? tree.entries.get('id')?.tree : undefined
  return id?.kind === 'leaf' ? id.text : undefined
}

/** A span without a place. */
export const nowhere = (file: string): Span => ({ source: { file, text: '', lines: [0] }, from: -1, to: -1 })
