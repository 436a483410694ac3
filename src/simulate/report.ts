import { PAID } from '../chain/log.js'
import type { Beginning } from '../genesis.js'
import type { EventKind, Recorder } from '../record/run.js'
import type { EpochFigures } from '../record/view.js'
import { ownersOf } from './owners.js'

const figures: EpochFigures = { server: 0, validator: 0, root: 0, ownerCut: 0, withheld: 0 }

/** Hand a block's trades, epochs and events to the recorder, and empty the log. */
export function tell({ world, rules, society }: Beginning, recorder: Recorder, before: number): void {
  const { log } = rules
  const { trades } = log
  for (let i = 0; i < trades.count; i++) {
    const paid = trades.side[i] === 0 ? trades.tao[i] + trades.fee[i] : trades.tao[i]
    const alpha = trades.side[i] === 0 ? trades.alpha[i] : trades.alpha[i] + trades.fee[i]
    recorder.trade(
      trades.cohort[i],
      trades.agent[i],
      trades.netuid[i],
      trades.side[i],
      paid,
      alpha,
      trades.fee[i],
      trades.taoAfter[i],
      trades.alphaAfter[i],
    )
  }
  trades.count = 0
  for (let k = 0; k < log.epochCount; k++) {
    for (let c = 0; c < PAID.length; c++) figures[PAID[c]] = log.epochPaid[k * PAID.length + c]
    recorder.epoch(log.epochNetuid[k], figures)
  }
  log.epochCount = 0
  if (log.events.length > 0) {
    for (const { kind, netuid, cohort, agent, value, coldkey, name } of log.events) {
      const owner = coldkey === undefined ? undefined : ownersOf(society.cohorts).get(coldkey)
      recorder.event(kind as EventKind, netuid, owner?.cohort ?? cohort, owner?.member ?? agent, value, name)
    }
    log.events.length = 0
  }
  const emission = world.totals.blockEmission
  if (emission !== before && before > 0) recorder.event('halving', -1, -1, -1, emission)
}
