import type { Branch, Tree } from '../../scenario/tree.js'
import type { Size } from '../design/sized.js'

/**
 * A file at a size: every map whose keys are `quick` and `full`, at any depth, is replaced by what it has for that size.
 * The same as `atSize` of plain data, places kept.
 */
export function treeAtSize(tree: Tree, size: Size): Tree {
  if (tree.kind === 'leaf') return tree
  if (tree.kind === 'row') return { ...tree, items: tree.items.map((item) => treeAtSize(item, size)) }
  const { entries } = tree
  if (entries.size === 2 && entries.has('quick') && entries.has('full'))
    return treeAtSize(entries.get(size)!.tree, size)
  return mapEntries(tree, (inner) => treeAtSize(inner, size))
}

const mapEntries = (branch: Branch, change: (tree: Tree) => Tree): Branch => ({
  ...branch,
  entries: new Map([...branch.entries].map(([key, entry]) => [key, { ...entry, tree: change(entry.tree) }])),
})

/** One file laid over another: maps are joined key by key, whatever else stands above replaces what stands below. */
export function laidOver(below: Tree, above: Tree): Tree {
  if (below.kind !== 'branch' || above.kind !== 'branch') return above
  const entries = new Map(below.entries)
  for (const [key, entry] of above.entries) {
    const under = below.entries.get(key)
    entries.set(key, under ? { ...entry, tree: laidOver(under.tree, entry.tree) } : entry)
  }
  return { ...above, entries }
}

/** A map with some of its keys only. */
export const picked = (branch: Branch, wanted: (key: string) => boolean): Branch => ({
  ...branch,
  entries: new Map([...branch.entries].filter(([key]) => wanted(key))),
})
