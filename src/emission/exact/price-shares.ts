import { fromBits64, nearestBits, ONE_64, product64, quotient64 } from './fixed.js'

/** Twin of the price shares: prices in bits of 2^-32, shares in U64F64. */

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)
const normalised = (values: readonly bigint[]): bigint[] => {
  const sum = sumOf(values)
  return values.map((value) => quotient64(value, sum))
}

/** A price as the chain stores it, read in 64 fractional bits. */
const stored = (value: number): bigint => nearestBits(value, 32n) << 32n

/** Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_price_ema, 14bc6f9f */
export const priceShareBits = (prices: readonly number[]): bigint[] => normalised(prices.map(stored))

/** Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, bb3591e71 */
export function burnShareBits(prices: readonly number[], burned: readonly number[]): bigint[] {
  const shares = priceShareBits(prices)
  const weights = shares.map((share, i) => {
    const part = stored(burned[i])
    return product64(share, part < ONE_64 ? ONE_64 - part : 0n)
  })
  return sumOf(weights) > 0n ? normalised(weights) : shares
}

export const exactPriceShares = (prices: readonly number[]): number[] =>
  priceShareBits(prices).map(fromBits64)

export const exactBurnShares = (prices: readonly number[], burned: readonly number[]): number[] =>
  burnShareBits(prices, burned).map(fromBits64)
