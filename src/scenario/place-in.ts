import { idOf, type Span, type Tree } from './tree.js'

/**
 * Where a path of the resolved scenario stands in the file: the deepest part of it that the file has.
 *
 * The resolved scenario says `market.x`, `population[2].params.x` as the file does; where it has a level of its own
 * (`genesis.more`, `network.all`, an event's `values`) that level is passed over. An element of a list is found by its
 * number or by its id (`population.ring`). A curve is shown at its expression.
 */
export function placeIn(tree: Tree, path: string): Span {
  let here = tree
  for (const step of path.split(/[.[\]]+/)) {
    if (here.kind === 'branch' && here.entries.has(step)) here = here.entries.get(step)!.tree
    else if (here.kind === 'row')
      here = here.items[Number(step)] ?? here.items.find((item) => idOf(item) === step) ?? here
  }
  const curve = here.kind === 'branch' ? here.entries.get('curve') : undefined
  return curve?.tree.span ?? here.span
}
