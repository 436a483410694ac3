import type { EpochFigures } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** What subnet owners take, and what they do with it. RAO of TAO: alpha at the spot price of the epoch. */
class Owners implements Gauge {
  /** Cuts paid. */
  cut = 0
  /** All that epochs paid out, to whomever. */
  emission = 0
  /** To miners, the withheld part included; and that part. */
  server = 0
  withheld = 0
  /** To UIDs of adversaries on subnets whose owner is one, and to other UIDs of the owner. */
  shell = 0
  /** TAO that owners got for alpha of their own subnets. */
  sold = 0
  readonly #watch: Watch

  constructor(watch: Watch) {
    this.#watch = watch
  }

  epoch(netuid: number, { server, validator, root, ownerCut, withheld }: EpochFigures): void {
    const price = this.#watch.view.price(netuid)
    this.cut += ownerCut * price
    this.server += server * price
    this.withheld += withheld * price
    this.emission += (server + validator + root + ownerCut) * price
    this.shell += this.#shell(netuid) * price
  }

  /** What the epoch paid to the owner's helpers, RAO of alpha; the owner's own incentive is withheld and no income. */
  #shell(netuid: number): number {
    const { world, view } = this.#watch
    const { subnets, neurons, hotkeys, stride } = world
    const owner = subnets.ownerColdkey[netuid]
    const cohort = owner < 0 ? -1 : view.cohortOf(owner)
    if (cohort < 0 || !view.cohorts[cohort].adversary) return 0
    let paid = 0
    for (let slot = netuid * stride; slot < netuid * stride + subnets.neuronCount[netuid]; slot++) {
      const hotkey = neurons.hotkey[slot]
      const coldkey = hotkey < 0 ? -1 : hotkeys.owner[hotkey]
      if (coldkey < 0 || coldkey === owner) continue
      const of = view.cohortOf(coldkey)
      if (of >= 0 && view.cohorts[of].adversary) paid += neurons.emission[slot]
    }
    return paid
  }

  trade(cohort: number, member: number, netuid: number, side: number, tao: number): void {
    if (side === 0 || cohort < 0) return
    const { role, home } = this.#watch.view.cohorts[cohort]
    if (role === 'owner' && home(member) === netuid) this.sold += tao
  }

  get incomePerDay(): number {
    return this.cut / this.#watch.days
  }
}

export const ownersGauge = defineGauge('owners', (watch) => new Owners(watch))
