import type { World } from '../state/world.js'

/**
 * Stake weight of every UID of a subnet, RAO: alpha of its hotkey plus weighted root TAO.
 *
 *   total_i = A_i + tao_weight T_i
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
  for (let uid = 0; uid < n; uid++) {
    const pool = alphaPool[base + uid]
    const root = rootPool[hotkey[base + uid]]
    out[uid] = Math.floor((pool < 0 ? 0 : total[pool]) + (root < 0 ? 0 : taoWeight * total[root]))
  }
}
