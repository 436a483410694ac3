/**
 * Whole amounts past 2^53, kept in two limbs: value = high * 2^40 + low, 0 <= low < 2^40.
 *
 * A double is exact to 2^53 RAO (9.007 M TAO); total issuance is above that from the start, and a subnet's alpha
 * after some years. Sums of limbs drift by nothing, and cost one comparison an addition.
 */

/** 2^40. Under a name that is not exported, since a compiler folds only such constants into its callers. */
const UNIT = 1_099_511_627_776
/** 2^40. */
export const LIMB = UNIT

/** Add a whole amount, |amount| <= 2^52, to row `i`. */
export function addLimbs(high: Float64Array, low: Float64Array, i: number, amount: number): void {
  const sum = low[i] + amount
  if (sum >= 0 && sum < UNIT) {
    low[i] = sum
    return
  }
  const carry = Math.floor(sum / UNIT)
  high[i] += carry
  low[i] = sum - carry * UNIT
}

/** The value, rounded to a double. */
export const limbsValue = (high: number, low: number): number => high * UNIT + low

/** The value, exactly. */
export const limbsExact = (high: number, low: number): bigint => BigInt(high) * BigInt(LIMB) + BigInt(low)

/** Split an exact value. */
export function toLimbs(value: bigint): [high: number, low: number] {
  const high = value >> 40n
  return [Number(high), Number(value - (high << 40n))]
}

/** Whether the value is at least `threshold`, compared exactly limb by limb. */
export function limbsAtLeast(
  high: number,
  low: number,
  thresholdHigh: number,
  thresholdLow: number,
): boolean {
  return high > thresholdHigh || (high === thresholdHigh && low >= thresholdLow)
}
