import { ScenarioError } from '../errors.js'
import type { RecordChoices } from '../scenario/scenario.js'
import { placedIn } from './place-in-plan.js'
import type { SweepPlan } from './plan.js'

/** Tables that a run has only if its scenario asks for them, by the key under `record` that does. */
const ASKED = ['trades', 'validators', 'miners'] as const

/**
 * A table that every run shall keep and none writes would be missed when the sweep is over. One that some cells write is
 * gathered from these: what is recorded may be a factor.
 *
 * @param records  of all cells
 * @throws ScenarioError with all of them
 */
export function checkKeep(plan: SweepPlan, records: readonly RecordChoices[]): void {
  const { keep = [] } = plan
  const lacking = ASKED.filter((name) => keep.includes(name) && !records.some((record) => record[name]))
  if (lacking.length === 0) return
  const problems = lacking.map((name) => ({
    path: 'keep',
    got: `"${name}", which no run records`,
    want: `"record: { ${name}: true }" in the scenario`,
  }))
  throw new ScenarioError(problems.map(placedIn(plan)))
}
