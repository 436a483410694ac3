/** What a Null epoch gives, by uid. */
export interface NullResult {
  /** Holder of the one permit, -1 if nobody has stake. */
  permitUid: number
  /** RAO. */
  validatorEmission: Float64Array
  /** RAO. */
  minerEmission: Float64Array
}

/**
 * Null consensus: one validator decides who mines, stake decides what validators get; nobody has to agree
 * with anybody.
 *
 * The permit goes to the largest stake (of equals the lowest uid). Of the budget E validators get floor(E /
 * 2) in proportion to stake, active or not, and miners the rest by the weights of the permit holder; if that
 * row is empty or all zero, equally. Without any stake the miners get everything. Both splits are exact to
 * the RAO. Bonds are not touched.
 *
 * @param stake    raw stake weight, RAO
 * @param weights  the stored row of a uid, u16 by uid, or null where it is empty or stale
 * @param budget   validator and miner emission of the epoch, RAO
 * Source: pallets/subtensor/src/epoch/run_epoch.rs (Null consensus), 76671f67
 */
export function runNullEpoch(
  stake: Float64Array,
  n: number,
  weights: (uid: number) => Float64Array | null,
  budget: number,
): NullResult {
  let permitUid = -1
  let most = 0
  for (let i = 0; i < n; i++) {
    if (stake[i] <= most) continue
    most = stake[i]
    permitUid = i
  }
  const validators = permitUid < 0 ? 0 : Math.floor(budget / 2)
  const row = permitUid < 0 ? null : weights(permitUid)
  const validatorEmission = new Float64Array(n)
  const minerEmission = new Float64Array(n)
  split(stake, n, validators, validatorEmission)
  if (row === null || !split(row, n, budget - validators, minerEmission)) {
    split(new Float64Array(n).fill(1), n, budget - validators, minerEmission)
  }
  return { permitUid, validatorEmission, minerEmission }
}

/**
 * Divide `amount` in proportion to `shares`, to the RAO: floors first, then one RAO each by largest
 * remainder, of equal remainders the lowest uid first. Returns whether there was anything to divide by.
 */
export function split(shares: Float64Array, n: number, amount: number, out: Float64Array): boolean {
  // once per epoch of a subnet that chose Null, and exact: products of two amounts need more than 53 bits
  const parts = Array.from(shares.subarray(0, n), (s) => BigInt(Math.floor(s)))
  const total = parts.reduce((a, b) => a + b, 0n)
  if (total === 0n) return false
  const whole = BigInt(amount)
  const remainders = parts.map((s) => (s * whole) % total)
  parts.forEach((s, i) => {
    out[i] = Number((s * whole) / total)
  })
  let left = amount - out.subarray(0, n).reduce((a, b) => a + b, 0)
  const order = parts.map((_, i) => i)
  order.sort((a, b) => (remainders[a] === remainders[b] ? a - b : remainders[a] > remainders[b] ? -1 : 1))
  for (const i of order) {
    if (left <= 0) break
    out[i]++
    left--
  }
  return true
}
