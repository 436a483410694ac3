import type { Stream } from '../../random/streams.js'
import { directions } from './joe-kuo.js'

/** Dimensions the table reaches. */
export const MOST_DIMENSIONS = directions.length + 1

const BITS = 32
const SCALE = 2 ** BITS

/**
 * The Sobol' sequence, scrambled: points that fill a cube far more evenly than chance. For n a power of two every interval
 * [i/n, (i+1)/n) of every dimension holds exactly one point.
 *
 * Scrambling multiplies the digits of each dimension by a random lower triangular matrix and shifts them (XOR) by random
 * ones. It keeps the evenness, makes each point uniform, and moves the first off the corner.
 *
 * Order: Gray code, I. A. Antonov and V. M. Saleev, USSR Comput. Math. Math. Phys. 19 (1979) 252-256.
 * Scrambling: J. Matousek, On the L2-discrepancy for anchored boxes, J. Complexity 14 (1998) 527-556.
 *
 * @param n       up to 2^32
 * @param stream  of the scrambling; without it the plain sequence, whose first point is the origin
 * @returns       n points of `dimensions` numbers in [0, 1), multiples of 2^-32
 */
export function sobolPoints(n: number, dimensions: number, stream?: Stream): Float64Array[] {
  const columns = Array.from({ length: dimensions }, (_, dimension) => {
    const plain = directionNumbers(dimension)
    return stream
      ? { numbers: multiplied(plain, stream), shift: stream.below(SCALE) }
      : { numbers: plain, shift: 0 }
  })
  const digits = Uint32Array.from(columns, ({ shift }) => shift)
  return Array.from({ length: n }, (_, index) => {
    // From one index of the Gray code to the next a single bit changes: the lowest 0 of the index before.
    if (index > 0) {
      const changed = trailingOnes(index - 1)
      for (let d = 0; d < dimensions; d++) digits[d] ^= columns[d].numbers[changed]
    }
    return Float64Array.from(digits, (value) => value / SCALE)
  })
}

const trailingOnes = (x: number): number => 31 - Math.clz32(~x & (x + 1))

/**
 * v_1 .. v_32 as 32-bit fractions, v_k = m_k / 2^k:
 *
 *   v_k = a_1 v_{k-1} ^ a_2 v_{k-2} ^ .. ^ a_{s-1} v_{k-s+1} ^ v_{k-s} ^ (v_{k-s} >> s)        k > s
 */
export function directionNumbers(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS)
  if (dimension === 0) return v.map((_, k) => 2 ** (BITS - 1 - k))
  const { degree, inner, initial } = directions[dimension - 1]
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = initial[k] * 2 ** (BITS - 1 - k)
      continue
    }
    let bits = v[k - degree] ^ (v[k - degree] >>> degree)
    for (let i = 1; i < degree; i++) if ((inner >>> (degree - 1 - i)) & 1) bits ^= v[k - i]
    v[k] = bits
  }
  return v
}

/** Each number as a column of digits, times a random lower triangular matrix of bits with a diagonal of ones. */
function multiplied(numbers: Uint32Array, stream: Stream): Uint32Array {
  // Row r: which digits of the old number make digit r of the new one; those before r at random, r itself surely.
  const rows = Uint32Array.from({ length: BITS }, (_, r) => {
    const diagonal = 2 ** (BITS - 1 - r)
    const random = stream.below(SCALE)
    const before = r === 0 ? 0 : (random >>> (BITS - r)) << (BITS - r)
    return before | diagonal
  })
  return numbers.map((number) => {
    let product = 0
    for (let r = 0; r < BITS; r++) product |= parity(rows[r] & number) << (BITS - 1 - r)
    return product
  })
}

function parity(bits: number): number {
  let x = bits
  for (let half = 16; half > 0; half >>= 1) x ^= x >>> half
  return x & 1
}
