/**
 * What an epoch found, by uid. Made once at a subnet's capacity and written again by each epoch.
 *
 * Reals lie in 0 .. 1 and on the grid of 2^-32; u16 fields are those reals as parts of 65535, rounded down,
 * as the chain stores them; emissions are whole RAO.
 */
export class EpochResult {
  /** Normalised stake weight. */
  readonly stake: Float64Array
  /** The same over active validators with a permit alone. */
  readonly activeStake: Float64Array
  /** Stake-weighted median weight. */
  readonly consensus: Float64Array
  /** Sum of a validator's clipped weights. */
  readonly validatorTrust: Float64Array
  /** Stake-weighted sum of clipped weights, before normalisation. */
  readonly rank: Float64Array
  /** Part of a miner's weight that survived clipping; written by `measureTrust` only. */
  readonly trust: Float64Array
  readonly incentive: Float64Array
  readonly dividends: Float64Array
  /** RAO. */
  readonly serverEmission: Float64Array
  /** RAO. */
  readonly validatorEmission: Float64Array
  /**
   * RAO; what the chain stores and pruning goes by. Normalised anew, so not the sum of the two above to the
   * RAO.
   */
  readonly combinedEmission: Float64Array
  /** Permits for the next epoch. */
  readonly permit: Uint8Array
  /** 1 where the neuron set weights within the activity cutoff. */
  readonly active: Uint8Array
  readonly stakeU16: Uint16Array
  readonly consensusU16: Uint16Array
  readonly validatorTrustU16: Uint16Array
  readonly incentiveU16: Uint16Array
  readonly dividendsU16: Uint16Array
  readonly trustU16: Uint16Array

  constructor(capacity: number) {
    const reals = () => new Float64Array(capacity)
    const shares = () => new Uint16Array(capacity)
    this.stake = reals()
    this.activeStake = reals()
    this.consensus = reals()
    this.validatorTrust = reals()
    this.rank = reals()
    this.trust = reals()
    this.incentive = reals()
    this.dividends = reals()
    this.serverEmission = reals()
    this.validatorEmission = reals()
    this.combinedEmission = reals()
    this.permit = new Uint8Array(capacity)
    this.active = new Uint8Array(capacity)
    this.stakeU16 = shares()
    this.consensusU16 = shares()
    this.validatorTrustU16 = shares()
    this.incentiveU16 = shares()
    this.dividendsU16 = shares()
    this.trustU16 = shares()
  }
}
