import { type Coalition, coalitionOf } from '../rows/coalition.js'
import { EpochPace } from './epoch-pace.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Sums over UIDs of an epoch: of all, and of honest ones. */
interface Part {
  all: number
  honest: number
}

/**
 * What honest UIDs keep where adversaries hold UIDs too, epoch by epoch.
 *
 *   E_H = (D_H + I_H) / 2        S_H  their part of the stake weight, D_H of the dividends, I_H of the incentives
 *   W_H = sum_H exp(q) / sum exp(q)      q  true quality (log) of the miners that serve
 *
 * The owner's UID is left out of the incentives: what it gets is withheld. W_H takes the weights of a validator that
 * measures without noise at contrast 1. Epochs that pay no dividends or no incentives are left out.
 */
class Retention implements Gauge {
  readonly #watch: Watch
  readonly #pace: EpochPace
  readonly #coalition: Coalition
  readonly #stake: Part = { all: 0, honest: 0 }
  readonly #dividends: Part = { all: 0, honest: 0 }
  readonly #incentive: Part = { all: 0, honest: 0 }
  readonly #utility: Part = { all: 0, honest: 0 }
  /** Epochs counted, and those that say something about utility. */
  #epochs = 0
  #useful = 0
  #retained = 0
  #emission = 0
  #ratio = 0
  #miners = 0
  #minerRatio = 0
  #excess = 0
  #minerExcess = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pace = new EpochPace(watch)
    this.#coalition = coalitionOf(watch.view)
  }

  epoch(netuid: number): void {
    if (!this.#coalition.exists || !this.#pace.looks(netuid)) return
    if (!this.#add(netuid) || this.#dividends.all === 0 || this.#incentive.all === 0) return
    const incentive = this.#incentive.honest / this.#incentive.all
    const emission = (this.#dividends.honest / this.#dividends.all + incentive) / 2
    const stake = this.#stake.honest / this.#stake.all
    this.#epochs++
    this.#emission += emission
    this.#miners += incentive
    this.#ratio += emission / stake
    if (emission >= stake) this.#retained++
    if (this.#utility.all === 0) return
    const utility = this.#utility.honest / this.#utility.all
    this.#useful++
    this.#minerRatio += incentive / utility
    this.#excess += utility - emission
    this.#minerExcess += utility - incentive
  }

  /** @returns whether adversaries hold a UID here */
  #add(netuid: number): boolean {
    const { neurons, hotkeys, subnets, stride } = this.#watch.world
    for (const part of [this.#stake, this.#dividends, this.#incentive, this.#utility])
      part.all = part.honest = 0
    let hostile = false
    for (let uid = 0; uid < subnets.neuronCount[netuid]; uid++) {
      const slot = netuid * stride + uid
      const hotkey = neurons.hotkey[slot]
      const honest = hotkey < 0 || !this.#coalition.has(hotkeys.owner[hotkey])
      if (!honest) hostile = true
      put(this.#stake, neurons.stakeWeight[slot], honest)
      put(this.#dividends, neurons.dividends[slot], honest)
      if (hotkey !== subnets.ownerHotkey[netuid]) put(this.#incentive, neurons.incentive[slot], honest)
      const quality = this.#watch.view.quality(netuid, uid)
      if (!Number.isNaN(quality)) put(this.#utility, Math.exp(quality), honest)
    }
    return hostile
  }

  /** E_H. */
  get emission(): number {
    return this.#emission / this.#epochs
  }
  /** E_H / S_H. */
  get ratio(): number {
    return this.#ratio / this.#epochs
  }
  /** Part of the epochs with E_H >= S_H. */
  get retained(): number {
    return this.#retained / this.#epochs
  }
  /** I_H. */
  get miners(): number {
    return this.#miners / this.#epochs
  }
  /** I_H / W_H. */
  get minerRatio(): number {
    return this.#minerRatio / this.#useful
  }
  /** W_H - E_H. */
  get excess(): number {
    return this.#excess / this.#useful
  }
  /** W_H - I_H. */
  get minerExcess(): number {
    return this.#minerExcess / this.#useful
  }
}

function put(part: Part, value: number, honest: boolean): void {
  part.all += value
  if (honest) part.honest += value
}

export const retentionGauge = defineGauge('retention', (watch) => new Retention(watch))
