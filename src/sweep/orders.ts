import { attackOff } from '../scenario/attack-off.js'
import type { Scenario } from '../scenario/scenario.js'
import { inputOf, scenarioOf } from './cells.js'
import type { Cell } from './design/cell.js'
import type { SweepHouse } from './house.js'
import { nameOf } from './one-run.js'
import type { SweepPlan } from './plan.js'
import type { RunOrder } from './queue/queue.js'
import { replicateSeed } from './seeds.js'

/** The run of a cell and replicate, and the same with the attack off where the sweep compares. */
export interface PlannedRun {
  readonly rep: number
  readonly seed: string
  readonly run: string
  /** The counterfactual; the run itself where nothing attacks. */
  readonly twin?: string
}

/** The runs of one cell as orders, treated run before twin, in the order of the replicates. */
export function* ordersOf(
  plan: SweepPlan,
  cell: Cell,
  reps: Iterable<number>,
  house: SweepHouse,
): Generator<{ planned: PlannedRun; orders: readonly RunOrder[] }> {
  const scenario = scenarioOf(plan, cell, house.catalogue)
  const off = plan.compare.attackOff ? attackOff(scenario, house.catalogue.strategies) : undefined
  const ingredients = house.ingredients(scenario)
  const input = { ...inputOf(plan, cell), ...(house.plugins?.length && { plugins: house.plugins }) }
  for (const rep of reps) {
    const seed = replicateSeed(plan.seed, rep, plan.antithetic)
    const order = (one: Scenario, twin: boolean): RunOrder => {
      const job = {
        scenario: { ...one, seed },
        seed,
        input: twin ? { ...input, attackOff: true as const } : input,
        ingredients,
        engineVersion: house.version,
      }
      const place = { experiment: plan.experiment, cell: cell.id, rep, ...(twin && { twin }) }
      return {
        run: nameOf(job),
        job,
        ...(plan.keep && { keep: plan.keep }),
        ...(off && { pairing: true }),
        place,
      }
    }
    const treated = order(scenario, false)
    const twin = off && off !== scenario ? order(off, true) : undefined
    const planned = { rep, seed, run: treated.run, ...(off && { twin: (twin ?? treated).run }) }
    yield { planned, orders: twin ? [treated, twin] : [treated] }
  }
}
