import type { InjectionRule, SplitTable } from '../emission.js'
import { floor32 } from '../grid32.js'
import { rootCapped } from './root-capped.js'

/** One entry for every netuid there can be. */
const scratchOrder = new Uint16Array(65_536)
const scratchRoom = new Float64Array(65_536)

/**
 * A cap on chain buys, and a place for what exceeds it:   cap_i = (A - cut) 1/2 (1 - b_i) p
 *
 * A  alpha emission        cut  owner's part of it        b  withheld part of miner emission        p  spot price
 * A subnet buys min(excess, cap). The rest of all subnets is pooled and placed, the largest emission first (ties: lower
 * netuid), with subnets that still have buying room: first as injection up to rho A p, then as a buy up to the cap. What
 * finds no place goes to the subnets' reservoirs in proportion to their emission; the last one takes the rounding.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, 9c2f167f (pull requests 3012, 3017; never live)
 * Differs: computed in real numbers and floored; the branch rounds in fixed point, within 3 RAO a subnet.
 */
export const chainBuyCap: InjectionRule = {
  id: 'chain-buy-cap',
  summary:
    'As root-capped; a chain buy is at most half the alpha left to miners, the surplus goes to other subnets',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, 9c2f167f',
  status: 'proposal',
  excessIssued: true,
  buysFirst: false,
  terms: rootCapped.terms,
  respread(world, emitting, count, params, split) {
    const { minerBurned, ownerCutEnabled } = world.subnets
    const { excess, alphaEmission, price } = split
    let pooled = 0
    for (let k = 0; k < count; k++) {
      const i = emitting[k]
      const left = alphaEmission[i] * (ownerCutEnabled[i] ? 1 - params.ownerCut : 1)
      const cap = Math.floor(left * 0.5 * (1 - Math.min(minerBurned[i], 1)) * floor32(price[i]))
      const bought = Math.min(excess[i], cap)
      pooled += excess[i] - bought
      excess[i] = bought
      scratchRoom[i] = cap - bought
    }
    if (pooled > 0) pooled = place(emitting, count, pooled, split)
    if (pooled > 0) store(emitting, count, pooled, split)
  },
}

/** Place pooled TAO with subnets that have buying room; what is left over. */
function place(emitting: Uint16Array, count: number, pooled: number, split: SplitTable): number {
  const { price, alphaEmission, rootProportion, taoIn, alphaIn, excess } = split
  byEmission(emitting, count, split.emission)
  let rest = pooled
  for (let k = 0; k < count && rest > 0; k++) {
    const i = scratchOrder[k]
    if (scratchRoom[i] <= 0) continue
    const p = floor32(price[i])
    const room = Math.max(0, Math.floor(rootProportion[i] * alphaEmission[i] * p) - taoIn[i])
    const injected = Math.min(rest, room)
    taoIn[i] += injected
    if (p > 0) alphaIn[i] += Math.floor(injected / p)
    rest -= injected
    const bought = Math.min(rest, scratchRoom[i])
    excess[i] += bought
    rest -= bought
  }
  return rest
}

/** Let TAO wait beside the pools, in proportion to emission. */
function store(emitting: Uint16Array, count: number, unplaced: number, split: SplitTable): void {
  const { emission, reservoir } = split
  let total = 0
  for (let k = 0; k < count; k++) total += emission[emitting[k]]
  let rest = unplaced
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    const part = k === count - 1 ? rest : Math.floor((unplaced * emission[i]) / total)
    reservoir[i] += part
    rest -= part
  }
}

/** Netuids into `scratchOrder`, largest emission first, ties in ascending order: insertion, no allocation. */
function byEmission(emitting: Uint16Array, count: number, emission: Float64Array): void {
  for (let k = 0; k < count; k++) {
    const netuid = emitting[k]
    let at = k
    while (at > 0 && emission[scratchOrder[at - 1]] < emission[netuid]) {
      scratchOrder[at] = scratchOrder[at - 1]
      at--
    }
    scratchOrder[at] = netuid
  }
}
