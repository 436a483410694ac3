import type { World } from '../state/world.js'
import { quantileSorted } from '../stats/quantile.js'

/**
 * Proposal: no coldkey weighs more on a subnet than the coldkey at a given percentile of the subnet's stakers.
 *
 *   W_c = sum of the weights of c's UIDs      C = Q_p { W_c : W_c > 0 }      w'_u = w_u min(1, C / W_c(u))
 *
 * Q_p is the quantile of type 7. Stake itself, its dividends by share of the pool and the right to set weights stay as they
 * are: only what consensus reads is capped. Coldkeys are all the chain can see, so stake spread over several escapes the cap.
 *
 * Source: cap at the 88th percentile of stake proposed in arXiv 2507.02951 (abstract read only); never on the chain.
 *
 * @param percentile  p, 0..1; 1 caps nothing
 * @param weights     stake weight by uid, RAO, changed in place
 */
export function capStakes(world: World, netuid: number, percentile: number, weights: Float64Array): void {
  const { hotkey } = world.neurons
  const { owner } = world.hotkeys
  const base = netuid * world.stride
  const n = world.subnets.neuronCount[netuid]
  const held = new Map<number, number>()
  for (let uid = 0; uid < n; uid++) {
    const coldkey = owner[hotkey[base + uid]]
    if (weights[uid] > 0) held.set(coldkey, (held.get(coldkey) ?? 0) + weights[uid])
  }
  const cap = quantileSorted(Float64Array.from(held.values()).sort(), percentile)
  for (let uid = 0; uid < n; uid++) {
    const whole = held.get(owner[hotkey[base + uid]])
    if (whole !== undefined && whole > cap) weights[uid] = Math.floor((weights[uid] * cap) / whole)
  }
}
