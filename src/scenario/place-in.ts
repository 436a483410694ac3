import type { Span, Tree } from './tree.js'

/**
 * Where a path of the resolved scenario stands in the file: the deepest part of it that the file has.
 *
 * The resolved scenario says `market.x`, `population[2].params.x` as the file does; where it has a level of its own
 * (`genesis.more`, `network.all`, an event's `values`) that level is passed over. A curve
 * is shown at its expression.
 */
export function placeIn(tree: Tree, path: string): Span {
  let here = tree
  for (const step of path.split(/[.[\]]+/)) {
    if (here.kind === 'branch' && here.entries.has(step)) here = here.entries.get(step)!.tree
    else if (here.kind === 'row' && here.items[Number(step)]) here = here.items[Number(step)]
  }
  const curve = here.kind === 'branch' ? here.entries.get('curve') : undefined
  return curve?.tree.span ?? here.span
}
