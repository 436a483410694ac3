import { f64, i32, u8, u16, u32 } from '../../state/columns.js'
import { perRow, perSubnet, type World } from '../../state/world.js'
import { freeRow } from '../free-row.js'

/** Most children of a parent on a subnet. Source: pallets/subtensor/src/staking/set_children.rs, 14bc6f9f. */
export const MAX_CHILDREN = 5

/** One row per (parent, child, netuid), a list by subnet; netuid 0 marks a free row, since root has no children. */
export const childLinks = perRow('chain/child-links', 16, {
  netuid: u16('netuid', 'subnet on which stake weight is lent, 0 free row'),
  parent: i32('row', 'hotkey that lends', -1),
  child: i32('row', 'hotkey that receives', -1),
  part: f64('fraction', "part of the parent's stake that is lent, on the 2^-32 grid"),
  next: i32('row', 'next link of the subnet, -1 end', -1),
})

/** Head of each subnet's list of links. */
export const linkHeads = perSubnet('chain/child-link-heads', { first: i32('row', 'first link, -1 none', -1) })

/** Children asked for and not yet in force: one row per (parent, netuid). */
export const pendingChildren = perRow('chain/pending-children', 16, {
  netuid: u16('netuid', 'subnet, 0 free row'),
  parent: i32('row', 'hotkey that lends', -1),
  due: f64('block', 'first block at which an epoch puts them in force'),
  count: u8('children', 'how many'),
  child0: i32('row', 'first child', -1),
  child1: i32('row', 'second child', -1),
  child2: i32('row', 'third child', -1),
  child3: i32('row', 'fourth child', -1),
  child4: i32('row', 'fifth child', -1),
  part0: f64('fraction', "first child's part"),
  part1: f64('fraction', "second child's part"),
  part2: f64('fraction', "third child's part"),
  part3: f64('fraction', "fourth child's part"),
  part4: f64('fraction', "fifth child's part"),
})

/** Rows of both tables that were ever used. */
const used = perRow('chain/child-rows', 1, {
  links: u32('rows', 'rows of the links'),
  pending: u32('rows', 'rows of what is pending'),
})

/** What a hotkey lends, and to whom. */
export interface Child {
  hotkey: number
  /** Part of the parent's stake, 0..1. */
  part: number
}

/** Put a parent's children in force on a subnet; they replace those it had there. */
export function setChildrenNow(
  world: World,
  netuid: number,
  parent: number,
  children: readonly Child[],
): void {
  removeLinks(world, netuid, parent)
  for (const { hotkey, part } of children) {
    const row = freeRow(world, childLinks, used.of(world).links)
    const links = childLinks.of(world)
    const heads = linkHeads.of(world)
    links.netuid[row] = netuid
    links.parent[row] = parent
    links.child[row] = hotkey
    links.part[row] = part
    links.next[row] = heads.first[netuid]
    heads.first[netuid] = row
  }
}

/** Take a parent's links on a subnet off its list; every parent's for -1. */
export function removeLinks(world: World, netuid: number, parent: number): void {
  const links = childLinks.of(world)
  const { first } = linkHeads.of(world)
  let before = -1
  for (let row = first[netuid]; row >= 0; ) {
    const next = links.next[row]
    if (parent >= 0 && links.parent[row] !== parent) before = row
    else {
      if (before < 0) first[netuid] = next
      else links.next[before] = next
      links.netuid[row] = 0
    }
    row = next
  }
}

/** Remember what a parent asked for until an epoch at or after `due`; it replaces what waits already. */
export function setChildrenLater(
  world: World,
  netuid: number,
  parent: number,
  children: readonly Child[],
  due: number,
): void {
  const found = pendingRow(world, netuid, parent)
  const row = found >= 0 ? found : freeRow(world, pendingChildren, used.of(world).pending)
  const pending = pendingChildren.of(world)
  pending.netuid[row] = netuid
  pending.parent[row] = parent
  pending.due[row] = due
  pending.count[row] = children.length
  children.forEach(({ hotkey, part }, k) => {
    pending[`child${k}` as 'child0'][row] = hotkey
    pending[`part${k}` as 'part0'][row] = part
  })
}

function pendingRow(world: World, netuid: number, parent: number): number {
  const pending = pendingChildren.of(world)
  const rows = used.of(world).pending[0]
  for (let row = 0; row < rows; row++) {
    if (pending.netuid[row] === netuid && pending.parent[row] === parent) return row
  }
  return -1
}

/**
 * After an epoch: children whose cool-down is over come into force.
 *
 * Source: pallets/subtensor/src/coinbase/block_step.rs, try_set_pending_children; staking/set_children.rs,
 * do_set_pending_children, 14bc6f9f
 */
export function applyPendingChildren(world: World, netuid: number): void {
  const pending = pendingChildren.of(world)
  const rows = used.of(world).pending[0]
  for (let row = 0; row < rows; row++) {
    if (pending.netuid[row] !== netuid || pending.due[row] > world.block) continue
    const children: Child[] = []
    for (let k = 0; k < pending.count[row]; k++) {
      children.push({
        hotkey: pending[`child${k}` as 'child0'][row],
        part: pending[`part${k}` as 'part0'][row],
      })
    }
    pending.netuid[row] = 0
    setChildrenNow(world, netuid, pending.parent[row], children)
  }
}

/** A netuid was freed: no one lends anything there. */
export function forgetChildren(world: World, netuid: number): void {
  removeLinks(world, netuid, -1)
  const pending = pendingChildren.of(world)
  for (let row = 0; row < pending.netuid.length; row++)
    if (pending.netuid[row] === netuid) pending.netuid[row] = 0
}
