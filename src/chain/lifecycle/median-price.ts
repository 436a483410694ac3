/**
 * The middle one of the prices above 0; the mean of the two middle ones where their number is even; 1 if there is none.
 *
 * @param prices  spot prices of the subnets that exist, root left out, TAO per alpha
 * Source: pallets/subtensor/src/subnets/subnet.rs, get_median_subnet_alpha_price, 14bc6f9f
 */
export function medianPrice(prices: number[]): number {
  const known = prices.filter((price) => price > 0).sort((a, b) => a - b)
  const middle = Math.floor(known.length / 2)
  if (known.length === 0) return 1
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
}
