import { fromBits64, greater, lesser, nearestBits, ONE_64, product64, quotient64 } from './fixed.js'
import { safePow } from './power.js'

/** Twin of shares/flow-memory.ts and `flowShares`: I64F64 averages, U64F64 shares, I32F32 powers. */

const I64_MAX = (1n << 63n) - 1n
const I32_MAX = 2_147_483_647n << 64n

/** One step of the average in bits of 2^-64; products round down, also below zero. */
function smooth(ema: bigint, flow: bigint, rate: bigint): bigint {
  return (((ONE_64 - rate) * ema) >> 64n) + ((rate * (flow << 64n)) >> 64n)
}

const rateBits = (smoothing: bigint): bigint => (smoothing << 64n) / I64_MAX

/** The average after so many blocks with flows that repeat. Source: subnet_emissions.rs, get_ema_flow, v3.2.15-348 */
export function exactFlowEma(
  start: bigint,
  flows: readonly bigint[],
  smoothing: bigint,
  updates: number,
): bigint {
  const rate = rateBits(smoothing)
  let ema = start
  for (let n = 0; n < updates; n++) ema = smooth(ema, flows[n % flows.length], rate)
  return ema
}

interface FlowBlock {
  userFlowRao: readonly number[]
  protocolFlowRao: readonly number[]
}
interface FlowSettings {
  smoothing: bigint
  cutoff: number
  exponent: number
}

/** Averages and shares after a sequence of blocks, as the chain computes them, read as doubles. */
export function exactFlowShares(
  regime: 'flow' | 'net-flow',
  blocks: readonly FlowBlock[],
  { smoothing, cutoff, exponent }: FlowSettings,
): { user: number[]; protocol: number[]; shares: number[] } {
  const rate = rateBits(smoothing)
  const n = blocks[0].userFlowRao.length
  const user = new Array<bigint>(n).fill(0n)
  const protocol = new Array<bigint>(n).fill(0n)
  for (const block of blocks) {
    for (let i = 0; i < n; i++) {
      user[i] = smooth(user[i], BigInt(block.userFlowRao[i]), rate)
      protocol[i] = smooth(protocol[i], BigInt(block.protocolFlowRao[i]), rate)
    }
  }
  const flows = regime === 'net-flow' ? exactNet(user, protocol) : user
  const shares = exactPowerShares(aboveLimit(flows, nearestBits(cutoff, 64n)), nearestBits(exponent, 64n))
  return { user: user.map(fromBits64), protocol: protocol.map(fromBits64), shares: shares.map(fromBits64) }
}

/** Source: subnet_emissions.rs, get_shares_flow, v3.4.0-411 */
function exactNet(user: readonly bigint[], protocol: readonly bigint[]): bigint[] {
  const inflow = user.reduce((sum, s) => sum + (s > 0n ? s : 0n), 0n)
  const cost = protocol.reduce((sum, p) => sum + (p > 0n ? p : 0n), 0n)
  const ratio = quotient64(inflow, cost)
  const norm = lesser(ratio, ONE_64)
  return user.map((s, i) => s - (protocol[i] > 0n ? product64(norm, protocol[i]) : protocol[i]))
}

/** max(S - L, 0). Source: subnet_emissions.rs, get_lower_limit, v3.2.15-348 */
function aboveLimit(flows: readonly bigint[], cutoff: bigint): bigint[] {
  const least = flows.reduce(lesser, 0n)
  const limit = greater(cutoff, least)
  return flows.map((s) => (s > limit ? s - limit : 0n))
}

const largest = (values: readonly bigint[]): bigint => values.reduce(greater, 0n)

/** z^p / sum z^p with the chain's scalings. Source: subnet_emissions.rs, inplace_pow_normalize, v3.2.15-348 */
function exactPowerShares(offset: readonly bigint[], exponent: bigint): bigint[] {
  const factor = quotient64(ONE_64, largest(offset))
  const scaled = offset.map((z) => product64(factor, z))
  const top = largest(scaled)
  const times = BigInt(scaled.length) * product64(top, top)
  if (times < quotient64(I32_MAX, ((1n << 64n) - 1n) << 64n)) return scaled
  const spread = checkedSqrt(quotient64(I32_MAX, times), ONE_64 / 1_000n)
  const powers = scaled.map((z) => safePow(product64(spread, z), exponent))
  const sum = powers.reduce((total, power) => total + power, 0n)
  return powers.map((power) => quotient64(power, sum))
}

/** Square root by bisection until it is good to `epsilon`. Source: primitives/safe-math/src/lib.rs, checked_sqrt */
function checkedSqrt(value: bigint, epsilon: bigint): bigint {
  let high = value
  let low = 0n
  let middle = (high + low) / 2n
  let check = quotient64(value, middle)
  for (let n = 0; n <= 128; n++) {
    const gap = check > middle ? check - middle : middle - check
    if (gap <= epsilon) break
    if (check < middle) high = middle
    else low = middle
    middle = (high + low) / 2n
    check = quotient64(value, middle)
  }
  return middle
}
