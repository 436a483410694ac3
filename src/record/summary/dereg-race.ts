import { Coalition } from '../rows/coalition.js'
import type { EventKind } from '../run.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

const SNIPER = 'dereg-sniper'
const DEFENDER = 'dereg-defender'

/**
 * What the race for subnet slots costs those who defend theirs and brings those who trade on dissolutions: liquidation
 * values of all wallets of either sort, at the end less at the start. The warm-up counts, as in the adversaries' books.
 *
 *   defenders' cost      = LV at the start - LV at the end
 *   snipers' arbitrage   = LV at the end - LV at the start + TAO paid for registering subnets
 */
class DeregRace implements Gauge {
  readonly #watch: Watch
  readonly #snipers: Coalition
  readonly #defenders: Coalition
  /** RAO that snipers paid for subnets of their own. */
  #locked = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#snipers = new Coalition(watch.view, ({ kind }) => kind === SNIPER)
    this.#defenders = new Coalition(watch.view, ({ kind }) => kind === DEFENDER)
  }

  event(kind: EventKind, _netuid: number, cohort: number, _member: number, value: number): void {
    if (kind === 'subnet_registration' && this.#watch.view.cohorts[cohort]?.kind === SNIPER)
      this.#locked += value
  }

  /** RAO; NaN where nobody defends. */
  get defenderCost(): number {
    return -gain(this.#defenders)
  }
  /** RAO; NaN where nobody snipes. */
  get arbitrage(): number {
    return gain(this.#snipers) + this.#locked
  }
}

const gain = (who: Coalition): number => (who.exists ? who.value() - who.start : Number.NaN)

export const deregRaceGauge = defineGauge('dereg-race', (watch) => new DeregRace(watch), 'start')
