import { coalitionOf } from '../rows/coalition.js'
import type { EventKind } from '../run.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Strategy of those who lend stake weight for rent. */
const BROKER = 'childkey-broker'

/**
 * TAO that changes hands by transfers between wallets: no pool sees it, no price moves by it. The warm-up counts, as in
 * the coalition's books, of which these payments are a part.
 */
class Payments implements Gauge {
  readonly #watch: Watch
  /** RAO that adversaries paid to wallets of others, less what they got from them. */
  paidOut = 0
  /** RAO that lenders of stake weight were paid. */
  rent = 0

  constructor(watch: Watch) {
    this.#watch = watch
  }

  event(kind: EventKind, _netuid: number, cohort: number, _member: number, value: number): void {
    if (kind !== 'payment' && kind !== 'receipt') return
    const who = this.#watch.view.cohorts[cohort]
    if (!who) return
    if (who.adversary) this.paidOut += kind === 'payment' ? value : -value
    if (kind === 'receipt' && who.kind === BROKER) this.rent += value
  }

  get adversaries(): boolean {
    return coalitionOf(this.#watch.view).exists
  }
  get brokers(): boolean {
    return this.#watch.view.cohorts.some(({ kind }) => kind === BROKER)
  }
}

export const paymentsGauge = defineGauge('payments', (watch) => new Payments(watch), 'start')
