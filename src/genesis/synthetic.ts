import type { Stream } from '../random/streams.js'
import { BLOCKS_PER_DAY, TWO_32, toRao } from '../units.js'
import type { Snapshot, SnapshotSubnet } from './snapshot.js'

/** A lognormal distribution: its median, and the standard deviation of its logarithm. */
export interface Lognormal {
  readonly median: number
  readonly logSd: number
}

/** What a synthetic network is drawn from. Amounts in TAO; defaults are those of `syntheticDefaults`. */
export interface SyntheticOptions {
  /** Number of subnets; their netuids are 1, 2, ... */
  readonly subnets: number
  /** TAO in a pool. */
  readonly poolTao: Lognormal
  /** TAO per alpha. */
  readonly price: Lognormal
  /** Of the logarithms of pool TAO and price, -1..1. */
  readonly correlation: number
  /** Scale all prices so that they sum to this; undefined leaves them as drawn. Above 1 root earns, below not. */
  readonly sumOfPrices?: number
  readonly rootTao: number
  readonly issuanceTao: number
  /** MaxAllowedUids of every subnet: 256 on mainnet; the chain's own consensus experiments have 512. */
  readonly maxUids: number
}

/** Pools as on mainnet in August to October 2026: medians and log deviations of the real reserves (data/). */
export const syntheticDefaults: SyntheticOptions = {
  subnets: 128,
  poolTao: { median: 7_000, logSd: 1.17 },
  price: { median: 0.0054, logSd: 0.81 },
  correlation: 0.66,
  rootTao: 5_454_229.6,
  issuanceTao: 11_597_618.6,
  maxUids: 256,
}

/** Alpha issued per block of a subnet's life, all halvings and injections included: median of 124 subnets. */
const ALPHA_PER_BLOCK = 1.42
const BLOCK = 9_240_382
/** No mainnet pool holds more alpha, nor more outside; together they stay below 2^53 RAO. */
const MAX_ALPHA_IN = 4.5e6
const MAX_ALPHA_OUT = 4e6

/**
 * A network drawn at random, for questions that should not hang on the subnets that mainnet happens to have.
 *
 *   ln y = ln y0 + s_y a        ln p = ln p0 + s_p (r a + sqrt(1 - r^2) b)        x = y / p        a, b standard normal
 *
 * y TAO in the pool, x alpha in it (cut at 4.5 M alpha, y with it), p price, r correlation. Alpha outside the pool, age, burn and the rest follow the
 * shape they had on mainnet on 2026-09-30 (`drawShape`). Every subnet takes the same number of draws, in order of
 * netuid: a network of 64 is the first half of one of 128 (unless prices are scaled to a sum).
 */
export function synthesise(options: Partial<SyntheticOptions>, stream: Stream): Snapshot {
  const all = { ...syntheticDefaults, ...options }
  const drawn = Array.from({ length: all.subnets }, () => drawSubnet(all, stream))
  const sum = drawn.reduce((total, { price }) => total + price, 0)
  const scale = all.sumOfPrices === undefined ? 1 : all.sumOfPrices / sum
  const subnets = drawn.map((subnet, i) => toSubnet(i + 1, subnet, scale, all.maxUids))
  return {
    id: 'synthetic',
    title: `Synthetic network of ${all.subnets} subnets`,
    block: BLOCK,
    dateUtc: '2026-10-08T19:18:48Z',
    specVersion: 475,
    // By way of thousandths: a double holds no supply in RAO.
    issuanceRao: String(BigInt(Math.round(all.issuanceTao * 1_000)) * 1_000_000n),
    rootTaoRao: toRao(all.rootTao),
    gateBarBits: '0',
    sources: [
      'drawn: src/genesis/synthetic.ts; block, date, spec, issuance and root TAO of mainnet-2026-10-08',
    ],
    files: [],
    subnets,
    filled: [],
  }
}

interface Drawn {
  tao: number
  price: number
  shape: ReturnType<typeof drawShape>
}

function drawSubnet({ poolTao, price, correlation }: SyntheticOptions, stream: Stream): Drawn {
  const a = stream.normal()
  const b = stream.normal()
  const priceScore = correlation * a + Math.sqrt(1 - correlation * correlation) * b
  return {
    tao: poolTao.median * Math.exp(poolTao.logSd * a),
    price: price.median * Math.exp(price.logSd * priceScore),
    shape: drawShape(stream),
  }
}

/**
 * What the pools do not fix, from the 124 started subnets of mainnet on 2026-09-30.
 *
 * outScore     residual of ln(alpha out / alpha in) on ln(alpha in)
 * burned       half withhold no miner incentive, 23 % all of it, the rest anything between
 * burn         price of a UID, TAO: median 0.0225, mean 0.21, within 0.0005 and 1.7
 */
function drawShape(stream: Stream) {
  const outScore = stream.normal()
  const withheld = stream.uniform()
  const burn = 0.0225 * Math.exp(2.11 * stream.normal())
  const validators = Math.round(10.5 * Math.exp(0.55 * stream.normal()))
  const hhi = 0.4 * Math.exp(0.4 * stream.normal())
  const ownerShare = 0.25 * stream.uniform() ** 2
  const burnedPart = 0.05 + 0.4 * stream.uniform()
  const protocolPart = 0.03 * stream.exponential()
  return { outScore, withheld, burn, validators, hhi, ownerShare, burnedPart, protocolPart }
}

function toSubnet(
  netuid: number,
  { tao, price, shape }: Drawn,
  scale: number,
  maxUids: number,
): SnapshotSubnet {
  const alphaIn = Math.min(MAX_ALPHA_IN, tao / (price * scale))
  // Regression of 124 subnets: outside is 1.5 times what a pool of 1.3 M alpha holds, less for fuller pools.
  const ratio = Math.exp(0.4 - 0.29 * Math.log(alphaIn / 1.3e6) + 0.47 * shape.outScore)
  const alphaOut = Math.min(MAX_ALPHA_OUT, alphaIn * ratio)
  const age = Math.min(BLOCK - 1, Math.floor((alphaIn + alphaOut) / ALPHA_PER_BLOCK))
  const start = BLOCK - age
  const validators = clamp(shape.validators, 1, 64)
  const alphaOutRao = toRao(alphaOut)
  const burnedAlphaRao = Math.floor(alphaOutRao * shape.burnedPart)
  return {
    netuid,
    registeredAtBlock: Math.max(1, start - BLOCKS_PER_DAY),
    firstEmissionBlock: start,
    started: true,
    subtokenEnabled: true,
    registrationAllowed: true,
    emissionEnabled: true,
    taoReserveRao: toRao(alphaIn * price * scale),
    alphaReserveRao: toRao(alphaIn),
    alphaOutRao,
    protocolAlphaRao: Math.floor(alphaOutRao * Math.min(shape.protocolPart, 0.3)),
    burnedAlphaRao,
    quoteWeight: 0.5,
    movingPriceBits: Math.floor(Math.min(price * scale, 1) * TWO_32),
    minerBurned: shape.withheld < 0.5 ? 0 : clamp((shape.withheld - 0.5) / 0.27, 0, 1),
    // Cumulative turnover of 31 pools: median of mainnet on 2026-04-11.
    volumeRao: toRao(31 * alphaIn * price * scale),
    tempo: 360,
    immunityPeriod: 5_000,
    burnRao: toRao(clamp(shape.burn, 0.0005, 1.7)),
    maxUids,
    uids: 256,
    validators,
    validatorStakeHhi: clamp(shape.hhi, 1 / validators, 1),
    ownerAlphaShare: shape.ownerShare,
    yuma3: true,
    liquidAlpha: false,
    commitReveal: true,
  }
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x))
