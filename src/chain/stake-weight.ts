import type { World } from '../state/world.js'
import { anyLinks } from './children/family.js'
import { afterLending } from './children/inherit.js'
import { lending } from './children/lending.js'

let scratchAlpha = new Float64Array(0)
let scratchRoot = new Float64Array(0)

/**
 * Stake weight of every UID of a subnet, RAO: alpha of its hotkey plus weighted root TAO, after lending to children.
 *
 *   total_i = A_i + tao_weight T_i        A, T  own, less what is lent, plus what is borrowed
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, get_stake_weights_for_network, 14bc6f9f.
 *
 * @param out by uid; rows past `neuronCount` are left alone
 */
export function stakeWeights(world: World, netuid: number, taoWeight: number, out: Float64Array): void {
  const { alphaPool, hotkey } = world.neurons
  const { total } = world.sharePools
  const { rootPool } = world.hotkeys
  const base = netuid * world.stride
  const n = world.subnets.neuronCount[netuid]
  if (anyLinks(world, netuid)) {
    lentWeights(world, netuid, taoWeight, out)
    return
  }
  for (let uid = 0; uid < n; uid++) {
    const pool = alphaPool[base + uid]
    const root = rootPool[hotkey[base + uid]]
    out[uid] = Math.floor((pool < 0 ? 0 : total[pool]) + (root < 0 ? 0 : taoWeight * total[root]))
  }
}

/** The same where someone lends. */
function lentWeights(world: World, netuid: number, taoWeight: number, out: Float64Array): void {
  if (scratchAlpha.length < world.stride) {
    scratchAlpha = new Float64Array(world.stride)
    scratchRoot = new Float64Array(world.stride)
  }
  lending(world, netuid, scratchAlpha, scratchRoot)
  const { alphaPool, hotkey } = world.neurons
  const { total } = world.sharePools
  const { rootPool } = world.hotkeys
  const base = netuid * world.stride
  const n = world.subnets.neuronCount[netuid]
  for (let uid = 0; uid < n; uid++) {
    const pool = alphaPool[base + uid]
    const root = rootPool[hotkey[base + uid]]
    const alpha = afterLending(pool < 0 ? 0 : total[pool], 0, scratchAlpha[uid])
    const tao = afterLending(root < 0 ? 0 : total[root], 0, scratchRoot[uid])
    out[uid] = Math.floor(alpha + taoWeight * tao)
  }
}
