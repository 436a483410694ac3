import { nearest } from '../nearest.js'
import type { Check } from './check.js'
import { at, complain, type Piece, readItems, readMap, shown } from './decode.js'
import { readCard, textOf } from './names.js'
import { override } from './overrides.js'
import type { PresetCard, ScenarioCatalogue } from './scenario.js'
import { type Branch, nowhere, type Row, type Tree, treeOf } from './tree.js'

/**
 * `population: {preset: mainnet, without: [whales], change: {momentum.count: 5}, add: [...]}` as one list of cohorts:
 * those of the preset, less some, some changed (paths begin with a cohort's id), then those added.
 */
export function unfoldPreset(tree: Tree, catalogue: ScenarioCatalogue, check: Check): Tree {
  const entry = tree.kind === 'branch' ? tree.entries.get('population') : undefined
  if (tree.kind !== 'branch' || entry?.tree.kind !== 'branch') return tree
  const piece: Piece = { tree: entry.tree, path: 'population', span: entry.tree.span, check }
  const population = unfold(piece, catalogue)
  return { ...tree, entries: new Map([...tree.entries, ['population', { ...entry, tree: population }]]) }
}

function unfold(piece: Piece, catalogue: ScenarioCatalogue): Row {
  const { span, check } = piece
  const branch = readMap(piece, ['preset', 'without', 'change', 'add'])
  if (!branch) return { kind: 'row', items: [], span }
  const named = at(branch, 'preset', piece)
  const preset = readCard(named, catalogue.presets, 'a preset')
  const without = readWithout(at(branch, 'without', piece), preset)
  const kept = (preset?.cohorts ?? []).filter((cohort) => !without.has(String(cohort.id)))
  const row: Row = { kind: 'row', items: kept.map((cohort) => treeOf(cohort, named.span)), span }
  const changed = change(row, at(branch, 'change', piece), check)
  const added = readItems(at(branch, 'add', piece), 'a list of cohorts') ?? []
  return { ...changed, items: [...changed.items, ...added.flatMap(({ tree }) => tree ?? [])] }
}

function readWithout(piece: Piece, preset: PresetCard | undefined): Set<string> {
  const ids = preset?.cohorts.map((cohort) => String(cohort.id)) ?? []
  const without = new Set<string>()
  for (const item of readItems(piece, 'a list of cohort ids') ?? []) {
    const id = textOf(item)
    if (id !== undefined && (ids.includes(id) || !preset)) without.add(id)
    else
      complain(item, {
        got: shown(item),
        want: `a cohort of the preset: ${ids.join(', ')}`,
        meant: nearest(id ?? '', ids),
      })
  }
  return without
}

function change(row: Row, piece: Piece, check: Check): Row {
  const { tree } = piece
  if (tree === undefined) return row
  if (tree.kind !== 'branch') {
    complain(piece, { got: shown(piece), want: 'a map of path to value, such as {momentum.count: 5}' })
    return row
  }
  // Paths are those of --set, so they are walked from a root that holds the population alone.
  const entry = { key: row.span, tree: row as Tree }
  let root: Tree = {
    kind: 'branch',
    entries: new Map([['population', entry]]),
    span: row.span,
  } satisfies Branch
  for (const [path, { tree: value }] of tree.entries) {
    const origin = `${piece.span.source.file} population.change`
    root = override(root, { path: `population.${path}`, tree: value, span: nowhere(origin) }, check)
  }
  return (root as Branch).entries.get('population')!.tree as Row
}

/** Overrides of these paths belong to the preset's own keys and come before it is unfolded. */
export const beforeUnfolding = (path: string): boolean =>
  /^(?!population\b)/.test(path) || /^population(\.(preset|without|change|add)\b.*)?$/.test(path)
