import { blocks, fixed, flag, fraction, integer, number, optional, tao } from '../fields.js'

/** Parameters of one subnet that a scenario may set, for all subnets or for one. Columns of the subnet table. */
export const subnetFields = fixed({
  tempo: optional(blocks('360 blocks', 'blocks between epochs', { min: '0 blocks' })),
  kappa: optional(fraction('50%', 'majority ratio at which weights are clipped')),
  bondsPenalty: optional(fraction('100%', 'beta: part of the clipping that bonds feel')),
  bondsMovingAverage: optional(fraction('90%', 'part of a bond kept per epoch')),
  yuma3: optional(flag(true, 'Yuma3On: bonds per pair, no column normalisation')),
  liquidAlpha: optional(
    flag(
      false,
      'LiquidAlphaOn: each bond moves at a rate of its own (with yuma3; under liquid-alpha-1 each miner has one)',
    ),
  ),
  alphaLow: optional(fraction('70%', 'AlphaValues, low')),
  alphaHigh: optional(fraction('90%', 'AlphaValues, high')),
  alphaSteepness: optional(number(10, '-', 'AlphaSigmoidSteepness / 100', { min: -327, max: 327 })),
  mechanisms: optional(
    integer(1, 'count', 'problems that the miners are judged by; each has weights and bonds of its own', {
      min: 1,
      max: 2,
    }),
  ),
  mechanismSplit: optional(fraction('50%', "the first mechanism's part of the pool, where there are two")),
  userLiquidity: optional(
    flag(false, 'EnabledUserLiquidity: users may open ranges in the pool (concentrated liquidity only)'),
  ),
  maxValidators: optional(integer(64, 'UIDs', 'MaxAllowedValidators', { min: 1, max: 4096 })),
  immunityPeriod: optional(blocks('5000 blocks', 'a UID cannot be pruned for so long')),
  commitReveal: optional(flag(true, 'weights are committed and revealed later')),
  revealPeriod: optional(
    integer(
      1,
      'epochs',
      'RevealPeriodEpochs, 1 to 100 on chain; 0 is an experiment: revealed in the tempo of the commit, as by the bug of v3',
      { min: 0, max: 100 },
    ),
  ),
  weightsRateLimit: optional(blocks('100 blocks', 'WeightsSetRateLimit')),
  minAllowedWeights: optional(integer(1, 'UIDs', 'MinAllowedWeights')),
  maxWeightLimit: optional(
    fraction('100%', 'MaxWeightsLimit: largest part of a row for one UID (100% today: no limit)'),
  ),
  weightsVersionKey: optional(
    integer(0, '-', 'WeightsVersionKey: rows of clients with a lower version are refused; 0 = any', {
      min: 0,
    }),
  ),
  activityCutoff: optional(
    blocks('5000 blocks', 'ActivityCutoff: read before v3.4.8, see network.activityCutoffBy'),
  ),
  activityCutoffFactor: optional(
    integer(13_889, '1/1000 tempo', 'ActivityCutoffFactorMilli', { min: 1000, max: 50_000 }),
  ),
  nullConsensus: optional(flag(false, 'Null consensus (spec 475): the largest stake decides who mines')),
  bondsReset: optional(
    flag(false, 'BondsResetOn: a miner that publishes a commitment loses all bonds in it'),
  ),
  stakeThreshold: optional(tao('0 TAO', 'StakeThreshold: smaller stake weights count as none')),
  burn: optional(tao('1 TAO', 'price of registering a neuron at the start')),
  minBurn: optional(tao('0.0005 TAO', 'MinBurn')),
  maxBurn: optional(tao('100 TAO', 'MaxBurn')),
  burnHalfLife: optional(blocks('360 blocks', 'BurnHalfLife')),
  burnIncrease: optional(number(1.26, 'factor', 'BurnIncreaseMult', { min: 1, max: 100 })),
  emissionEnabled: optional(flag(true, 'SubnetEmissionEnabled: takes part in the TAO emission')),
  ownerCutEnabled: optional(flag(true, 'the owner cut is taken')),
  ownerCutAutoLock: optional(
    flag(
      false,
      "OwnerCutAutoLockEnabled: each owner cut joins the owner's lock (off by default since 2026-05-27)",
    ),
  ),
  recycleWithheld: optional(
    flag(false, "RecycleOrBurn: the owner's incentive is recycled instead of burned"),
  ),
})
