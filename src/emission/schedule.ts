import type { Card } from '../card.js'
import type { World } from '../state/world.js'

/** When a subnet's epoch runs. Times in blocks; the caller keeps LastEpochBlock. */
export interface EpochSchedule extends Card {
  /** Whether MaxEpochsPerBlock holds: due subnets beyond it wait for the next block. */
  readonly capped: boolean
  /**
   * The epoch's number goes up in the block in which it is due, before it runs (SubnetEpochIndex), so that commits of the
   * epoch before are opened to it; else in the block after.
   */
  readonly indexLeads: boolean
  /** Whether the subnet's epoch is due in this block. */
  isDue(block: number, netuid: number, tempo: number, lastEpochBlock: number): boolean
  /** Blocks until the subnet's next epoch, 0 if it is due now; Infinity if it never comes (tempo 0). */
  blocksUntilNext(block: number, netuid: number, tempo: number, lastEpochBlock: number): number
  /** LastEpochBlock of a subnet born in this block. */
  lastEpochOfNewborn(block: number, netuid: number, tempo: number): number
  /** Bring the state over from the schedule before; `null` at genesis. */
  enter(world: World, previous: EpochSchedule | null): void
}

/**
 * Period tempo + 1, at a phase set by the netuid:   blocks until next = tempo - (block + netuid + 1) mod (tempo + 1)
 *
 * An epoch is due where that is 0. All epochs due in a block run. In force to v3.4.7.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, blocks_until_next_epoch, should_run_epoch, v3.4.7-422. The comment
 * there says due where the remainder is 0; the code says where it equals the tempo, and the code counts.
 */
export const moduloSchedule: EpochSchedule = {
  id: 'modulo',
  summary: 'Every tempo + 1 blocks, at a phase set by the netuid',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, blocks_until_next_epoch, v3.4.7-422',
  status: 'retired',
  capped: false,
  indexLeads: false,
  isDue: (block, netuid, tempo) => moduloWait(block, netuid, tempo) === 0,
  blocksUntilNext: moduloWait,
  lastEpochOfNewborn: (block) => block,
  enter() {},
}

function moduloWait(block: number, netuid: number, tempo: number): number {
  return tempo === 0 ? Number.POSITIVE_INFINITY : tempo - ((block + netuid + 1) % (tempo + 1))
}

/**
 * Period tempo, counted from the last epoch:   due where block - LastEpochBlock >= tempo
 *
 * At most MaxEpochsPerBlock (2) epochs run in a block; a subnet that waits stays due. The caller sets LastEpochBlock to the block in which
 * the epoch runs. A newborn's LastEpochBlock is now - (netuid mod tempo), which spreads the epochs. From v3.4.8 on.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, should_run_epoch, blocks_until_next_auto_epoch; subnets/subnet.rs,
 * init_new_network; migrations/migrate_dynamic_tempo.rs, 14bc6f9f
 * Differs: an owner's trigger (PendingEpochAt) and the safety net after a change of tempo are left out.
 */
export const statefulSchedule: EpochSchedule = {
  id: 'stateful',
  summary: 'Every tempo blocks from the last epoch, at most two epochs in a block',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, should_run_epoch, 14bc6f9f',
  status: 'mainnet',
  capped: true,
  indexLeads: true,
  isDue: (block, _netuid, tempo, lastEpochBlock) => tempo > 0 && block - lastEpochBlock >= tempo,
  blocksUntilNext: (block, _netuid, tempo, lastEpochBlock) =>
    tempo > 0 ? Math.max(0, lastEpochBlock + tempo - block) : Number.POSITIVE_INFINITY,
  lastEpochOfNewborn: (block, netuid, tempo) => Math.max(0, block - (netuid % Math.max(1, tempo))),
  enter(world, previous) {
    if (previous?.id !== moduloSchedule.id) return
    // the next epoch comes when the old schedule would have run it
    const { tempo, lastEpochBlock } = world.subnets
    for (const netuid of world.netuids) {
      if (tempo[netuid] === 0) continue
      const wait = moduloWait(world.block, netuid, tempo[netuid])
      lastEpochBlock[netuid] = Math.max(0, world.block - (tempo[netuid] - wait))
    }
  },
}
