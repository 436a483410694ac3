import { REST } from '../state/ledger.js'
import { positionValue } from '../state/share-pools.js'
import { alphaOut, type World } from '../state/world.js'
import { ROOT } from '../units.js'
import type { RecordView } from './view.js'

/**
 * Who holds what, read off the whole state. Amounts RAO. The passive rest of a genesis is one key that stands for nobody in
 * particular: what it holds is left out of figures about wallets.
 */

/** Alpha that someone holds as stake: outside the pool less what was burned, the chain bought, or root is owed. */
export function alphaStaked(world: World, netuid: number): number {
  const { burnedAlpha, protocolAlpha, rootAlpha } = world.subnets
  return Math.max(
    0,
    alphaOut(world, netuid) - burnedAlpha[netuid] - protocolAlpha[netuid] - rootAlpha[netuid],
  )
}

/** TAO staked with each validator on root; hotkeys without are left out. */
export function rootStakes({ sharePools, count }: World): Float64Array {
  const stakes: number[] = []
  for (let pool = 0; pool < count.sharePools; pool++) {
    if (sharePools.netuid[pool] === ROOT && sharePools.total[pool] > 0) stakes.push(sharePools.total[pool])
  }
  return Float64Array.from(stakes)
}

/** What each wallet has: free TAO, root stake, and alpha at spot. Wallets with nothing are left out. */
export function wealths(view: RecordView): Float64Array {
  const { coldkeys, positions, sharePools, count } = view.world
  const found: number[] = []
  for (let key = 0; key < count.coldkeys; key++) {
    if (key <= REST) continue
    let sum = coldkeys.free[key]
    for (let p = coldkeys.firstPosition[key]; p >= 0; p = positions.nextOfColdkey[p]) {
      const netuid = sharePools.netuid[positions.pool[p]]
      sum += positionValue(view.world, p) * (netuid === ROOT ? 1 : view.price(netuid))
    }
    if (sum > 0) found.push(sum)
  }
  return Float64Array.from(found)
}

/** Alpha of each wallet on each living subnet, wallets without left out; by netuid. */
export function subnetStakes(world: World): Map<number, Float64Array> {
  const { coldkeys, positions, sharePools, count } = world
  const held = new Map<number, number[]>()
  for (const netuid of world.netuids) held.set(netuid, [])
  const own = new Map<number, number>()
  for (let key = REST + 1; key < count.coldkeys; key++) {
    own.clear()
    for (let p = coldkeys.firstPosition[key]; p >= 0; p = positions.nextOfColdkey[p]) {
      const netuid = sharePools.netuid[positions.pool[p]]
      own.set(netuid, (own.get(netuid) ?? 0) + positionValue(world, p))
    }
    for (const [netuid, alpha] of own) if (alpha > 0) held.get(netuid)?.push(alpha)
  }
  return new Map([...held].map(([netuid, alphas]) => [netuid, Float64Array.from(alphas)]))
}
