import { type Card, registry } from '../card.js'
import type { ChainParams } from './params.js'
import type { Family } from './rules.js'

/**
 * The timetable of mainnet's rules, as data. A row states only what changed against the row above.
 *
 * Sources: opentensor/subtensor at the tag named (later RaoFoundation/subtensor); activation blocks from an archive-node
 * study, NoBSRecruiter/tao-subnet-trader at bfa925ec (its notes of 2026-10-08). A date is the first
 * block's where that is known; else it is the day the code was released, which is no proof of the day it ran.
 */
export interface EraRow {
  /** Where administrators changed something without a release; else `mainnet@spec` and the number. */
  id?: string
  spec: number
  tag: string
  /** First block on mainnet, if known. */
  block?: number
  date: string
  /** Evidence: A reproduced against mainnet, B code read in full, C in part, D second-hand. */
  grade: 'A' | 'B' | 'C' | 'D'
  what: string
  set?: Partial<Record<Family, string>>
  params?: Partial<ChainParams>
}

// biome-ignore format: a timetable is read row by row
const rows: readonly EraRow[] = [
  // constant-product pools: price shares, root sold block by block
  {
    spec: 233, tag: 'v2.0.0', block: 4_920_351, date: '2025-02-13', grade: 'B',
    what: 'dTAO begins: price shares, constant-product pools, root sold every block',
    set: {
      issuance: 'halving', shares: 'price-ema', injection: 'uncapped', movingPrice: 'plain-32',
      market: 'constant-product', registration: 'interval', consensus: 'liquid-alpha-1', root: 'root-sells',
      schedule: 'modulo',
    },
    params: {
      movingAlpha: 12_885 / 2 ** 32, minStake: 500_000, registrationIsFlow: false, keepChainBought: false, netFlow: false,
      poolBirth: 'min-lock', deregistration: false, lockReductionInterval: 28_800, networkRateLimit: 7_200,
      networkImmunity: 50_400, startCall: false, newbornEmission: true, rootParents: false,
      ownership: 'fixed', maturityRate: 934_866,
      mechanismLimit: 1, emitting: 'all', closedSubnets: 'emit', rootShare: 'unless-subsidised', draining: 'together',
      bondMask: 'last-update', ownerRole: 'none', commitMask: false, activityCutoffBy: 'blocks',
      shieldedSubmission: false,
    },
  },
  {
    spec: 234, tag: 'v2.0.1', date: '2025-02-13', grade: 'B',
    what: 'a spot price above 1 counts as 1 in the moving price (so it does here in the row above)',
  },
  { spec: 238, tag: 'v2.0.2', date: '2025-02-15', grade: 'B', what: 'subnets with registration off get no TAO', params: { closedSubnets: 'no-tao' } },
  {
    spec: 246, tag: 'v2.0.6', date: '2025-03-06', grade: 'B',
    what: 'the moving price follows faster as a subnet ages',
    set: { movingPrice: 'registered-32' }, params: { lockReductionInterval: 14_400 },
  },
  {
    spec: 257, tag: 'v2.0.9', date: '2025-03-28', grade: 'B',
    what: 'only subnets that were started emit; the owner may weigh itself (v2.0.8)',
    params: {
      emitting: 'started', startCall: true, startCallDelay: 50_400, bondMask: 'last-tempo', ownerRole: 'self-weight',
    },
  },
  { spec: 258, tag: 'v2.0.10', date: '2025-04-04', grade: 'B', what: 'age counts from the start call', set: { movingPrice: 'age-32' } },
  // concentrated liquidity
  {
    spec: 283, tag: 'v3.1.6', block: 5_947_549, date: '2025-07-08', grade: 'B',
    what: 'concentrated-liquidity pools (code of 2025-06-30); Yuma 3 for those who choose it (v3.1.0)',
    set: { market: 'concentrated-lp-fees', consensus: 'chain' }, params: { feeRate: 196, newbornBurn: 100_000_000, stakeLimiter: true },
  },
  {
    spec: 298, tag: 'v3.2.3', date: '2025-07-29', grade: 'B',
    what: 'subsidy: surplus TAO buys alpha; subnets with registration off are idle',
    set: { injection: 'subsidised-alpha' }, params: { feeRate: 33, minStake: 2_000_000, closedSubnets: 'idle', commitMask: true },
  },
  {
    spec: 320, tag: 'v3.2.8-320', date: '2025-09-24', grade: 'B',
    what: 'subsidised alpha injection equals the TAO emission; deregistration begins',
    set: { injection: 'subsidised' },
    params: {
      deregistration: true, lockReductionInterval: 57_600, networkRateLimit: 28_800, networkImmunity: 864_000,
      mechanismLimit: 2,
    },
  },
  {
    spec: 334, tag: 'v3.2.10-334', block: 6_811_691, date: '2025-11-04', grade: 'B',
    what: 'TAO-flow shares, seeded from the price in the wrong unit; root alpha is kept and claimed',
    set: { shares: 'flow-ema-price-seed', root: 'root-claims' },
  },
  {
    spec: 338, tag: 'v3.2.11-338', block: 6_813_654, date: '2025-11-05', grade: 'B',
    what: 'flow averages seeded anew at 1e9 x price',
    set: { shares: 'flow-ema-rao-seed' },
  },
  {
    spec: 342, tag: 'v3.2.12-342', date: '2025-11-06', grade: 'B',
    what: 'injection capped by alpha emission, the excess buys alpha; root earns while moving prices sum to more than 1',
    set: { injection: 'alpha-capped' }, params: { rootShare: 'else-validators' },
  },
  {
    spec: 343, tag: 'v3.2.13-343', date: '2025-11-07', grade: 'B',
    what: "root's part is recycled otherwise; pending amounts of miners, validators and root are kept apart",
    params: { rootShare: 'else-recycled', draining: 'apart' },
  },
  { spec: 348, tag: 'v3.2.15-348', date: '2025-11-24', grade: 'B', what: 'flow averages start at zero', set: { shares: 'flow-ema' } },
  {
    spec: 361, tag: 'v3.3.0-361', date: '2025-12-09', grade: 'B',
    what: 'only subnets with registration and subtoken on take part',
    params: { emitting: 'open', shieldedSubmission: true },
  },
  {
    spec: 362, tag: 'v3.3.1-362', block: 7_091_127, date: '2025-12-13', grade: 'B',
    what: 'cap is the lesser of alpha and TAO emission; the first halving falls into this era (block 7,103,975)',
    set: { injection: 'emission-capped' },
  },
  {
    id: 'mainnet@2026-01', spec: 362, tag: 'administrators', date: '2026-01-15', grade: 'D',
    what: 'the moving price follows at 0.0003, a hundred times as fast (seen from about January 2026 on)',
    params: { movingAlpha: 1_288_490 / 2 ** 32, startCallDelay: 0 },
  },
  {
    spec: 391, tag: 'spec 391', block: 7_782_857, date: '2026-03-20', grade: 'D',
    what: 'pool fees go to the block author (in the code from v3.3.10-380 on)',
    set: { market: 'concentrated' },
  },
  {
    spec: 401, tag: 'v3.3.14-401', date: '2026-04-23', grade: 'B',
    what: 'continuous registration price; the lock of a new subnet becomes its pool',
    set: { registration: 'continuous' },
    params: {
      poolBirth: 'median-owner', newbornBurn: 1_000_000_000, lockReductionInterval: 115_200, networkRateLimit: 14_400,
      rootParents: true, ownerRole: 'validator',
    },
  },
  {
    spec: 411, tag: 'v3.4.0-411', block: 8_283_784, date: '2026-05-28', grade: 'B',
    what: 'net-flow shares and the emission switch',
    set: { shares: 'net-flow' }, params: { registrationIsFlow: true, netFlow: true, poolBirth: 'median' },
  },
  { spec: 413, tag: 'v3.4.1-413', date: '2026-06-01', grade: 'B', what: 'alpha that the chain buys is kept', params: { keepChainBought: true } },
  {
    spec: 421, tag: 'v3.4.6-421', block: 8_466_531, date: '2026-06-23', grade: 'B',
    what: 'price x (1 - burned) x root proportion; injection capped by root proportion',
    set: { shares: 'price-root-burn', injection: 'root-capped' },
  },
  {
    spec: 422, tag: 'v3.4.7-422', date: '2026-06-23', grade: 'B',
    what: 'a new subnet emits no TAO until it is switched on',
    params: { newbornEmission: false },
  },
  // weighted pools
  {
    spec: 423, tag: 'v3.4.8-423', block: 8_486_594, date: '2026-06-25', grade: 'B',
    what: 'weighted pools; epochs every tempo blocks, two a block (424 changed nothing here)',
    set: { market: 'balancer', schedule: 'stateful', movingPrice: 'age-64' },
    params: { bondMask: 'last-epoch', activityCutoffBy: 'tempo', stakeLimiter: false },
  },
  {
    spec: 432, tag: 'bb3591e71', block: 8_636_191, date: '2026-07-16', grade: 'B', what: 'price x (1 - burned)',
    set: { shares: 'price-burn' }, params: { ownership: 'total-tenth' }, // enforced since 430 (pull request 2800)
  },
  { spec: 440, tag: 'spec 440', block: 8_713_794, date: '2026-07-27', grade: 'A', what: 'Hill gate, bar by mass', set: { shares: 'hill-gate' } },
  {
    spec: 441, tag: 'spec 441', block: 8_765_684, date: '2026-08-03', grade: 'A',
    what: 'bar by rank; reservoirs; the chain buys before the weight follows; root baskets',
    set: { shares: 'hill-gate-rank', market: 'balancer-reservoirs', root: 'root-baskets' },
  },
  {
    spec: 445, tag: 'spec 445', block: 8_831_004, date: '2026-08-12', grade: 'A',
    what: 'as 441 for emission; transaction fees (not modelled) are recycled',
    params: { ownership: 'single' }, // since 447, block 8,844,992, two days later
  },
  {
    spec: 450, tag: 'spec 450', block: 8_938_466, date: '2026-08-27', grade: 'D',
    what: 'as 445 for emission; curated root weights (not modelled), gone by 469',
    params: { maturityRate: 311_622 }, // live in October
  },
  {
    id: 'mainnet@block9117749', spec: 464, tag: 'administrators', block: 9_117_749, date: '2026-09-21', grade: 'D',
    what: 'as 445 for emission; managers of baskets may trade (not modelled)',
  },
  {
    spec: 469, tag: 'spec 469', block: 9_217_508, date: '2026-10-05', grade: 'D',
    what: 'as 445 for emission; locks of registrations wait in escrow by 473 (not modelled)',
  },
  {
    spec: 475, tag: 'spec 475', block: 9_233_782, date: '2026-10-07', grade: 'A',
    what: 'as 441 for emission; null consensus by choice; the rules as last known',
  },
]

/** An era: every regime named, every parameter that differs from today's default. */
export interface Era extends Card {
  readonly spec: number
  readonly tag: string
  readonly block: number | undefined
  readonly date: string
  readonly grade: EraRow['grade']
  readonly regimes: Readonly<Record<Family, string>>
  readonly params: Readonly<Partial<ChainParams>>
}

function accumulate(): Era[] {
  let regimes = {} as Record<Family, string>
  let params: Partial<ChainParams> = {}
  return rows.map((row) => {
    regimes = { ...regimes, ...row.set }
    params = { ...params, ...row.params }
    return {
      id: row.id ?? `mainnet@spec${row.spec}`,
      summary: row.what,
      source: `opentensor/subtensor ${row.tag} (${row.date})`,
      status: 'mainnet' as const,
      spec: row.spec,
      tag: row.tag,
      block: row.block,
      date: row.date,
      grade: row.grade,
      regimes,
      params,
    }
  })
}

/** Every era, oldest first. */
export const eras = registry('era', accumulate())
export const DEFAULT_ERA = 'mainnet@spec475'
