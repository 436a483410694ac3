import { type Problem, ScenarioError } from '../errors.js'
import { canonicalJson } from '../scenario/canonical.js'
import type { Planted } from '../scenario/overrides.js'
import { resolvedScenario } from '../scenario/read-scenario.js'
import type { Scenario, ScenarioCatalogue } from '../scenario/scenario.js'
import { dataOf, nowhere, placeOf, treeOf } from '../scenario/tree.js'
import type { Cell } from './design/cell.js'
import { type Design, makeDesign } from './design/design.js'
import type { SweepPlan } from './plan.js'

/**
 * The cells of a sweep.
 *
 * @param limit  only so many, the first
 * @throws ScenarioError with all that is wrong with the design
 */
export function cellsOf(plan: SweepPlan, limit?: number): Design {
  const { design, factors, seed, filters } = plan
  try {
    return makeDesign(
      design,
      factors.map(({ factor }) => factor),
      seed,
      { keep: filters, limit },
    )
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(error.problems.map(placed(plan))) : error
  }
}

/** A design is plain data: where its factors stand in the file, the plan knows. */
const placed =
  ({ factors, file }: SweepPlan) =>
  (problem: Problem): Problem => {
    const factor = factors.find(({ name }) => problem.path === `factors.${name}`)
    return factor ? { ...problem, ...placeOf(factor.key) } : { ...problem, file }
  }

/** Columns of a cell, in the order of the factors; those of a list design as they appear. */
export function axesOf(plan: SweepPlan): string[] {
  const named = plan.factors.map(({ name }) => name)
  const written = plan.design.kind === 'list' ? plan.design.rows.flatMap(Object.keys) : []
  return [...new Set([...(plan.design.kind === 'list' ? [] : named), ...written])]
}

/** What a cell sets in the scenario, in order: bundles unfolded, each value with its place in the file. */
export function settingsOf(plan: SweepPlan, cell: Cell): Planted[] {
  const own = cell.overrides.flatMap(({ path, value }): readonly Planted[] => {
    const factor = plan.factors.find(({ name }) => name === path)
    if (factor?.bundle) return factor.bundle.get(String(value)) ?? []
    const search = plan.searches.find(({ axis }) => axis === path)
    const elsewhere = search?.key ?? nowhere(`${plan.file} design.cells`)
    const span = factor?.spans.get(canonicalJson(value)) ?? factor?.spans.get('') ?? elsewhere
    return [{ path, tree: treeOf(value, span), span: factor?.key ?? elsewhere }]
  })
  return [...plan.set, ...own]
}

/** Who a scenario of a sweep is for: its name is the experiment, and nothing in it that does not change the run. */
function stripped(scenario: Scenario, plan: SweepPlan): Scenario {
  return { ...scenario, name: plan.experiment, question: '', seed: plan.seed, hypotheses: [] }
}

/** The scenario of a cell that has been checked. */
export const scenarioOf = (plan: SweepPlan, cell: Cell, catalogue: ScenarioCatalogue): Scenario =>
  stripped(resolvedScenario(plan.base, catalogue, settingsOf(plan, cell)), plan)

/** How a run of a cell is asked for, so that `taolab replay` asks for the same: a scenario file, and what is set in it. */
export function inputOf(plan: SweepPlan, cell: Cell): { file: string; text: string; set: readonly string[] } {
  const set = settingsOf(plan, cell).map(({ path, tree }) => `${path}=${JSON.stringify(dataOf(tree))}`)
  return { file: `${plan.experiment}.yaml`, text: baseText(plan), set }
}

const texts = new WeakMap<SweepPlan, string>()

/** The base as a scenario file of its own: JSON, which is YAML too. */
export function baseText(plan: SweepPlan): string {
  const known = texts.get(plan)
  if (known !== undefined) return known
  const data = { name: plan.experiment, ...(dataOf(plan.base) as Record<string, unknown>), seed: plan.seed }
  const text = `${JSON.stringify(data, null, 2)}\n`
  texts.set(plan, text)
  return text
}
