import { nextLevel } from '../../stats/bisect.js'
import { carryOutRound, type Rounds } from '../rounds.js'
import { type FinishedRow, rowsOf } from '../rows.js'
import { cellAtLevel, newTrail, observedOf, risingLevels, risingRange, type Trail } from './trail.js'

/**
 * The searches of a sweep: every cell tries a level, all its replicates of it at a time, and the results say which is next.
 * A level's runs are runs like all others, found by their names: a search that was cut short goes over the same
 * levels again without running any of them anew.
 *
 * @returns  by search, then by cell
 */
export async function carryOutSearches(rounds: Rounds): Promise<readonly Trail[]> {
  const { plan, ledger, signal } = rounds
  const { cells } = ledger
  const trails = plan.searches.flatMap((search) => cells.map((cell) => newTrail(search, cell)))
  for (;;) {
    if (signal.aborted) for (const trail of trails) trail.unfinished ||= !trail.step.done
    const going = trails.filter(({ step, unfinished }) => !step.done && !unfinished)
    if (going.length === 0) return trails
    const first = ledger.cells.length
    for (const trail of going) {
      if (trail.step.done) continue
      const { level } = trail.step
      const place = ledger.grow(cellAtLevel(trail.cell, trail.search, level))
      trail.tried.push({ level, place })
    }
    const wanted = ledger.wanted.map((to, place) =>
      place < first ? { from: to, to } : { from: 0, to: plan.replicates },
    )
    await carryOutRound(rounds, wanted)
    for (const trail of going) look(rounds, trail)
  }
}

/** Take in what the last level gave. A run that failed counts as one without a value; one that is not there, as not run. */
function look({ plan, ledger }: Rounds, trail: Trail): void {
  const last = trail.tried.at(-1)!
  const rows = rowsOf(ledger, last.place)
  const isOver = ({ planned, row, twin }: FinishedRow) =>
    ledger.errors.has(planned.run) ||
    (row !== undefined && (planned.twin === undefined || twin !== undefined)) ||
    ledger.errors.has(planned.twin ?? '')
  trail.unfinished = rows.length < plan.replicates || !rows.every(isOver)
  if (trail.unfinished) return
  last.values = observedOf(plan, rows, trail.search.metric)
  trail.step = nextLevel(risingRange(trail.search), risingLevels(trail))
}
