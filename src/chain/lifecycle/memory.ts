import { f64 } from '../../state/columns.js'
import { perRow, perSubnet, type World } from '../../state/world.js'

/** The last registration of a subnet, by which the next one is priced and paced. */
export const lastRegistration = perRow('chain/last-registration', 1, {
  lock: f64('RAO', 'NetworkLastLockCost: what was paid'),
  block: f64('block', 'NetworkLastRegistered: when; 0 if there was none'),
})

/** What each living subnet was paid for. */
export const subnetLocks = perSubnet('chain/subnet-locks', {
  locked: f64('RAO', 'SubnetLocked: lock paid at registration; 0 where it is not known'),
})

/** At genesis: the youngest subnet was the last one registered, for a lock that the scenario names. */
export function openLifecycle(world: World, lastLock: number): void {
  const { lock, block } = lastRegistration.of(world)
  const { registeredAt } = world.subnets
  for (const netuid of world.allNetuids) block[0] = Math.max(block[0], registeredAt[netuid])
  lock[0] = lastLock
}
