import { canonicalJson } from '../scenario/canonical.js'
import type { Cell } from './design/cell.js'
import { matching, type Where } from './design/filter.js'

/**
 * The cell that each cell is held against: the one with the baseline's levels and all other settings alike. Undefined for
 * the baseline itself, and where the design has no such cell.
 *
 * @param cells    all of the sweep
 * @param against  the baseline's level of each factor named
 * @returns        by place of the cell, the place of its partner
 */
export function partnersOf(cells: readonly Cell[], against: Where): (number | undefined)[] {
  const rest = ({ overrides }: Cell) =>
    canonicalJson(
      overrides.filter(({ path }) => !Object.hasOwn(against, path)).map(({ path, value }) => [path, value]),
    )
  const isBaseline = matching(against)
  const baselines = new Map<string, number>()
  for (const [place, cell] of cells.entries()) if (isBaseline(cell)) baselines.set(rest(cell), place)
  return cells.map((cell, place) => {
    const partner = baselines.get(rest(cell))
    return partner === place ? undefined : partner
  })
}
