import { f64, i32, u8, u16, u32 } from './columns.js'

/**
 * Every table of the chain's state, each column with unit and meaning. Amounts are whole RAO (of TAO or of alpha),
 * times are blocks, fractions 0..1. A rule's own memory is not here: it attaches its columns itself (world.ts).
 */

/** One row per netuid; row 0 is root. Source of the names: subtensor pallets/subtensor/src/lib.rs, 14bc6f9f. */
export const subnetColumns = {
  exists: u8('flag', 'this netuid is in use'),
  frozen: u8('flag', 'not simulated: keeps its moving price, takes its share of TAO, nothing else moves'),
  frozenShare: f64(
    'fraction',
    'share of emission a frozen subnet keeps under rules that go by flow, which it has none of',
  ),
  resolution: u8('code', '0 aggregate: fixed split, no UIDs; 1 neurons: UIDs and consensus in full'),
  ownerColdkey: i32('row', 'coldkey of the owner, -1 none', -1),
  ownerHotkey: i32('row', 'hotkey of the owner, -1 none', -1),
  registeredAt: f64('block', 'block in which the subnet was registered'),
  firstEmissionBlock: f64('block', 'FirstEmissionBlockNumber: set by the start call; 0 = not started'),
  subtokenEnabled: u8('flag', 'alpha may be staked'),
  registrationAllowed: u8('flag', 'neurons may register'),
  emissionEnabled: u8('flag', 'SubnetEmissionEnabled: takes part in the TAO emission', 1),
  ownerCutEnabled: u8('flag', 'the owner cut is taken', 1),
  ownerCutAutoLock: u8('flag', "each owner cut joins the owner's lock"),
  recycleWithheld: u8('flag', "RecycleOrBurn: 0 the owner's incentive is burned, 1 recycled"),

  taoReserve: f64('RAO', 'SubnetTAO: TAO in the pool; on root the TAO staked'),
  alphaReserve: f64('RAO of alpha', 'SubnetAlphaIn: alpha in the pool'),
  alphaOutHigh: f64('2^40 RAO of alpha', 'SubnetAlphaOut, upper limb: alpha outside the pool'),
  alphaOutLow: f64('RAO of alpha', 'SubnetAlphaOut, lower limb'),
  taoReservoir: f64('RAO', 'injected TAO that the pool refused and that waits beside it'),
  alphaReservoir: f64('RAO of alpha', 'injected alpha that the pool refused and that waits beside it'),
  protocolAlpha: f64('RAO of alpha', 'SubnetProtocolAlpha: bought by the chain, owned by no one'),
  burnedAlpha: f64('RAO of alpha', 'alpha burned for good: still counted in SubnetAlphaOut'),
  rootAlpha: f64('RAO of alpha', "root's alpha dividends held and not yet sold or claimed"),
  volume: f64('RAO', 'SubnetVolume: cumulative TAO traded'),

  movingPrice: f64('TAO/alpha', 'SubnetMovingPrice, on the 2^-32 grid'),
  minerBurned: f64('fraction', "MinerBurned: share of the last tempo's miner incentive that was withheld"),
  userFlow: f64('RAO', 'SubnetTaoFlow: user TAO in minus out since the share rule last read it'),
  protocolFlow: f64('RAO', 'protocol TAO in minus out since the share rule last read it'),

  pendingServer: f64('RAO of alpha', 'PendingServerEmission: waits for the epoch'),
  pendingValidator: f64('RAO of alpha', 'PendingValidatorEmission'),
  pendingRoot: f64('RAO of alpha', 'PendingRootAlphaDivs'),
  pendingOwnerCut: f64('RAO of alpha', 'PendingOwnerCut'),
  pendingRootTao: f64('RAO', "PendingRootDivs: TAO for root's alpha sold since the epoch (root-sells)"),
  pendingRootSold: f64(
    'RAO of alpha',
    "PendingAlphaSwapped: root's alpha sold since the epoch; a count, it is in the pool",
  ),

  tempo: u32('blocks', 'blocks between epochs', 360),
  lastEpochBlock: f64('block', 'LastEpochBlock: block of the last epoch that was due'),
  lastStepBlock: f64('block', 'LastMechanismStepBlock: block of the last epoch that ran'),
  epochIndex: u32('count', 'epochs run so far'),

  neuronCount: u16('UIDs', 'UIDs in use'),
  maxUids: u16('UIDs', 'MaxAllowedUids', 256),
  mechanisms: u8(
    'count',
    'MechanismCountCurrent: problems that the miners are judged by, each on its own',
    1,
  ),
  mechanismSplit: i32(
    '1/65535',
    "MechanismEmissionSplit: the first mechanism's part of the pool, -1 evenly",
    -1,
  ),
  userLiquidity: u8(
    'flag',
    'EnabledUserLiquidity: users may open ranges in the pool (concentrated liquidity)',
  ),
  maxValidators: u16('UIDs', 'MaxAllowedValidators', 64),
  immunityPeriod: u32('blocks', 'a UID cannot be pruned for so long', 5000),
  minNonImmune: u16('UIDs', 'MinNonImmuneUids: with no more than these, immune UIDs are pruned too', 10),
  immuneOwnerUids: u16('UIDs', "ImmuneOwnerUidsLimit: so many of the owner's UIDs are never pruned", 1),
  burn: f64('RAO', 'price of registering a neuron'),
  minBurn: f64('RAO', 'MinBurn', 500_000),
  maxBurn: f64('RAO', 'MaxBurn', 100_000_000_000),
  burnHalfLife: u32('blocks', 'BurnHalfLife', 360),
  burnIncrease: f64('factor', 'BurnIncreaseMult', 1.26),
  registrationsThisInterval: u32('count', 'registrations since the last adjustment of the legacy rule'),

  kappa: u16('1/65535', 'majority ratio at which weights are clipped', 32_767),
  bondsPenalty: u16('1/65535', 'BondsPenalty (beta)', 65_535),
  bondsMovingAverage: u32('1/1000000', 'part of a bond kept per epoch', 900_000),
  yuma3: u8('flag', 'Yuma3On', 1),
  liquidAlpha: u8('flag', 'LiquidAlphaOn'),
  nullConsensus: u8('flag', 'Null consensus instead of the rule in force'),
  bondsReset: u8('flag', 'BondsResetOn: a published commitment clears the bonds in its miner'),
  alphaLow: u16('1/65535', 'AlphaValues, low', 45_875),
  alphaHigh: u16('1/65535', 'AlphaValues, high', 58_982),
  alphaSteepness: i32('1/100', 'AlphaSigmoidSteepness', 1000),
  activityCutoffFactor: u32('1/1000 tempo', 'ActivityCutoffFactorMilli', 13_889),
  activityCutoff: u32('blocks', 'ActivityCutoff: read by rules before v3.4.8', 5000),
  weightsRateLimit: u32('blocks', 'WeightsSetRateLimit', 100),
  stakeThreshold: f64('RAO', 'StakeThreshold: smaller stake weights count as none'),
  minAllowedWeights: u16('UIDs', 'MinAllowedWeights', 1),
  maxWeightLimit: u16('1/65535', 'MaxWeightsLimit: largest part of a row for one UID', 65_535),
  weightsVersionKey: f64('version', 'WeightsVersionKey: least version of a client that sets weights, 0 any'),
  commitReveal: u8('flag', 'CommitRevealWeightsEnabled', 1),
  revealPeriod: u16('epochs', 'RevealPeriodEpochs', 1),

  // What the last block did: written by the coinbase, read by views and metrics.
  share: f64('fraction', "share of the block's TAO emission"),
  emissionTao: f64('RAO/block', "the subnet's part of the block's TAO, in 32 fractional bits of a RAO"),
  taoIn: f64('RAO/block', 'TAO injected into the pool'),
  alphaIn: f64('RAO of alpha/block', 'alpha injected into the pool'),
  chainBuy: f64('RAO/block', 'TAO spent on buying alpha (excess)'),
  chainBought: f64('RAO of alpha/block', 'alpha that the chain bought'),
  alphaEmitted: f64('RAO of alpha/block', 'alpha_out: alpha minted for participants'),
  rootProportion: f64('fraction', 'root TAO weight against alpha issuance, after this block'),

  // Running sums since genesis, for records.
  injectedTotal: f64('RAO', 'TAO injected since the start'),
  chainBuyTotal: f64('RAO', 'TAO spent on chain buys since the start'),
  alphaInTotal: f64('RAO of alpha', 'alpha injected since the start'),
  alphaEmittedTotal: f64('RAO of alpha', 'alpha minted for participants since the start'),
  userInTotal: f64('RAO', 'user TAO that entered the pool since the start'),
  userOutTotal: f64('RAO', 'user TAO that left the pool since the start'),
  rootSoldTotal: f64('RAO', 'TAO paid out for root alpha since the start'),
  registrationTotal: u32('count', 'neurons registered since the start'),
  registrationPaidTotal: f64('RAO', 'TAO paid for registering neurons since the start'),
}

/** Sums since the start of the run: records, not state. They go on with the netuid when a subnet is dissolved. */
export const runningTotals = [
  'injectedTotal',
  'chainBuyTotal',
  'alphaInTotal',
  'alphaEmittedTotal',
  'userInTotal',
  'userOutTotal',
  'rootSoldTotal',
  'registrationTotal',
  'registrationPaidTotal',
] as const satisfies readonly (keyof typeof subnetColumns)[]

/** One row per slot: netuid * stride + uid. */
export const neuronColumns = {
  hotkey: i32('row', 'hotkey that holds the UID, -1 empty', -1),
  alphaPool: i32('row', 'share pool of that hotkey on this subnet, -1 none', -1),
  ownPosition: i32('row', "position of the hotkey's owner in that pool, -1 not looked up yet", -1),
  registeredAt: f64('block', 'BlockAtRegistration'),
  lastUpdate: f64('block', 'block of the last weights (or commit)'),
  permit: u8('flag', 'ValidatorPermit as awarded by the last epoch'),
  emission: f64('RAO of alpha', 'emission of the last epoch, by which UIDs are pruned'),
  stakeWeight: f64('fraction', 'normalised stake weight at the last epoch'),
  consensus: f64('fraction', 'stake-weighted median weight'),
  incentive: f64('fraction', "miner's share of the last epoch"),
  dividends: f64('fraction', "validator's share of the last epoch"),
  validatorTrust: f64('fraction', 'vtrust: agreement of the row with consensus'),
}

export const coldkeyColumns = {
  free: f64('RAO', 'TAO not staked'),
  claimMode: u8('code', 'root claims: 0 swap, 1 keep, 2 keep on the subnets named'),
  firstPosition: i32('row', 'head of its list of positions that hold something, -1 none', -1),
}

export const hotkeyColumns = {
  owner: i32('row', 'coldkey that owns the hotkey', -1),
  take: u16('1/65535', "delegate take: the owner's part of nominators' dividends", 11_796),
  earned: f64(
    'RAO',
    'what the chain paid to it since the start, nominators included: TAO at the spot price of the moment',
  ),
  takeRaisedAt: f64('block', 'block in which the take was last raised, 0 never'),
  firstPool: i32('row', 'head of its list of share pools, -1 none', -1),
  rootPool: i32('row', 'its share pool on root, -1 none', -1),
}

/** One row per (hotkey, netuid): the share pool of its nominators. */
export const sharePoolColumns = {
  hotkey: i32('row', 'hotkey', -1),
  netuid: u16('netuid', 'subnet'),
  total: f64('RAO (of alpha)', 'value of all shares; TAO on root'),
  denominator: f64('shares', 'sum of shares'),
  holders: u32('count', 'coldkeys that hold shares'),
  nextPool: i32('row', 'next pool of the same hotkey, -1 end', -1),
  childTake: u16('1/65535', "childkey take: the hotkey's part of what its parents earn here"),
  childTakeRaisedAt: f64('block', 'block in which the childkey take was last raised, 0 never'),
  childrenSetAt: f64('block', 'block in which the hotkey last named its children here, 0 never'),
  rootRate: f64(
    'alpha per root TAO',
    'root claims: alpha owed per unit of root stake so far, on the 2^-32 grid',
  ),
}

/** One row per (hotkey, coldkey, netuid). */
export const positionColumns = {
  pool: i32('row', 'share pool', -1),
  coldkey: i32('row', 'holder', -1),
  shares: f64('shares', 'part of the pool'),
  nextOfColdkey: i32('row', 'next position of the same coldkey, -1 end', -1),
  rootClaimed: f64('RAO of alpha', 'root claims: already claimed, or owed to no one (the watermark)'),
}
