import { REFUSAL } from '../refusal.js'
import { f64 } from '../state/columns.js'
import { perSubnet, type World } from '../state/world.js'
import { DEFAULT_BUY_LIMIT, DEFAULT_SELL_LIMIT, MAX_INPUT_MULTIPLE } from './balancer-math.js'
import { feeAtStop, swapFee } from './fee.js'
import { BUY, type Market } from './market.js'
import { refuse } from './refuse.js'
import { ellipseInputTo, ellipseMaxInput, ellipseOut, ellipsePrice } from './superellipse-math.js'

const MINIMUM_RESERVE = 1_000_000

/** The curve of each pool. Rooms instead of centres: what matters is their distance, and injections leave it alone. */
export const superellipseColumns = perSubnet('superellipse', {
  alphaScale: f64('RAO of alpha', 'half axis of the ellipse along alpha (a)'),
  taoScale: f64('RAO', 'half axis of the ellipse along TAO (b)'),
  alphaRoom: f64('RAO of alpha', 'centre less reserve of alpha (X)'),
  taoRoom: f64('RAO', 'centre less reserve of TAO (Y)'),
})

/** Fit the curve to reserves and weight: the same price and the same response as a weighted pool. Source: from_weights */
function fitCurve(world: World, netuid: number, x: number, y: number, taoWeight: number): void {
  const { alphaScale, taoScale, alphaRoom, taoRoom } = superellipseColumns.of(world)
  alphaScale[netuid] = alphaRoom[netuid] = 2 * taoWeight * x
  taoScale[netuid] = taoRoom[netuid] = 2 * (1 - taoWeight) * y
}

/**
 * A quarter ellipse per pool, with a finite reach: a purchase can never take more than (sqrt 2 - 1) 2 w2 of the alpha
 * there was at the start, and injections make it no deeper.
 *
 * The reserves must move through `settle` and `inject` alone: the curve keeps its distance to them.
 */
export const superellipse: Market = {
  id: 'superellipse',
  summary:
    'Translated superellipse of exponent two: finite reach, and injections that do not deepen the pool.',
  source: 'pallets/swap/src/pallet/superellipse.rs, swap_step.rs, 0249a4a4 (RaoFoundation/subtensor)',
  status: 'proposal',
  chainBuy: 'before-injection',
  feesTo: 'author',
  minimumReserve: MINIMUM_RESERVE,

  price(world, netuid) {
    const { alphaScale, taoScale, alphaRoom, taoRoom } = superellipseColumns.of(world)
    if (world.subnets.alphaReserve[netuid] === 0) return 0
    return ellipsePrice(alphaScale[netuid], taoScale[netuid], alphaRoom[netuid], taoRoom[netuid])
  },

  taoWeight: () => 0.5,

  quote(world, netuid, side, amount, limit, feeRate, fill) {
    const { taoReserve, alphaReserve } = world.subnets
    const { alphaScale, taoScale, alphaRoom, taoRoom } = superellipseColumns.of(world)
    const buying = side === BUY
    const reserveIn = buying ? taoReserve[netuid] : alphaReserve[netuid]
    const reserveOut = buying ? alphaReserve[netuid] : taoReserve[netuid]
    const fee = feeRate === 0 ? 0 : swapFee(amount, feeRate)
    const net = amount - fee
    const price = superellipse.price(world, netuid)
    const none = buying ? limit === Number.POSITIVE_INFINITY : limit === 0
    const bound = none ? (buying ? DEFAULT_BUY_LIMIT : DEFAULT_SELL_LIMIT) : limit
    let code = 0
    if (net > MAX_INPUT_MULTIPLE * reserveIn) code = REFUSAL['swap-input-too-large']
    else if (reserveOut < MINIMUM_RESERVE) code = REFUSAL['reserves-too-low']
    else if (buying ? price >= bound : price <= bound) code = REFUSAL['price-limit-exceeded']
    if (code > 0) {
      refuse(fill, code)
      return
    }
    const a = alphaScale[netuid]
    const b = taoScale[netuid]
    const X = alphaRoom[netuid]
    const Y = taoRoom[netuid]
    const most = buying
      ? Math.min(
          ellipseMaxInput(Y, X, b, a, reserveOut, MINIMUM_RESERVE),
          ellipseInputTo(Y, X, b, a, (bound * a) / b),
        )
      : Math.min(
          ellipseMaxInput(X, Y, a, b, reserveOut, MINIMUM_RESERVE),
          ellipseInputTo(X, Y, a, b, b / (bound * a)),
        )
    fill.refusal = 0
    fill.stopped = most < net ? 1 : 0
    fill.paidIn = Math.min(net, most)
    fill.paidOut = buying ? ellipseOut(Y, X, b, a, fill.paidIn) : ellipseOut(X, Y, a, b, fill.paidIn)
    fill.fee = most < net && feeRate > 0 ? feeAtStop(most, feeRate) : fee
    if (fill.paidIn > 0 && fill.paidOut === 0) refuse(fill, REFUSAL['reserves-too-low'])
  },

  settle(world, netuid, side, fill) {
    const { alphaRoom, taoRoom } = superellipseColumns.of(world)
    alphaRoom[netuid] += side === BUY ? fill.paidOut : -fill.paidIn
    taoRoom[netuid] += side === BUY ? -fill.paidIn : fill.paidOut
  },

  /** The centre moves along; a pool with an empty side waits until both can begin. Source: impls.rs, adjust_protocol_liquidity */
  inject(world, netuid, tao, alpha, accepted) {
    const x = world.subnets.alphaReserve[netuid]
    const y = world.subnets.taoReserve[netuid]
    const funded = x + alpha > 0 && y + tao > 0
    if (funded && (x === 0 || y === 0)) fitCurve(world, netuid, x + alpha, y + tao, 0.5)
    accepted.tao = funded ? tao : 0
    accepted.alpha = funded ? alpha : 0
  },

  open(world, netuid, taoWeight = 0.5) {
    fitCurve(world, netuid, world.subnets.alphaReserve[netuid], world.subnets.taoReserve[netuid], taoWeight)
  },

  /** Each pool keeps its price, and its response where it was weighted: w2 = y / (y + x p). Source: from_price, migration 29005cb7 */
  enter(world, previous) {
    if (previous === null || previous === superellipse) return
    for (const netuid of world.netuids) {
      const x = world.subnets.alphaReserve[netuid]
      const y = world.subnets.taoReserve[netuid]
      const worth = x * previous.price(world, netuid)
      fitCurve(world, netuid, x, y, worth > 0 ? y / (y + worth) : 0.5)
    }
  },
}
