import { U16_MAX } from '../../units.js'
import { runEpoch } from '../epoch.js'
import type { EpochInput } from '../inputs.js'
import { SubnetMatrix } from '../matrix.js'
import { EpochResult } from '../result.js'
import type { GuaranteeParams, Teams } from './guarantee.js'

/** Stake of all validators together, RAO: large enough that no share is lost to rounding. */
const ALL_STAKE = 1e15
const BLOCK = 1_000
const TEMPO = 360

/**
 * Honest majority against cabal, decided by the chain's own epoch: u16 weights, fixed point, classic bonds.
 *
 * Validators are the first UIDs, servers the rest; all validators hold permits and set their weights a block ago. No old
 * bonds count: the part kept is 0, which leaves the bonds of this epoch, and dividends are normalised anyway.
 *
 * Source: pallets/subtensor/src/tests/consensus.rs, map_consensus_guarantees and init_run_epochs, 14bc6f9f
 */
export class ChainTrial {
  readonly #teams: Teams
  readonly #params: GuaranteeParams
  readonly #matrix: SubnetMatrix
  readonly #input: EpochInput
  readonly #result: EpochResult
  readonly #uids: Uint16Array
  readonly #row: Uint16Array

  constructor(teams: Teams, params: GuaranteeParams) {
    const { validators, servers, stake } = teams
    const n = validators + servers
    this.#teams = teams
    this.#params = params
    this.#matrix = new SubnetMatrix(n)
    this.#result = new EpochResult(n)
    this.#uids = Uint16Array.from({ length: servers }, (_, j) => validators + j)
    this.#row = new Uint16Array(servers)
    const isValidator = (uid: number) => uid < validators
    this.#input = {
      n,
      block: BLOCK,
      lastStepBlock: BLOCK - TEMPO,
      ownerUid: -1,
      params: {
        kappa: Math.floor(params.kappa * U16_MAX),
        bondsPenalty: Math.floor(params.beta * U16_MAX),
        bondsMovingAverage: 0,
        yuma3: false,
        liquidAlpha: false,
        alphaLow: 0,
        alphaHigh: 0,
        alphaSteepness: 0,
        tempo: TEMPO,
        activityCutoff: BLOCK,
        maxValidators: validators,
        stakeThreshold: 0,
      },
      stake: Float64Array.from({ length: n }, (_, uid) =>
        isValidator(uid) ? Math.floor(stake[uid] * ALL_STAKE) : 0,
      ),
      lastUpdate: Float64Array.from({ length: n }, (_, uid) => (isValidator(uid) ? BLOCK - 1 : 0)),
      registeredAt: new Float64Array(n),
      permit: Uint8Array.from({ length: n }, (_, uid) => (isValidator(uid) ? 1 : 0)),
      commitBlock: null,
      pool: 0,
    }
  }

  /**
   * What the honest get of one epoch's emission, 0 .. 1:   E_H = xi sum D + (1 - xi) sum I
   *
   * @param honestUtility  W_H, what honest validators give to honest servers
   * @param cabalUtility   W_C, what the cabal gives to its own
   */
  honestEmission(honestUtility: number, cabalUtility: number): number {
    const { validators, honestValidators, honestServers } = this.#teams
    for (let i = 0; i < validators; i++) {
      this.#setWeights(i, i < honestValidators ? honestUtility : 1 - cabalUtility)
    }
    runEpoch(this.#matrix, this.#input, this.#result)
    const { incentive, dividends } = this.#result
    let earned = 0
    let rewarded = 0
    for (let i = 0; i < honestValidators; i++) earned += dividends[i]
    for (let j = 0; j < honestServers; j++) rewarded += incentive[validators + j]
    const { validatorPart } = this.#params
    return validatorPart * earned + (1 - validatorPart) * rewarded
  }

  /** A validator's row, scaled so that its largest weight is 65535. Source: subnets/weights.rs, internal_set_weights */
  #setWeights(validator: number, toHonest: number): void {
    const { servers, honestServers, shape } = this.#teams
    const from = validator * servers
    const weight = (j: number) => shape[from + j] * (j < honestServers ? toHonest : 1 - toHonest)
    let largest = 0
    for (let j = 0; j < servers; j++) largest = Math.max(largest, weight(j))
    for (let j = 0; j < servers; j++) this.#row[j] = Math.round((weight(j) / largest) * U16_MAX)
    this.#matrix.setRow(validator, this.#uids, this.#row)
  }
}
