import { kendallTauBOf, pearson, spearman, spearmanOf } from '../../stats/correlation.js'
import { levelsOf } from '../../stats/ranks.js'
import { EpochPace } from './epoch-pace.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { Histogram } from './histogram.js'
import { topFigures } from './ranking.js'

/** Fewer miners than this say nothing about ranks. */
const LEAST = 3
const correlations = () => new Histogram(-1, 1 + 1e-9, 2_000)

/**
 * Whether incentives follow true quality among the miners that serve, and rewards stake among validators; one value an
 * epoch looked into, all subnets together.
 */
class Truth implements Gauge {
  readonly spearman = correlations()
  readonly kendall = correlations()
  readonly pearson = correlations()
  readonly recall = correlations()
  readonly ndcg = correlations()
  /** Stake weight against the epoch's pay, over UIDs with a permit. */
  readonly stake = correlations()
  readonly #watch: Watch
  readonly #pace: EpochPace

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pace = new EpochPace(watch)
  }

  epoch(netuid: number): void {
    if (!this.#pace.looks(netuid)) return
    this.#miners(netuid)
    this.#validators(netuid)
  }

  #miners(netuid: number): void {
    const { view, world } = this.#watch
    const first = netuid * world.stride
    const quality: number[] = []
    const incentive: number[] = []
    for (let uid = 0; uid < world.subnets.neuronCount[netuid]; uid++) {
      const q = view.quality(netuid, uid)
      if (Number.isNaN(q)) continue
      quality.push(q)
      incentive.push(world.neurons.incentive[first + uid])
    }
    if (quality.length < LEAST || !incentive.some((share) => share > 0)) return
    const qualityLevels = levelsOf(quality)
    const incentiveLevels = levelsOf(incentive)
    this.spearman.add(spearmanOf(qualityLevels, incentiveLevels))
    this.kendall.add(kendallTauBOf(qualityLevels, incentiveLevels))
    const paid = quality.filter((_, i) => incentive[i] > 0)
    const logs = incentive.filter((share) => share > 0).map(Math.log)
    if (paid.length >= LEAST) this.pearson.add(pearson(paid, logs))
    const { recall, ndcg } = topFigures(quality, incentive)
    this.recall.add(recall)
    this.ndcg.add(ndcg)
  }

  #validators(netuid: number): void {
    const { neurons, subnets, stride } = this.#watch.world
    const stake: number[] = []
    const pay: number[] = []
    for (let slot = netuid * stride; slot < netuid * stride + subnets.neuronCount[netuid]; slot++) {
      if (neurons.permit[slot] === 0) continue
      stake.push(neurons.stakeWeight[slot])
      pay.push(neurons.emission[slot])
    }
    if (stake.length >= LEAST) this.stake.add(spearman(stake, pay))
  }
}

export const truthGauge = defineGauge('truth', (watch) => new Truth(watch))
