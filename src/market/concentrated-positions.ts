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
/** Rows for users' positions, over all pools: a limit of this model. */
export const ROWS = 1_024

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
  feeTao: f64('RAO', 'fees in TAO that it has earned and not yet collected'),
  feeAlpha: f64('RAO of alpha', 'fees in alpha that it has earned and not yet collected'),
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
  if (row < 0 || !isRange(low, high) || liquidity < MINIMUM_LIQUIDITY) return -1
  rows.netuid[row] = netuid
  rows.coldkey[row] = coldkey
  rows.low[row] = low
  rows.high[row] = high
  rows.liquidity[row] = liquidity
  rows.feeTao[row] = 0
  rows.feeAlpha[row] = 0
  poolColumns.of(world).positions[netuid]++
  positionTokens(world, row, need)
  return row
}

/** Whether ticks span a range of prices. Source: tick.rs, try_to_sqrt_price; impls.rs, InvalidTickRange */
export const isRange = (low: number, high: number): boolean =>
  low < high && low >= MIN_TICK && high <= MAX_TICK

/** How many ranges an account has in a pool. Source: impls.rs, count_positions */
export function countPositions(world: World, netuid: number, coldkey: number): number {
  const rows = positionColumns.of(world)
  let count = 0
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] === netuid && rows.coldkey[row] === coldkey) count++
  }
  return count
}

/** What `liquidity` over a position's range is worth in tokens at the price of now. */
export function tokensOf(world: World, row: number, liquidity: number, out: Injection): void {
  const { netuid, low, high } = positionColumns.of(world)
  rangeTokens(world, netuid[row], low[row], high[row], liquidity, out)
}

/** What a range would bring or hold at the price of now, whole RAO. */
export function rangeTokens(
  world: World,
  netuid: number,
  low: number,
  high: number,
  liquidity: number,
  out: Injection,
): void {
  const P = poolColumns.of(world).sqrtPrice[netuid]
  const a = sqrtPriceOfTick(low)
  const b = sqrtPriceOfTick(high)
  out.tao = positionTao(liquidity, P, a, b)
  out.alpha = positionAlpha(liquidity, P, a, b)
}

/** Take the fees that a position has earned, whole RAO; a fraction is left to the pool. Source: position.rs, collect_fees */
export function collectFees(world: World, row: number, out: Injection): void {
  const { feeTao, feeAlpha } = positionColumns.of(world)
  out.tao = Math.floor(feeTao[row])
  out.alpha = Math.floor(feeAlpha[row])
  feeTao[row] = 0
  feeAlpha[row] = 0
}

/**
 * Divide a step's fee among those whose liquidity it met:   fee L_k / (L - 1000)
 *
 * L active liquidity, L_k that of a user's range. @returns what users earned; the rest is the protocol's
 * Source: pallets/swap/src/pallet/swap_step.rs, add_fees, current_liquidity_safe, v3.1.6 to v3.3.9
 */
export function shareFees(
  world: World,
  netuid: number,
  P: number,
  side: Side,
  fee: number,
  active: number,
): number {
  const rows = positionColumns.of(world)
  const earned = side === BUY ? rows.feeTao : rows.feeAlpha
  const users = active - poolColumns.of(world).liquidity[netuid]
  if (users <= 0) return 0
  const each = fee / Math.max(users, active - MINIMUM_LIQUIDITY)
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] === netuid && isActive(rows.low[row], rows.high[row], P, side)) {
      earned[row] += each * rows.liquidity[row]
    }
  }
  return each * users
}

/** Whether a range counts at P for a trade of this side: on the side the trade moves into. */
function isActive(low: number, high: number, P: number, side: Side): boolean {
  const a = sqrtPriceOfTick(low)
  const b = sqrtPriceOfTick(high)
  return side === BUY ? a <= P && P < b : a < P && P <= b
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
  tokensOf(world, row, positionColumns.of(world).liquidity[row], out)
}

/** Liquidity that a trade meets at P: a range counts on the side the trade moves into. */
export function activeLiquidity(world: World, netuid: number, P: number, side: Side): number {
  const pool = poolColumns.of(world)
  let sum = pool.liquidity[netuid]
  if (pool.positions[netuid] === 0) return sum
  const rows = positionColumns.of(world)
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] !== netuid) continue
    if (isActive(rows.low[row], rows.high[row], P, side)) sum += rows.liquidity[row]
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
