import { f64, i32, u16 } from '../state/columns.js'
import { perRow, perSubnet, type World } from '../state/world.js'
import {
  MAX_SQRT_PRICE,
  MAX_TICK,
  MIN_SQRT_PRICE,
  MIN_TICK,
  positionAlpha,
  positionTao,
  sqrtPriceOfTick,
} from './concentrated-math.js'
import { BUY, type Injection, type Side } from './market.js'

/** Least liquidity of a user's position. Source: pallets/swap, MinimumLiquidity, v3.4.7-422 */
export const MINIMUM_LIQUIDITY = 1_000
/** Rows for users' positions, over all pools. */
const ROWS = 1_024

/** The memory of each pool. */
export const poolColumns = perSubnet('concentrated', {
  sqrtPrice: f64('sqrt(TAO/alpha)', 'AlphaSqrtPrice: square root of the price'),
  liquidity: f64('RAO', "the protocol's own liquidity, over the full range"),
  scrapTao: f64('RAO', 'injected TAO that the price could not pair'),
  scrapAlpha: f64('RAO of alpha', 'injected alpha that the price could not pair'),
  feeTao: f64('RAO', 'fees in TAO that the next injection makes liquidity'),
  feeAlpha: f64('RAO of alpha', 'fees in alpha that the next injection makes liquidity'),
  positions: u16('count', "users' positions in this pool"),
})

/** Users' positions. A row whose netuid is 0 is free. */
export const positionColumns = perRow('concentrated-positions', ROWS, {
  netuid: u16('netuid', 'pool of the position, 0 for a free row'),
  coldkey: i32('row', 'owner', -1),
  low: i32('tick', 'lower end of its range'),
  high: i32('tick', 'upper end of its range'),
  liquidity: f64('RAO', 'liquidity inside the range'),
})

/**
 * Open a position; its row, -1 if it is refused (range, liquidity, or no row free). `need` is what it must bring: the
 * caller moves it into the reserves.
 *
 * Source: pallets/swap/src/pallet/impls.rs, do_add_liquidity, v3.4.7-422
 */
export function addPosition(
  world: World,
  netuid: number,
  coldkey: number,
  low: number,
  high: number,
  liquidity: number,
  need: Injection,
): number {
  const rows = positionColumns.of(world)
  const row = rows.netuid.indexOf(0)
  if (row < 0 || low >= high || low < MIN_TICK || high > MAX_TICK || liquidity < MINIMUM_LIQUIDITY) return -1
  rows.netuid[row] = netuid
  rows.coldkey[row] = coldkey
  rows.low[row] = low
  rows.high[row] = high
  rows.liquidity[row] = liquidity
  poolColumns.of(world).positions[netuid]++
  positionTokens(world, row, need)
  return row
}

/** Close a position. `freed` is what it holds at the price of now: the caller takes it out of the reserves. */
export function removePosition(world: World, row: number, freed: Injection): void {
  const rows = positionColumns.of(world)
  positionTokens(world, row, freed)
  poolColumns.of(world).positions[rows.netuid[row]]--
  rows.netuid[row] = 0
  rows.coldkey[row] = -1
  rows.liquidity[row] = 0
}

/** What a position holds at the price of now. */
export function positionTokens(world: World, row: number, out: Injection): void {
  const { netuid, low, high, liquidity } = positionColumns.of(world)
  const P = poolColumns.of(world).sqrtPrice[netuid[row]]
  const a = sqrtPriceOfTick(low[row])
  const b = sqrtPriceOfTick(high[row])
  out.tao = positionTao(liquidity[row], P, a, b)
  out.alpha = positionAlpha(liquidity[row], P, a, b)
}

/** Liquidity that a trade meets at P: a range counts on the side the trade moves into. */
export function activeLiquidity(world: World, netuid: number, P: number, side: Side): number {
  const pool = poolColumns.of(world)
  let sum = pool.liquidity[netuid]
  if (pool.positions[netuid] === 0) return sum
  const rows = positionColumns.of(world)
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] !== netuid) continue
    const a = sqrtPriceOfTick(rows.low[row])
    const b = sqrtPriceOfTick(rows.high[row])
    if (side === BUY ? a <= P && P < b : a < P && P <= b) sum += rows.liquidity[row]
  }
  return sum
}

/** Nearest end of a range in the direction of the trade; the end of the full range if there is none. */
export function nearestEdge(world: World, netuid: number, P: number, side: Side): number {
  let edge = side === BUY ? MAX_SQRT_PRICE : MIN_SQRT_PRICE
  if (poolColumns.of(world).positions[netuid] === 0) return edge
  const rows = positionColumns.of(world)
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] !== netuid) continue
    const a = sqrtPriceOfTick(rows.low[row])
    const b = sqrtPriceOfTick(rows.high[row])
    if (side === BUY) {
      if (a > P && a < edge) edge = a
      if (b > P && b < edge) edge = b
    } else {
      if (a < P && a > edge) edge = a
      if (b < P && b > edge) edge = b
    }
  }
  return edge
}
