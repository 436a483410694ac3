import { pairMeans } from '../stats/control-variate.js'
import { whetherToStop } from '../stats/stopping.js'
import type { SweepHouse } from './house.js'
import type { Ledger } from './ledger.js'
import { ordersOf } from './orders.js'
import type { SweepPlan } from './plan.js'
import type { OrderDone, RunOrder, RunQueue } from './queue/queue.js'
import { rowsOf, valuesOf } from './rows.js'
import type { Standing } from './standing.js'

export interface Rounds {
  readonly plan: SweepPlan
  readonly house: SweepHouse
  readonly ledger: Ledger
  readonly queue: RunQueue
  /** Only every so manieth order. */
  readonly shard?: { readonly index: number; readonly count: number }
  readonly signal: AbortSignal
  readonly standing: Standing
}

/** How many replicates of each cell a round wants, from and to; the same numbers mean none. */
export type Wanted = readonly { readonly from: number; readonly to: number }[]

/** All replicates of all cells; with a stopping rule round after round, until every cell is known well enough. */
export async function carryOutRounds(rounds: Rounds): Promise<readonly CellStop[]> {
  const { plan, ledger, signal } = rounds
  let wanted: Wanted = ledger.cells.map(() => ({ from: 0, to: plan.replicates }))
  const stops: CellStop[] = ledger.cells.map(() => ({ status: 'fixed', wanting: [] }))
  for (;;) {
    await carryOutRound(rounds, wanted)
    if (!plan.stop || signal.aborted) return stops
    wanted = wanted.map((before, place) => {
      if (before.from === before.to) return before
      const { status, more, wanting } = lookAt(plan, ledger, place)
      stops[place] = { status: status === 'go-on' ? 'stopped_budget' : status, wanting }
      return { from: before.to, to: before.to + more }
    })
    if (wanted.every(({ from, to }) => from === to)) return stops
  }
}

/** Runs of a round, if no two are equal. */
function expectedOf({ plan, shard }: Rounds, wanted: Wanted): number {
  const replicates = wanted.reduce((sum, { from, to }) => sum + to - from, 0)
  const runs = replicates * (plan.compare.attackOff ? 2 : 1)
  return shard ? Math.ceil((runs - shard.index + 1) / shard.count) : runs
}

/** Why a cell has as many replicates as it has. */
export interface CellStop {
  readonly status: 'fixed' | 'precise' | 'stopped_budget'
  /** Primary metrics that are less well known than was asked for. */
  readonly wanting: readonly string[]
}

/** Whether a cell has been replicated enough. A run that is not there (interrupted) ends the matter for now. */
function lookAt(plan: SweepPlan, ledger: Ledger, place: number) {
  const { rule, precision } = plan.stop!
  const rows = rowsOf(ledger, place)
  if (rows.some(({ planned, row }) => !row && !ledger.errors.has(planned.run)))
    return { status: 'stopped_budget' as const, more: 0, wanting: plan.primary }
  const values = plan.primary.map((metric) => {
    const single = valuesOf(
      rows.map(({ row }) => row),
      metric,
    )
    return [metric, plan.antithetic ? pairMeans(single) : single]
  })
  const pairs = plan.antithetic ? 2 : 1
  const { first, batch, most } = rule
  const scaled = { ...rule, first: first / pairs, batch: batch / pairs, most: most / pairs }
  const stopping = whetherToStop(Object.fromEntries(values), scaled, precision)
  return { ...stopping, more: stopping.more * pairs }
}

/** The replicates that each cell of the ledger still wants. */
export async function carryOutRound(rounds: Rounds, wanted: Wanted): Promise<void> {
  const { ledger, queue, signal, standing } = rounds
  for (const [place, { to }] of wanted.entries()) ledger.wanted[place] = to
  standing.expected = standing.total + expectedOf(rounds, wanted)
  standing.tell()
  for await (const done of queue.carryOut(ordersToRun(rounds, wanted), signal)) {
    take(done, ledger, standing)
    standing.tell()
  }
}

function take({ run, status, reused, error, seconds }: OrderDone, ledger: Ledger, standing: Standing): void {
  standing.running--
  standing.seconds += seconds
  if (status === 'failed') {
    ledger.errors.set(run, error ?? 'for no reason given')
    standing.failed++
  }
  if (status === 'complete') standing.done++
  if (status === 'complete' && reused) standing.reused++
}

/** The orders of a round that nobody has carried out yet, made as they are drawn. */
function* ordersToRun({ plan, house, ledger, shard, standing }: Rounds, wanted: Wanted): Generator<RunOrder> {
  let number = 0
  for (const [place, cell] of ledger.cells.entries()) {
    const { from, to } = wanted[place]
    if (from === to) continue
    const reps = Array.from({ length: to - from }, (_, i) => from + i)
    for (const { planned, orders } of ordersOf(plan, cell, reps, house)) {
      ledger.add(place, planned)
      if (plan.compare.attackOff && orders.length === 1) standing.expected--
      for (const order of orders) {
        if (!ledger.firstToAsk(order.run)) {
          standing.expected--
          continue
        }
        const ours = !shard || number++ % shard.count === shard.index - 1
        if (!ours) continue
        standing.total++
        if (ledger.isFinished(order.run)) {
          standing.done++
          standing.reused++
        } else {
          standing.running++
          yield order
        }
      }
    }
  }
}

/** Carries out nothing: for making the tables from what there is. */
export const idleQueue: RunQueue = {
  width: 0,
  async *carryOut(orders) {
    for (const { run } of orders) yield { run, status: 'interrupted', reused: false, seconds: 0 }
  },
  close: () => Promise.resolve(),
}
