import { i32, u16, u32 } from '../../state/columns.js'
import { perRow, perSubnet, type World } from '../../state/world.js'
import { freeRow } from '../free-row.js'

/** What becomes of a coldkey's root dividends. Source: pallets/subtensor/src/staking/claim_root.rs, RootClaimTypeEnum, 14bc6f9f. */
export const SWAP = 0
export const KEEP = 1
/** Kept on the subnets it has named, sold on the others. */
export const KEEP_SUBNETS = 2

/** One row per subnet on which a coldkey keeps its dividends, a list by subnet. */
const choices = perRow('chain/claim-choices', 16, {
  netuid: u16('netuid', 'subnet whose dividends are kept, 0 free row'),
  coldkey: i32('row', 'who keeps them', -1),
  next: i32('row', 'next choice for the subnet, -1 end', -1),
})
const heads = perSubnet('chain/claim-choice-heads', { first: i32('row', 'first choice, -1 none', -1) })
const used = perRow('chain/claim-choice-rows', 1, { choices: u32('rows', 'rows that were ever used') })

/** Whether a coldkey's dividends of a subnet are kept as alpha rather than sold. */
export function keeps(world: World, coldkey: number, netuid: number): boolean {
  const mode = world.coldkeys.claimMode[coldkey]
  return mode === KEEP_SUBNETS ? rowOf(world, coldkey, netuid) >= 0 : mode === KEEP
}

function rowOf(world: World, coldkey: number, netuid: number): number {
  const table = choices.of(world)
  let row = heads.of(world).first[netuid]
  while (row >= 0 && table.coldkey[row] !== coldkey) row = table.next[row]
  return row
}

/** Name a subnet as one to keep, or no longer. */
export function choose(world: World, coldkey: number, netuid: number, keep: boolean): void {
  const found = rowOf(world, coldkey, netuid)
  const { first } = heads.of(world)
  if (keep && found < 0) {
    const row = freeRow(world, choices, used.of(world).choices)
    const table = choices.of(world)
    table.netuid[row] = netuid
    table.coldkey[row] = coldkey
    table.next[row] = first[netuid]
    first[netuid] = row
  } else if (!keep && found >= 0) {
    const { next, netuid: on } = choices.of(world)
    if (first[netuid] === found) first[netuid] = next[found]
    else {
      let before = first[netuid]
      while (next[before] !== found) before = next[before]
      next[before] = next[found]
    }
    on[found] = 0
  }
}
