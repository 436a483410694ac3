import type { EpochInput, EpochParams } from '../consensus/inputs.js'

/** Rows by uid of `[uid, value]`, as a vector file holds them. */
export type StoredRows = readonly (readonly [number, number])[][]

/** One epoch of a vector in the kernel's own terms. */
export interface EpochCase {
  input: EpochInput
  /** Stake and pool without rounding, RAO, for the exact twin. */
  stakeRao: readonly bigint[]
  poolRao: bigint
  weights: StoredRows
  bonds: StoredRows
}

const flags = (values: readonly boolean[]) => Uint8Array.from(values, (v) => (v ? 1 : 0))
const numbers = (values: readonly (string | number)[]) => Float64Array.from(values, Number)

/** An epoch of a case of `epoch-chain-*.json`. */
// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
export function caseOfChain(vector: any, epoch: any): EpochCase {
  const params: EpochParams = {
    kappa: vector.kappaU16,
    bondsPenalty: vector.bondsPenaltyU16,
    bondsMovingAverage: vector.bondsMovingAverage,
    yuma3: vector.variant === 'yuma3',
    liquidAlpha: vector.liquidAlpha,
    alphaLow: vector.alphaLowU16,
    alphaHigh: vector.alphaHighU16,
    alphaSteepness: vector.alphaSigmoidSteepness,
    tempo: vector.tempo,
    activityCutoff: vector.activityCutoff,
    maxValidators: vector.maxValidators,
    stakeThreshold: Number(vector.stakeThresholdRao),
  }
  const input: EpochInput = {
    n: vector.n,
    block: epoch.block,
    lastStepBlock: epoch.lastMechanismStepBlock,
    ownerUid: vector.ownerUid ?? -1,
    params,
    stake: numbers(vector.stakeRao),
    lastUpdate: numbers(epoch.lastUpdate),
    registeredAt: numbers(vector.blockAtRegistration),
    permit: flags(epoch.validatorPermit),
    pool: Number(epoch.emissionRao),
  }
  return {
    input,
    stakeRao: vector.stakeRao.map(BigInt),
    poolRao: BigInt(epoch.emissionRao),
    weights: epoch.weightsU16,
    bonds: epoch.bondsU16,
  }
}

/** A step of a `chain-epoch-sequence`. */
// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
export function caseOfStep(vector: any, step: any): EpochCase {
  const p = { ...vector.params, ...step.input.param_overrides }
  const input: EpochInput = {
    n: vector.n,
    block: step.input.block,
    lastStepBlock: p.lms,
    ownerUid: p.owner_uid ?? -1,
    params: {
      kappa: p.kappa,
      bondsPenalty: p.bonds_penalty,
      bondsMovingAverage: p.bonds_moving_average,
      yuma3: p.yuma3,
      liquidAlpha: p.liquid_alpha,
      alphaLow: p.alpha_low,
      alphaHigh: p.alpha_high,
      alphaSteepness: p.steepness,
      tempo: p.tempo,
      activityCutoff: p.activity_cutoff,
      maxValidators: p.max_validators,
      stakeThreshold: Number(p.min_stake),
    },
    stake: numbers(step.input.stake_rao),
    lastUpdate: numbers(step.input.last_update),
    registeredAt: numbers(step.input.registered_at),
    permit: flags(step.input.permits_before),
    commitBlock: p.commit_reveal && p.commit_blocks ? commits(p.commit_blocks) : null,
    pool: Number(p.emission),
  }
  return {
    input,
    stakeRao: step.input.stake_rao.map(BigInt),
    poolRao: BigInt(p.emission),
    weights: step.input.weights_u16,
    bonds: step.input.bonds_before_u16,
  }
}

/** No commit is null, or the chain's u64::MAX. */
const commits = (blocks: readonly (number | null)[]) =>
  Float64Array.from(blocks, (b) => (b === null || b > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : b))
