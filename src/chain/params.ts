import type { EmissionParams } from '../emission/emission.js'
import { blocks, choice, fixed, flag, fraction, integer, number, type ParamsOf, tao } from '../fields.js'
import { consensusFields } from './consensus-fields.js'
import { orderFields } from './order-fields.js'

/**
 * Parameters of the chain as a whole. An era sets them, a scenario's `network:` overrides them. The defaults are those
 * of spec 475, live in October 2026. Per-subnet parameters are columns of the subnet table.
 */
export const networkFields = fixed({
  taoWeight: number(
    0.18,
    'share',
    'tao_weight: stake weight of a root TAO. Source: migrate_rao (3320413933267719290 / 2^64); code default 0.0527',
    { min: 0, max: 1 },
  ),
  ownerCut: fraction(
    '17.9995%',
    "SubnetOwnerCut: the owner's part of alpha_out. Source: lib.rs, DefaultSubnetOwnerCut (11796/65535)",
  ),
  feeRate: integer(33, '1/65535', 'pool fee taken from the input. Source: pallets/swap, DefaultFeeRate', {
    min: 0,
    max: 10_000,
  }),
  minStake: tao('0.002 TAO', 'DefaultMinStake: least stake operation. Source: lib.rs, v3.2.1 and later'),
  movingAlpha: number(
    1_288_490 / 2 ** 32,
    '1/block',
    'SubnetMovingAlpha. Source: live value 0.0003 since about January 2026; code default 0.000003',
    { min: 0, max: 1 },
  ),
  priceHalvingBlocks: integer(
    201_600,
    'blocks',
    'EMAPriceHalvingBlocks: age at which the moving price follows at half its rate',
    { min: 1 },
  ),
  flowSmoothing: number(
    29_597_889_189_277 / 2 ** 63,
    '1/block',
    'FlowEmaSmoothingFactor: half-life 216,000 blocks',
    { min: 0, max: 1 },
  ),
  flowCutoff: tao('0 TAO', 'TaoFlowCutoff: flow that counts as none', { min: '-1000000 TAO' }),
  flowExponent: number(1, '-', 'FlowNormExponent p', { min: 0.01, max: 10 }),
  netFlow: flag(true, 'NetTaoFlowEnabled: protocol flow is subtracted (net-flow rule)'),
  gateExponent: integer(3, '-', 'EmissionGateExponent h', { min: 1, max: 8 }),
  barQuantile: number(0.75, 'share', 'EmissionBarQuantile q: counts while the rank is 0', { min: 0, max: 1 }),
  barRank: integer(32, 'subnets', 'EmissionBarRank N; 0 = bar by mass', { min: 0, max: 4096 }),
  maxEpochsPerBlock: integer(2, 'epochs', 'MaxEpochsPerBlock: later due subnets wait a block', {
    min: 1,
    max: 4096,
  }),
  registrationIsFlow: flag(true, 'a neuron registration counts as user inflow (v3.4.0 and later)'),
  keepChainBought: flag(
    true,
    'alpha that the chain buys stays in the protocol account (v3.4.1 and later); else it is recycled',
  ),
  rootClaimThreshold: integer(500_000, 'RAO', 'RootClaimableThreshold: smaller claims wait', { min: 0 }),
  rootClaimsPerBlock: integer(5, 'coldkeys', 'NumRootClaim: coldkeys claimed automatically a block', {
    min: 0,
    max: 50,
  }),
  rootRelease: number(
    0.02,
    '1/day',
    "part of root's held alpha sold a day (root-baskets). Source: observed, late-2026",
    { min: 0, max: 1 },
  ),
  subnetLimit: integer(128, 'subnets', 'SubnetLimit: with so many, a registration prunes one', {
    min: 1,
    max: 4096,
  }),
  deregistration: flag(true, 'subnets are pruned to make room (v3.2.8 and later); else the limit is final'),
  networkMinLock: tao('1 TAO', 'NetworkMinLockCost. Source: seen on mainnet; code default 1,000 TAO'),
  lockReductionInterval: blocks(
    '115200 blocks',
    'NetworkLockReductionInterval at 1 TAO a block: the price of a subnet falls by the last lock in so long',
    { min: '1 block' },
  ),
  networkRateLimit: blocks('14400 blocks', 'NetworkRateLimit: least time between two new subnets'),
  networkImmunity: blocks('864000 blocks', 'NetworkImmunityPeriod: a subnet is not pruned for so long'),
  networkLastLock: tao(
    '653.019966758 TAO',
    'lock of the last subnet registered before the start. Source: netuid 116, mainnet, block 9,210,722',
  ),
  poolBirth: choice(
    ['min-lock', 'median-owner', 'median'] as const,
    'median',
    'what the lock of a new subnet becomes: see lifecycle/birth.ts',
  ),
  poolSharesFrom: integer(
    8_400_000,
    'block',
    'subnets registered from this block on keep the part of their pool alpha when dissolved (v3.4.2, June 2026)',
  ),
  refundsUntil: integer(
    6_516_000,
    'block',
    'NetworkRegistrationStartBlock: owners of subnets registered before get their lock back when dissolved (v3.2.8)',
  ),
  emitting: choice(
    ['all', 'started', 'open'] as const,
    'open',
    'subnets among which a block is shared: all; those started (v2.0.9); also with registration and subtoken on (v3.3.0)',
  ),
  closedSubnets: choice(
    ['emit', 'no-tao', 'idle'] as const,
    'idle',
    'a sharing subnet with registration off: emits; gets no TAO (v2.0.2); no alpha either (v3.2.3). Not with open',
  ),
  rootShare: choice(
    ['unless-subsidised', 'else-validators', 'else-recycled'] as const,
    'else-recycled',
    "root's alpha waits for the epoch unless subsidised (v3.2.10), else while moving prices sum to more than 1; if not so: " +
      'burned, left to the validators (v3.2.12), recycled (v3.2.13). Not with root-sells',
  ),
  draining: choice(
    ['together', 'apart'] as const,
    'apart',
    "validators' pool at the epoch: half of all pending less root's part (v2.0.9), or an accumulator of its own (v3.2.13)",
  ),
  mechanismLimit: integer(
    2,
    'count',
    'MaxMechanismCount: mechanisms of a subnet (v3.2.8 and later; 1 before)',
    {
      min: 1,
      max: 2,
    },
  ),
  limitOrders: flag(
    false,
    'LimitOrdersEnabled: orders signed off the chain may be carried out (v3.4.8 and later, off by default)',
  ),
  startCall: flag(true, 'a subnet emits only once its owner has started it (v2.0.9 and later)'),
  startCallDelay: blocks('0 blocks', 'StartCallDelay: age at which a subnet may be started'),
  newbornEmission: flag(false, 'SubnetEmissionEnabled of a new subnet (true before v3.4.7)'),
  newbornBurn: tao('1 TAO', "price of a new subnet's first UID"),
  childkeyBurn: fraction(
    '0%',
    'CKBurn: part of what a parent of another owner earns by a childkey that is recycled',
  ),
  childrenCooldown: blocks(
    '7200 blocks',
    'PendingChildKeyCooldown: from naming children to the epoch that heeds it',
  ),
  childStakeThreshold: tao(
    '0 TAO',
    'StakeThreshold: least stake, on all subnets together, of a hotkey with children',
  ),
  rootParents: flag(
    true,
    "root's validators lend all their weight to the owner of a new subnet (v3.3.14 and later)",
  ),
  ownership: choice(
    ['fixed', 'total-tenth', 'single'] as const,
    'single',
    'whether conviction locks may name another owner of a subnet: see conviction/owner-change.ts',
  ),
  unlockRate: blocks('934866 blocks', 'UnlockRate: time constant of a decaying lock (half-life 90 days)', {
    min: '1 block',
  }),
  maturityRate: blocks(
    '311622 blocks',
    'MaturityRate: time constant of conviction. Source: live value (half-life 30 days)',
    {
      min: '1 block',
    },
  ),
  ...consensusFields,
  ...orderFields,
  auditEvery: integer(
    7_200,
    'blocks',
    'blocks between checks of the laws of conservation; 0 = at the end only',
    { min: 0 },
  ),
})

export type ChainParams = ParamsOf<typeof networkFields>

/** The part that emission rules see. */
export function emissionParams(p: ChainParams): EmissionParams {
  return {
    movingAlpha: p.movingAlpha,
    priceHalvingBlocks: p.priceHalvingBlocks,
    flowSmoothing: p.flowSmoothing,
    flowCutoff: p.flowCutoff,
    flowExponent: p.flowExponent,
    netFlowEnabled: p.netFlow,
    gateExponent: p.gateExponent,
    barQuantile: p.barQuantile,
    barRank: p.barRank,
    taoWeight: p.taoWeight,
    ownerCut: p.ownerCut,
  }
}
