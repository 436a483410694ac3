import type { World } from '../state/world.js'
import * as math from './balancer-math.js'
import { BUY, Fill } from './market.js'

/**
 * The weighted pool for a block's own business: one loop over the columns of all pools instead of a call for each. The
 * formulas are those of balancer-math.ts; what is out of the ordinary goes there.
 */

// Names of this file's own: a loop that calls an imported one asks for it anew in every round.
const { PART, DEFAULT_BUY_LIMIT, paidFraction, quoteBalancer, tiltAfterInjection } = math

const fill = new Fill()

/** Spot prices, TAO per alpha, of `count` netuids. The same as `balancerPrice` of each. */
export function balancerPrices(
  { subnets }: World,
  tilt: Float64Array,
  rows: Uint16Array,
  count: number,
  out: Float64Array,
): void {
  const { taoReserve, alphaReserve } = subnets
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const x = alphaReserve[n]
    const t = tilt[n] * PART
    out[n] = x > 0 ? ((0.5 - t) / (0.5 + t)) * (taoReserve[n] / x) : 0
  }
}

/**
 * What a chain buy of `tao` RAO would do to each pool: no fee, no limit of its own. A refused one pays and buys 0.
 *
 * The same as `quoteBalancer` of each, which is asked wherever a guard or the default limit could matter.
 *
 * @param paid, bought  written by netuid, whole RAO
 */
export function balancerBuys(
  { subnets }: World,
  tilt: Float64Array,
  rows: Uint16Array,
  count: number,
  tao: Float64Array,
  minimumReserve: number,
  paid: Float64Array,
  bought: Float64Array,
): void {
  const { taoReserve, alphaReserve } = subnets
  // far below the default limit, so that not even a buy that doubles the price twice meets it
  const near = DEFAULT_BUY_LIMIT / 8
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const amount = tao[n]
    if (amount === 0) {
      paid[n] = 0
      bought[n] = 0
      continue
    }
    const x = alphaReserve[n]
    const y = taoReserve[n]
    const t = tilt[n] * PART
    const w1 = 0.5 - t
    if (x < minimumReserve || amount > 0.01 * y || w1 * y >= near * (0.5 + t) * x) {
      buyGuarded(alphaReserve, taoReserve, tilt, n, amount, minimumReserve, paid, bought)
      continue
    }
    const out = Math.floor(x * paidFraction(amount / y, (2 * t) / w1))
    paid[n] = out > 0 ? amount : 0
    bought[n] = out
  }
}

function buyGuarded(
  alphaReserve: Float64Array,
  taoReserve: Float64Array,
  tilt: Float64Array,
  n: number,
  amount: number,
  minimumReserve: number,
  paid: Float64Array,
  bought: Float64Array,
): void {
  const limit = Number.POSITIVE_INFINITY
  quoteBalancer(alphaReserve, taoReserve, tilt, n, BUY, amount, limit, 0, minimumReserve, fill)
  paid[n] = fill.refusal === 0 ? fill.paidIn : 0
  bought[n] = fill.refusal === 0 ? fill.paidOut : 0
}

/**
 * Let the weights take in injections. Where a weight would leave its range nothing is taken and the netuid is listed.
 *
 * @param tao, alpha   offered, by netuid, RAO
 * @param refused      netuids whose weights refused        @returns how many those are
 */
export function balancerInjections(
  { subnets }: World,
  tilt: Float64Array,
  rows: Uint16Array,
  count: number,
  tao: Float64Array,
  alpha: Float64Array,
  refused: Uint16Array,
): number {
  const { taoReserve, alphaReserve } = subnets
  let found = 0
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const next = tiltAfterInjection(alphaReserve[n], taoReserve[n], tilt[n], alpha[n], tao[n])
    if (Number.isNaN(next)) refused[found++] = n
    else tilt[n] = next
  }
  return found
}
