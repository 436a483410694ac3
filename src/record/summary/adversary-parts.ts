import { type Coalition, coalitionOf } from '../rows/coalition.js'
import { EpochPace } from './epoch-pace.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

const KINDS = ['uids', 'stake', 'incentive', 'dividends', 'emission'] as const
type Kind = (typeof KINDS)[number]
type Sums = Record<Kind, number>

const none = (): Sums => ({ uids: 0, stake: 0, incentive: 0, dividends: 0, emission: 0 })

/**
 * What the UIDs of adversaries have and get, as parts of all on their subnet: the columns of epochs.csv, and their mean
 * over epochs. An epoch that pays nothing of a kind says nothing about it; a subnet without adversaries is not looked at.
 */
class AdversaryParts implements Gauge {
  readonly #watch: Watch
  readonly #pace: EpochPace
  readonly #coalition: Coalition
  readonly #sum = none()
  readonly #epochs = none()
  readonly #all = none()
  readonly #own = none()

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pace = new EpochPace(watch)
    this.#coalition = coalitionOf(watch.view)
  }

  epoch(netuid: number): void {
    if (!this.#coalition.exists || !this.#pace.looks(netuid)) return
    const all = this.#all
    const own = this.#own
    for (const kind of KINDS) all[kind] = own[kind] = 0
    const { neurons, hotkeys, subnets, stride } = this.#watch.world
    const first = netuid * stride
    for (let slot = first; slot < first + subnets.neuronCount[netuid]; slot++) {
      add(all, neurons, slot)
      const hotkey = neurons.hotkey[slot]
      if (hotkey >= 0 && this.#coalition.has(hotkeys.owner[hotkey])) add(own, neurons, slot)
    }
    if (own.uids === 0) return
    for (const kind of KINDS) {
      if (all[kind] === 0) continue
      this.#sum[kind] += own[kind] / all[kind]
      this.#epochs[kind]++
    }
  }

  /** Mean over epochs; NaN where adversaries hold no UID. */
  mean(kind: Kind): number {
    return this.#sum[kind] / this.#epochs[kind]
  }
}

type Neurons = Watch['world']['neurons']

function add(sums: Sums, neurons: Neurons, slot: number): void {
  sums.uids++
  sums.stake += neurons.stakeWeight[slot]
  sums.incentive += neurons.incentive[slot]
  sums.dividends += neurons.dividends[slot]
  sums.emission += neurons.emission[slot]
}

export const adversaryPartsGauge = defineGauge('adversary-parts', (watch) => new AdversaryParts(watch))
