import { nearest } from '../nearest.js'
import type { Check } from './check.js'
import { readFragment } from './read.js'
import { type Branch, idOf, isAbsent, nowhere, type Row, type Span, type Tree, treeOf } from './tree.js'

/**
 * A value put in place of what the file says, found by a dotted path: `population[2].params.threshold`, or by cohort id
 * `population.momentum.params.threshold`.
 */
export interface Override {
  readonly path: string
  /** Plain data as YAML would have it, units included. */
  readonly value: unknown
  /** What messages call its place, such as `--set seed=7`. */
  readonly origin: string
}

/** The same as a tree, with what messages call its place. */
export interface Planted {
  readonly path: string
  readonly tree: Tree
  readonly span: Span
}

/** `path=value` of the command line; the value is read as YAML. */
export function parseOverride(argument: string, check: Check): Planted | undefined {
  const equals = argument.indexOf('=')
  const origin = `--set ${argument}`
  if (equals < 1) {
    check.trouble('', nowhere(origin), { got: JSON.stringify(argument), want: 'path=value, such as seed=7' })
    return undefined
  }
  const tree = readFragment(origin, argument.slice(equals + 1), check)
  return tree && { path: argument.slice(0, equals).trim(), tree, span: nowhere(origin) }
}

export const planted = ({ path, value, origin }: Override): Planted => ({
  path,
  tree: treeOf(value, nowhere(origin)),
  span: nowhere(origin),
})

/** The tree with one value replaced; the old one is left as it is. Keys nobody knows are found when it is read. */
export function override(tree: Tree, { path, tree: value, span }: Planted, check: Check): Tree {
  const steps = stepsOf(path)
  if (steps) return put(tree, steps, { value, span, check, path, done: [] })
  check.trouble('', span, {
    got: JSON.stringify(path),
    want: 'a path such as population[2].params.threshold',
  })
  return tree
}

/** `a.b[2].c` in steps; undefined if it is no path. */
function stepsOf(path: string): string[] | undefined {
  if (!/^[^.[\]\s]+(\.[^.[\]]+|\[\d+\])*$/.test(path)) return undefined
  return path.split(/[.[\]]+/).filter((step) => step !== '')
}

interface Putting {
  readonly value: Tree
  readonly span: Span
  readonly check: Check
  readonly path: string
  readonly done: readonly string[]
}

function put(tree: Tree | undefined, steps: readonly string[], putting: Putting): Tree {
  if (steps.length === 0) return putting.value
  if (isAbsent(tree))
    return putKey({ kind: 'branch', entries: new Map(), span: putting.span }, steps, putting)
  if (tree.kind === 'row') return putItem(tree, steps, putting)
  const branch = tree.kind === 'branch' ? tree : unfolded(tree, putting.done)
  if (branch) return putKey(branch, steps, putting)
  putting.check.trouble(putting.path, putting.span, {
    got: `a path into ${putting.done.join('.')}, which is a single value`,
    want: `the path ${putting.done.join('.')}`,
  })
  return tree
}

function putKey(branch: Branch, [step, ...rest]: readonly string[], putting: Putting): Tree {
  const entries = new Map(branch.entries)
  const old = entries.get(step)
  const tree = put(old?.tree, rest, { ...putting, done: [...putting.done, step] })
  entries.set(step, { key: old?.key ?? putting.span, tree })
  return { ...branch, entries }
}

/** An element by its place, from 0, or by its id. */
function putItem(row: Row, [step, ...rest]: readonly string[], putting: Putting): Tree {
  const ids = row.items.map(idOf)
  const index = /^\d+$/.test(step) ? Number(step) : ids.indexOf(step)
  if (index < 0 || index >= row.items.length) {
    const named = ids.filter((id) => id !== undefined)
    const known = named.length > 0 ? `, or an id: ${named.join(', ')}` : ''
    const want = `a place from 0 to ${row.items.length - 1} in ${putting.done.join('.')}${known}`
    putting.check.trouble(putting.path, putting.span, { got: `"${step}"`, want, meant: nearest(step, named) })
    return row
  }
  const tree = put(row.items[index], rest, { ...putting, done: [...putting.done, step] })
  return { ...row, items: row.items.with(index, tree) }
}

/** Where a single value is short for a map, the map: `protocol: X` is `protocol: {start: X}`. */
function unfolded(tree: Tree, done: readonly string[]): Branch | undefined {
  const key =
    done.length === 1 && done[0] === 'protocol' ? 'start' : done.at(-1) === 'stake' ? 'alpha' : undefined
  return key && { kind: 'branch', entries: new Map([[key, { key: tree.span, tree }]]), span: tree.span }
}
