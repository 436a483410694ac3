import { REFUSAL } from '../refusal.js'
import { BUY, type Fill, type Market, type Side } from './market.js'
import { refuse } from './refuse.js'

/**
 * The first pools: x y = k.
 *
 *   buy d:  o = floor(x d / (y + d))        sell d:  o = floor(y d / (x + d))        p = y / x
 *
 * A swap that would leave fewer than 10,000,000 RAO on the output side is refused. An injection adds to the
 * reserves, and moves the price where it is not in proportion.
 *
 * Differs: the chain cuts k / (y + d) at 18 fractional bits, which may pay one RAO more.
 * Source: pallets/subtensor/src/staking/stake_utils.rs, sim_swap_tao_for_alpha, sim_swap_alpha_for_tao, v2.0.4
 */

/** RAO that the output side keeps at least. Source: DefaultMinimumPoolLiquidity, v2.0.4 */
export const MINIMUM_POOL_LIQUIDITY = 10_000_000
/** Flat fee of a user's swap, RAO of TAO; it stays in the pool. Source: DefaultStakingFee, v2.0.4 */
export const FLAT_FEE = 50_000

/** Output of a net input, whole RAO; -1 if the pool would run dry. */
export function constantProductOut(input: number, output: number, net: number, keep: number): number {
  const left = (output / (input + net)) * input
  return left < keep ? -1 : Math.floor((output * net) / (input + net))
}

/** Largest input at which the price stays within a limit: sqrt(k p') - y for a buy, sqrt(k / p') - x for a sell. */
export function constantProductInputTo(x: number, y: number, side: Side, limit: number): number {
  const most = side === BUY ? y * (Math.sqrt((limit * x) / y) - 1) : x * (Math.sqrt(y / (limit * x)) - 1)
  return Math.max(0, Math.floor(most))
}

/**
 * A user's purchase: the flat fee is set aside first, and joins the TAO reserve after the swap.
 * `paidIn` holds all of the stake, since all of it ends in the pool.
 * Source: pallets/subtensor/src/staking/stake_utils.rs, stake_into_subnet, v2.0.4
 */
export function addStakeWithFlatFee(
  x: number,
  y: number,
  stake: number,
  flatFee: number,
  keep: number,
  fill: Fill,
): void {
  const net = Math.max(0, stake - flatFee)
  const out = constantProductOut(y, x, net, keep)
  if (out < 0 || (net > 0 && out === 0)) refuse(fill, REFUSAL['insufficient-liquidity'])
  else write(fill, stake, out)
}

/** A user's sale: the flat fee is taken from the TAO received, which is to say that the pool keeps it. */
export function removeStakeWithFlatFee(
  x: number,
  y: number,
  alpha: number,
  flatFee: number,
  keep: number,
  fill: Fill,
): void {
  const out = constantProductOut(x, y, alpha, keep)
  if (out < 0 || (alpha > 0 && out === 0)) refuse(fill, REFUSAL['insufficient-liquidity'])
  else write(fill, alpha, Math.max(0, out - flatFee))
}

/**
 * Fee of an unstake from v2.0.8 on:   max(50000, E q, 0.00005 E)
 *
 * @param estimate  E: TAO that the alpha would fetch, RAO
 * @param yieldOf   q: the hotkey's alpha dividends of its last epoch over its alpha then
 * Source: pallets/subtensor/src/staking, unstaking fee, v2.0.8
 */
export function unstakeFee(estimate: number, yieldOf: number): number {
  return Math.max(FLAT_FEE, Math.floor(estimate * yieldOf), Math.floor(estimate * 0.00005))
}

function write(fill: Fill, paidIn: number, paidOut: number): void {
  fill.refusal = 0
  fill.paidIn = paidIn
  fill.paidOut = paidOut
  fill.fee = 0
  fill.stopped = 0
}

/**
 * A rate above 0 marks a user's trade: it pays the flat fee of the era, whatever the rate. The fee stays in the pool,
 * so `fill.fee` (which leaves it) is 0.
 */
export const constantProduct: Market = {
  id: 'constant-product',
  summary: 'Constant product of the two reserves, with a flat fee that stays in the pool.',
  source: 'pallets/subtensor/src/staking/stake_utils.rs, v2.0.0 to v3.1.5',
  status: 'retired',
  chainBuy: 'before-injection',
  feesTo: 'pool', // and inside `paidIn` and `paidOut` already: the flat fee is TAO on either side
  minimumReserve: MINIMUM_POOL_LIQUIDITY,
  price(world, netuid) {
    const x = world.subnets.alphaReserve[netuid]
    return x > 0 ? world.subnets.taoReserve[netuid] / x : 0
  },
  taoWeight: () => 0.5,
  quote(world, netuid, side, amount, limit, feeRate, fill) {
    const x = world.subnets.alphaReserve[netuid]
    const y = world.subnets.taoReserve[netuid]
    const limited = side === BUY ? limit !== Number.POSITIVE_INFINITY : limit !== 0
    const price = x > 0 ? y / x : 0
    if (limited && (side === BUY ? price >= limit : price <= limit)) {
      refuse(fill, REFUSAL['price-limit-exceeded'])
      return
    }
    const taken = limited ? Math.min(amount, constantProductInputTo(x, y, side, limit)) : amount
    const flatFee = feeRate > 0 ? FLAT_FEE : 0
    if (side === BUY) addStakeWithFlatFee(x, y, taken, flatFee, MINIMUM_POOL_LIQUIDITY, fill)
    else removeStakeWithFlatFee(x, y, taken, flatFee, MINIMUM_POOL_LIQUIDITY, fill)
    if (fill.refusal === 0 && taken < amount) fill.stopped = 1
  },
  settle() {},
  inject(_world, _netuid, tao, alpha, accepted) {
    accepted.tao = tao
    accepted.alpha = alpha
  },
  open() {},
  enter() {},
}
