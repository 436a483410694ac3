import type { World } from '../../state/world.js'
import { ascending } from '../concentration.js'
import type { EpochFigures, RecordView } from '../view.js'

/** The epoch at hand: its result stands in the neuron table; what several columns share is summed once. */
export class EpochRow {
  readonly view: RecordView
  readonly world: World
  netuid = 0
  epoch = 0
  figures: EpochFigures = { server: 0, validator: 0, root: 0, ownerCut: 0, withheld: 0 }
  /** UIDs in use; 0 on a subnet without consensus (resolution `aggregate`). */
  neurons = 0
  permits = 0
  /** Validators whose weights counted. */
  active = 0
  incentiveSum = 0
  dividendsSum = 0
  consensusSum = 0
  stakeSum = 0
  validatorTrustSum = 0
  /** Weighted by stake, over validators with a permit. */
  weightedTrustSum = 0
  permitStakeSum = 0
  emissionSum = 0
  adversaryStake = 0
  adversaryIncentive = 0
  adversaryDividends = 0
  adversaryEmission = 0
  /** UIDs whose owner belongs to an adversary cohort. */
  adversaryNeurons = 0
  incentives: Float64Array
  dividends: Float64Array
  stakes: Float64Array
  readonly #scratch: readonly Float64Array[]

  constructor(view: RecordView) {
    this.view = view
    this.world = view.world
    this.#scratch = [0, 1, 2].map(() => new Float64Array(this.world.stride))
    this.incentives = this.dividends = this.stakes = this.#scratch[0].subarray(0, 0)
  }

  look(netuid: number, figures: EpochFigures): void {
    const { subnets, neurons, stride } = this.world
    this.netuid = netuid
    this.epoch = subnets.epochIndex[netuid]
    this.figures = figures
    const count = subnets.neuronCount[netuid]
    const first = netuid * stride
    const part = (column: Float64Array) => column.subarray(first, first + count)
    this.neurons = count
    this.incentives = ascending(part(neurons.incentive), count, this.#scratch[0])
    this.dividends = ascending(part(neurons.dividends), count, this.#scratch[1])
    this.stakes = ascending(part(neurons.stakeWeight), count, this.#scratch[2])
    this.#sum(first, count)
  }

  /** One pass over the UIDs. */
  #sum(first: number, count: number): void {
    this.permits = this.active = this.adversaryNeurons = 0
    this.incentiveSum = this.dividendsSum = this.consensusSum = this.stakeSum = this.emissionSum = 0
    this.validatorTrustSum = this.weightedTrustSum = this.permitStakeSum = 0
    this.adversaryStake = this.adversaryIncentive = this.adversaryDividends = this.adversaryEmission = 0
    const { incentive, dividends, consensus, stakeWeight, validatorTrust, permit, emission } =
      this.world.neurons
    for (let slot = first; slot < first + count; slot++) {
      this.incentiveSum += incentive[slot]
      this.dividendsSum += dividends[slot]
      this.consensusSum += consensus[slot]
      this.stakeSum += stakeWeight[slot]
      this.emissionSum += emission[slot]
      if (permit[slot]) {
        this.permits++
        this.validatorTrustSum += validatorTrust[slot]
        this.weightedTrustSum += validatorTrust[slot] * stakeWeight[slot]
        this.permitStakeSum += stakeWeight[slot]
        if (validatorTrust[slot] > 0) this.active++
      }
      if (this.#isAdversary(slot)) {
        this.adversaryNeurons++
        this.adversaryStake += stakeWeight[slot]
        this.adversaryIncentive += incentive[slot]
        this.adversaryDividends += dividends[slot]
        this.adversaryEmission += emission[slot]
      }
    }
  }

  #isAdversary(slot: number): boolean {
    const hotkey = this.world.neurons.hotkey[slot]
    const cohort = hotkey < 0 ? -1 : this.view.cohortOf(this.world.hotkeys.owner[hotkey])
    return cohort >= 0 && this.view.cohorts[cohort].adversary
  }
}
