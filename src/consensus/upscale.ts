import { ONE, proportionBits } from '../numeric/grid.js'

/**
 * Weights as the chain stores them: scaled so that the largest is 65535, rounded half up.
 *
 *   max > 32768:  round(w floor(65535 / max))        else:  round(65535 w / max)        all zero: all zero
 *
 * The quotients are cut to 2^-32 before rounding, in the order the chain has them.
 *
 * @param values  u16 weights as sent
 * @param out     u16 weights as stored; may be `values`
 * Source: pallets/subtensor/src/epoch/math.rs, vec_u16_max_upscale_to_u16, 14bc6f9f
 */
export function maxUpscale(values: ArrayLike<number>, count: number, out: Uint16Array | number[]): void {
  let max = 0
  for (let k = 0; k < count; k++) if (values[k] > max) max = values[k]
  if (max === 65_535) {
    // what well-made clients send is stored as it is: the quotient is 1
    if (out !== values) for (let k = 0; k < count; k++) out[k] = values[k]
    return
  }
  const factor = max > 32_768 ? wholeQuotient(65_535 * ONE, max) : 0
  for (let k = 0; k < count; k++) {
    const w = values[k]
    const bits = max === 0 ? 0 : factor > 0 ? w * factor : wholeQuotient(w * 65_535, max, ONE)
    out[k] = Math.min(65_535, Math.floor((bits + ONE / 2) / ONE))
  }
}

/**
 * Whether no weight exceeds its share: normalised to sum 1, the largest is at most limit / 65535.
 *
 * Source: epoch/math.rs, check_vec_max_limited, 14bc6f9f
 */
export function withinMaxWeight(values: ArrayLike<number>, count: number, limit: number): boolean {
  let sum = 0
  let max = 0
  for (let k = 0; k < count; k++) {
    sum += values[k]
    if (values[k] > max) max = values[k]
  }
  return sum === 0 || wholeQuotient(max * ONE, sum) <= proportionBits(limit)
}

/** floor(a scale / b) for whole numbers with a scale below 2^85: by parts, so that no digit is lost. */
function wholeQuotient(a: number, b: number, scale = 1): number {
  const whole = Math.floor(a / b)
  // a / b may round up to the next whole number
  const quotient = whole * b > a ? whole - 1 : whole
  const rest = a - quotient * b
  return scale === 1 ? quotient : quotient * scale + wholeQuotient(rest * scale, b)
}
