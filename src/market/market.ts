import type { Card } from '../card.js'
import type { World } from '../state/world.js'

/** What goes in: a buy pays TAO for alpha, a sell pays alpha for TAO. */
export const BUY = 0
export const SELL = 1
export type Side = typeof BUY | typeof SELL

/**
 * What a trade does, reused: one object a caller, no object a trade. Whole RAO of the token named.
 * Input token: TAO of a buy, alpha of a sell.
 */
export class Fill {
  /** 0, or the code of a refusal (refusal.ts); then nothing else holds. */
  refusal = 0
  /** Net input that the curve took, fee left out. */
  paidIn = 0
  /** Output, rounded down: the pool never pays a RAO it was not paid for. */
  paidOut = 0
  /** Fee, in the input token, on top of `paidIn`. */
  fee = 0
  /** 1 if the limit price stopped the trade before the whole input was used; the rest is not taken. */
  stopped = 0
}

/** What the pool accepted of an injection, whole RAO. */
export class Injection {
  tao = 0
  alpha = 0
}

/**
 * A block's own business with all pools, one loop over columns instead of a call for each: a curve may offer it, and must
 * then do what `price`, `quote` and `inject` do pool by pool. Amounts by netuid, whole RAO; `rows` lists `count` netuids.
 */
export interface BulkMarket {
  /** Spot prices into `out`. */
  prices(world: World, rows: Uint16Array, count: number, out: Float64Array): void
  /** What chain buys of `tao` would pay and buy, without fee and limit; both 0 where refused. No settling is needed. */
  buys(
    world: World,
    rows: Uint16Array,
    count: number,
    tao: Float64Array,
    paid: Float64Array,
    bought: Float64Array,
  ): void
  /** Take injections in whole where the curve can; the netuids it leaves to `inject` go into `refused`, their number back. */
  injections(
    world: World,
    rows: Uint16Array,
    count: number,
    tao: Float64Array,
    alpha: Float64Array,
    refused: Uint16Array,
  ): number
}

/**
 * A pool curve. `quote` only asks; the caller then moves the reserves through the ledger and calls `settle`, in which
 * a curve with memory of its own (ticks, centres) follows. A curve never writes the tables of the chain.
 *
 * x alpha reserve, y TAO reserve, p price in TAO per alpha; root and mechanism 0 do not come here (`stable`).
 */
export interface Market extends Card {
  /** Whether the chain buys before the pool's weights take in the injection, or after. Source: late-2026.md 4.2 */
  readonly chainBuy: 'before-injection' | 'after-injection'
  /** Where `fill.fee` goes: to the block's author, or into the reserve of the input side. */
  readonly feesTo: 'author' | 'pool'
  /** The reserve the output side must hold before a swap, RAO. */
  readonly minimumReserve: number
  /** Spot price, TAO per alpha; 0 if the pool holds no alpha. */
  price(world: World, netuid: number): number
  /** Weight of the TAO side, 0..1; 0.5 where a curve knows no weights. */
  taoWeight(world: World, netuid: number): number
  /**
   * What `amount` would do. @param amount whole RAO of the input token, fee included
   * @param limit limit price, TAO per alpha; Infinity (buy) or 0 (sell) for none
   * @param feeRate parts of 65535 taken from the input; 0 for the chain's own trades
   */
  quote(
    world: World,
    netuid: number,
    side: Side,
    amount: number,
    limit: number,
    feeRate: number,
    fill: Fill,
  ): void
  /** The caller has moved `fill` through the ledger: let the curve's own memory follow. */
  settle(world: World, netuid: number, side: Side, fill: Fill): void
  /**
   * Take an injection at an unchanged price: the curve's memory follows at once, the caller then adds what was
   * accepted to the reserves.
   */
  inject(world: World, netuid: number, tao: number, alpha: number, accepted: Injection): void
  /** A pool has been born with its reserves (or given, at genesis, a TAO weight). */
  open(world: World, netuid: number, taoWeight?: number): void
  /** Bring every pool over from the curve before. */
  enter(world: World, previous: Market | null): void
  /** Absent where a curve knows only one pool at a time. */
  readonly bulk?: BulkMarket
}
