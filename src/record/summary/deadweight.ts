import type { World } from '../../state/world.js'
import { RAO_PER_TAO } from '../../units.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/**
 * What was used up on the way, RAO: TAO paid for UIDs, fees of swaps (alpha at the spot price of the moment), and the dollars
 * that miners and validators spent, at the TAO price of the day.
 *
 * Costs are those that strategies state (`cost`, of agents at work where they remember `serving`).
 */
class Deadweight implements Gauge {
  readonly #view: RecordView
  readonly #world: World
  readonly #paidBefore: number
  fees = 0
  costs = 0

  constructor({ view, world }: Watch) {
    this.#view = view
    this.#world = world
    this.#paidBefore = this.#paid()
  }

  trade(
    _cohort: number,
    _agent: number,
    netuid: number,
    side: number,
    _tao: number,
    _alpha: number,
    fee: number,
  ): void {
    this.fees += side === 0 ? fee : fee * this.#view.price(netuid)
  }

  day(): void {
    let usd = 0
    for (const cohort of this.#view.cohorts) {
      if (cohort.role !== 'miner' && cohort.role !== 'validator') continue
      const serving = cohort.remembered('serving')
      const effort = cohort.remembered('effort')
      for (let agent = 0; agent < cohort.agents; agent++) {
        const cost = cohort.param('cost', agent)
        if (!(cost > 0) || cohort.gone(agent) || serving?.[agent] === 0) continue
        usd += cost * (effort ? effort[agent] : 1)
      }
    }
    if (usd > 0) this.costs += (usd / this.#view.taoPriceUsd()) * RAO_PER_TAO
  }

  get registrations(): number {
    return this.#paid() - this.#paidBefore
  }

  get all(): number {
    return this.registrations + this.fees + this.costs
  }

  #paid(): number {
    return this.#world.subnets.registrationPaidTotal.reduce((sum, paid) => sum + paid, 0)
  }
}

export const deadweightGauge = defineGauge('deadweight', (watch) => new Deadweight(watch))
