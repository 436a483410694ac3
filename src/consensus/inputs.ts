/**
 * Which bonds are taken for bonds in somebody else who held the uid before: those in miners that registered
 * since the last epoch (v3.4.8 on), within the last tempo (v2.0.9 on), or since their holder last set weights.
 */
export type BondMask = 'last-epoch' | 'last-tempo' | 'last-update'

/** Hyperparameters of one subnet that an epoch reads. */
export interface EpochParams {
  /** Majority at which weights are clipped, u16 of 65535. */
  kappa: number
  /** Share of the clipped weight in what a bond is paid for, u16 of 65535. */
  bondsPenalty: number
  /** Part of the old bond that is kept, parts per million. */
  bondsMovingAverage: number
  /** Bonds per pair of validator and miner instead of column-normalised ones. */
  yuma3: boolean
  /** A rate of its own for each bond; acts with `yuma3` only, as on chain (a rate for each miner under
   * liquid-alpha-1). */
  liquidAlpha: boolean
  /** Bounds of that rate, u16 of 65535. */
  alphaLow: number
  alphaHigh: number
  /** Steepness of its sigmoid, i16, divided by 100. */
  alphaSteepness: number
  /** Blocks between epochs; read for the first epoch only. */
  tempo: number
  /** Blocks without weights after which a validator's stake does not count. */
  activityCutoff: number
  /** Permits given. */
  maxValidators: number
  /** Least stake weight that counts, RAO. */
  stakeThreshold: number
  /**
   * Liquid alpha: let bonds without a weight decay, where the chain drops them. Default false, as on chain.
   */
  decayOmitted?: boolean
  /** Default last-epoch. */
  bondMask?: BondMask
  /** The owner needs stake for a permit like everybody else (before v3.3.14). Default false. */
  ownerByStake?: boolean
}

/** State that one epoch reads. Arrays are by uid and at least `n` long. */
export interface EpochInput {
  /** Neurons. */
  n: number
  block: number
  /** Block of the last epoch that ran, 0 if none did. */
  lastStepBlock: number
  /** uid of the subnet's owner, -1 if it has none (or no rights of its own: before v2.0.8). */
  ownerUid: number
  params: EpochParams
  /** Stake weight, RAO (alpha plus weighted root TAO). */
  stake: Float64Array
  /** Block of the last weights (or commit). */
  lastUpdate: Float64Array | Int32Array
  /** Block of registration. */
  registeredAt: Float64Array | Int32Array
  /** Validator permits as the epoch before left them. May be the very array of the result. */
  permit: Uint8Array
  /** Commit-reveal: block of the earliest open commit, Infinity for none. Null where commit-reveal is off. */
  commitBlock?: Float64Array | null
  /** What the epoch pays, RAO. */
  pool: number
}
