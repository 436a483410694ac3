import type { World } from '../../state/world.js'
import { childLinks, linkHeads } from './links.js'

/** Rows of the links on a subnet in which a hotkey lends. */
export function linksOfParent(world: World, netuid: number, parent: number): number[] {
  return linksWhere(world, netuid, childLinks.of(world).parent, parent)
}

/** Rows of the links on a subnet in which a hotkey receives. */
export function linksOfChild(world: World, netuid: number, child: number): number[] {
  return linksWhere(world, netuid, childLinks.of(world).child, child)
}

function linksWhere(world: World, netuid: number, column: Int32Array, hotkey: number): number[] {
  const { next } = childLinks.of(world)
  const found: number[] = []
  for (let row = linkHeads.of(world).first[netuid]; row >= 0; row = next[row]) {
    if (column[row] === hotkey) found.push(row)
  }
  return found
}

/** Whether anyone lends stake weight on the subnet: where not, everything about children is passed over. */
export const anyLinks = (world: World, netuid: number): boolean => linkHeads.of(world).first[netuid] >= 0

/** Part of a hotkey's stake that it has not lent on the subnet, 0..1. */
export function partKept(world: World, netuid: number, hotkey: number): number {
  const { part } = childLinks.of(world)
  return Math.max(
    0,
    linksOfParent(world, netuid, hotkey).reduce((left, row) => left - part[row], 1),
  )
}
