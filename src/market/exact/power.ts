/**
 * Powers of ratios in big integers, rounded down as the chain rounds them.
 *
 * The chain's library takes exact integer roots where the exponent's terms are small, and logarithms of at least 256
 * bits elsewhere. Either way the result is the floor of the true power, which is what stands here.
 *
 * Source: safe-bigmath, SafeInt::pow_ratio_scaled, as called by pallets/swap/src/pallet/balancer.rs, 14bc6f9f
 */

const BITS = 384n
const ONE = 1n << BITS
/** Bound on the error of `logarithm` and `exponential` together, in units of 2^-384. */
const SLACK = 1n << 96n
/** Terms of an exponent up to which a doubtful floor is settled by whole powers. */
const MAX_EXACT_TERM = 1024n

/** floor(sqrt(n)) by Newton's steps from above. */
export function isqrt(n: bigint): bigint {
  if (n < 2n) return n
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** floor(scale (n / d)^(en / ed)); n, d, ed above 0, en at least 0. */
export function powRatioScaled(n: bigint, d: bigint, en: bigint, ed: bigint, scale: bigint): bigint {
  if (n === 0n) return en === 0n ? scale : 0n
  if (n === d || en === 0n) return scale
  if (en === ed) return (scale * n) / d
  const value = scale * exponential((logarithm(n, d) * en) / ed)
  const error = scale * SLACK
  const low = (value - error) >> BITS
  const high = (value + error) >> BITS
  if (low === high) return low
  // The power lies on a whole number, or within 2^-200 of it: ask whole powers where they are not too long.
  const common = gcd(en, ed)
  const p = en / common
  const q = ed / common
  if (p > MAX_EXACT_TERM || q > MAX_EXACT_TERM) return high
  return high ** q * d ** p <= scale ** q * n ** p ? high : low
}

/** ln(n / d) times 2^384. */
export function logarithm(n: bigint, d: bigint): bigint {
  // n / d = r 2^shift with r in 2/3 .. 4/3, so that the series below gains five bits a term
  let shift = BigInt(n.toString(2).length - d.toString(2).length)
  let top = shift < 0n ? n << -shift : n
  let bottom = shift > 0n ? d << shift : d
  if (top * 3n < bottom * 2n) {
    top <<= 1n
    shift -= 1n
  } else if (top * 3n > bottom * 4n) {
    bottom <<= 1n
    shift += 1n
  }
  return 2n * inverseTanh(top - bottom, top + bottom) + shift * LN2
}

/** atanh(n / d) = z + z^3/3 + z^5/5 + ..., times 2^384. */
function inverseTanh(n: bigint, d: bigint): bigint {
  const z = (n << BITS) / d
  const square = (z * z) >> BITS
  let power = z
  let sum = 0n
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * square) >> BITS
  }
  return sum
}

const LN2 = 2n * inverseTanh(1n, 3n)

/** exp(x / 2^384) times 2^384. */
export function exponential(x: bigint): bigint {
  let whole = x / LN2
  if (x < 0n) whole -= 1n
  const HALVINGS = 16n
  const small = (x - whole * LN2) >> HALVINGS
  let term = ONE
  let sum = ONE
  for (let k = 1n; term !== 0n; k++) {
    term = ((term * small) >> BITS) / k
    sum += term
  }
  for (let k = 0n; k < HALVINGS; k++) sum = (sum * sum) >> BITS
  return whole >= 0n ? sum << whole : sum >> -whole
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
