import { f64 } from '../state/columns.js'
import { perSubnet, type World } from '../state/world.js'
import { balancerBuys, balancerInjections, balancerPrices } from './balancer-bulk.js'
import {
  balancerPrice,
  MAX_TILT,
  PART,
  quoteBalancer,
  tiltAfterInjection,
  tiltFromPrice,
} from './balancer-math.js'
import { isConcentrated } from './concentrated.js'
import { poolColumns } from './concentrated-positions.js'
import type { BulkMarket, Injection, Market } from './market.js'

/** The one memory of a weighted pool. Both regimes share it, so that the weights outlive the change of regime. */
export const balancerColumns = perSubnet('balancer', {
  tilt: f64('1e-18', 'weight of TAO in the pool (SwapBalancer.quote) less one half, in whole parts'),
})

/** The weight of TAO as the chain stores it, whole parts of 1e-18. */
export const taoWeightParts = (world: World, netuid: number): bigint =>
  BigInt(balancerColumns.of(world).tilt[netuid]) + HALF

/** Set the stored weight itself, as read from the chain; a double would lose its last two digits. */
export function setTaoWeightParts(world: World, netuid: number, parts: bigint): void {
  balancerColumns.of(world).tilt[netuid] = Number(parts - HALF)
}
const HALF = 500_000_000_000_000_000n

/** A swap is refused where the output side holds less, RAO. */
const MINIMUM_RESERVE = 1_000_000

const bulk: BulkMarket = {
  prices(world, rows, count, out) {
    balancerPrices(world, balancerColumns.of(world).tilt, rows, count, out)
  },
  buys(world, rows, count, tao, paid, bought) {
    const { tilt } = balancerColumns.of(world)
    balancerBuys(world, tilt, rows, count, tao, MINIMUM_RESERVE, paid, bought)
  },
  injections(world, rows, count, tao, alpha, refused) {
    return balancerInjections(world, balancerColumns.of(world).tilt, rows, count, tao, alpha, refused)
  },
}

/** Take both amounts or neither; whether they were taken. The weights follow. */
function take(world: World, netuid: number, tao: number, alpha: number): boolean {
  const { taoReserve, alphaReserve } = world.subnets
  const { tilt } = balancerColumns.of(world)
  const next = tiltAfterInjection(alphaReserve[netuid], taoReserve[netuid], tilt[netuid], alpha, tao)
  if (Number.isNaN(next)) return false
  tilt[netuid] = next
  return true
}

const shared = {
  feesTo: 'author',
  minimumReserve: MINIMUM_RESERVE,
  bulk,
  price(world: World, netuid: number): number {
    const { taoReserve, alphaReserve } = world.subnets
    return balancerPrice(alphaReserve[netuid], taoReserve[netuid], balancerColumns.of(world).tilt[netuid])
  },
  taoWeight(world: World, netuid: number): number {
    return 0.5 + balancerColumns.of(world).tilt[netuid] * PART
  },
  settle(): void {}, // buys and sells never change weights
  open(world: World, netuid: number, taoWeight = 0.5): void {
    const tilt = Math.round((taoWeight - 0.5) / PART)
    balancerColumns.of(world).tilt[netuid] = Math.abs(tilt) <= MAX_TILT ? tilt : 0
  },
  /** Weights that keep each pool's last price. Source: pallets/swap/src/migrations/migrate_swapv3_to_balancer.rs, v3.4.8 */
  enter(world: World, previous: Market | null): void {
    if (previous === null || previous === balancer || previous === balancerReservoirs) return
    const { taoReserve, alphaReserve } = world.subnets
    const { tilt } = balancerColumns.of(world)
    const { sqrtPrice } = poolColumns.of(world)
    for (const netuid of world.netuids) {
      const square = sqrtPrice[netuid] * sqrtPrice[netuid] // what `price` shows is cut to 32 bits
      const price = isConcentrated(previous) ? square : previous.price(world, netuid)
      tilt[netuid] = tiltFromPrice(alphaReserve[netuid], taoReserve[netuid], price)
    }
  },
} as const

const quote: Market['quote'] = (world, netuid, side, amount, limit, feeRate, fill) => {
  const { taoReserve, alphaReserve } = world.subnets
  const { tilt } = balancerColumns.of(world)
  quoteBalancer(alphaReserve, taoReserve, tilt, netuid, side, amount, limit, feeRate, MINIMUM_RESERVE, fill)
}

/**
 * Weighted pool as it first ran: weights take in the injection before the chain buys; what they refuse is dropped.
 */
export const balancer: Market = {
  ...shared,
  id: 'balancer',
  summary: 'Weighted pool: an injection moves the weights, never the price; refused injections are dropped.',
  source: 'pallets/swap/src/pallet/{balancer,swap_step,impls}.rs, v3.4.8-423 to 14bc6f9f',
  status: 'mainnet',
  chainBuy: 'after-injection',
  quote,
  inject(world, netuid, tao, alpha, accepted) {
    const taken = take(world, netuid, tao, alpha)
    accepted.tao = taken ? tao : 0
    accepted.alpha = taken ? alpha : 0
  },
}

/**
 * Weighted pool with reservoirs: the chain buys first; what the weights refuse waits, and is offered again with the
 * next block's amounts. Both amounts are tried, then alpha alone, then TAO alone.
 */
export const balancerReservoirs: Market = {
  ...shared,
  id: 'balancer-reservoirs',
  summary: 'Weighted pool; the chain buys before the injection, and refused amounts wait in reservoirs.',
  source: 'pallets/swap/src/pallet/impls.rs, adjust_protocol_liquidity, 63369449; coinbase order of spec 475',
  status: 'mainnet',
  chainBuy: 'before-injection',
  quote,
  inject(world, netuid, tao, alpha, accepted) {
    accepted.tao = 0
    accepted.alpha = 0
    if (take(world, netuid, tao, alpha)) accept(accepted, tao, alpha)
    else if (alpha > 0 && take(world, netuid, 0, alpha)) accept(accepted, 0, alpha)
    else if (tao > 0 && take(world, netuid, tao, 0)) accept(accepted, tao, 0)
  },
}

function accept(accepted: Injection, tao: number, alpha: number): void {
  accepted.tao = tao
  accepted.alpha = alpha
}
