import { type Problem, ScenarioError } from '../../errors.js'
import { canonicalJson } from '../../scenario/canonical.js'
import type { DesignChoices, Plan } from './design.js'
import { type Factor, faultOf, levelCount } from './factor.js'
import { LEVELS, TRAJECTORIES } from './morris.js'
import { MOST_DIMENSIONS } from './sobol.js'

/** Cells of a design without a limit of its own. */
export const MOST_CELLS = 1_000_000
/** Cells that are made, at most, to find those that a filter keeps or a limit leaves. */
const MOST_LOOKED_AT = 10_000_000
/** Levels of a continuous factor in a grid, unless a design says otherwise. */
export const GRID_LEVELS = 5

/** How many cells a plan has before filters, without making one; for a grid this may be any number. */
export function cellCount(plan: Plan, factors: readonly Factor[]): number {
  switch (plan.kind) {
    case 'grid':
      return factors.reduce((product, factor) => product * levelCount(factor, plan.levels ?? GRID_LEVELS), 1)
    case 'zip':
      return Math.max(0, ...factors.map((factor) => levelCount(factor, 0)))
    case 'list':
      return plan.rows.length
    case 'saltelli':
      return plan.samples * (factors.length + 2)
    case 'morris':
      return (plan.trajectories ?? TRAJECTORIES) * (factors.length + 1)
    default:
      return plan.samples
  }
}

/** @throws ScenarioError with everything that keeps a plan from being carried out */
export function checkPlan(plan: Plan, factors: readonly Factor[], choices: DesignChoices): void {
  const problems = [
    ...factorProblems(plan, factors),
    ...numberProblems(plan),
    ...shapeProblems(plan, factors),
    ...choiceProblems(plan, choices),
  ]
  if (problems.length === 0) problems.push(...sizeProblems(plan, factors, choices))
  if (problems.length > 0) throw new ScenarioError(problems)
}

function factorProblems(plan: Plan, factors: readonly Factor[]): Problem[] {
  const faults = factors.flatMap((factor) => {
    const fault = faultOf(factor)
    return fault ? [{ path: `factors.${factor.path}`, ...fault }] : []
  })
  const twice = factors.filter(({ path }, i) => factors.findIndex((factor) => factor.path === path) < i)
  const named = twice.map(({ path }) => ({
    path: `factors.${path}`,
    got: 'it twice',
    want: 'each path once',
  }))
  // A grid without factors is the base scenario alone; the others would have nothing to vary.
  const none = factors.length === 0 && plan.kind !== 'grid' && plan.kind !== 'list'
  const empty = none ? [{ path: 'factors', got: 'none', want: `at least one for a ${plan.kind} design` }] : []
  return [...faults, ...named, ...empty, ...(plan.kind === 'grid' ? levelProblems(factors) : [])]
}

/** A level that stands twice would make two equal cells, and count twice in every mean over cells. */
function levelProblems(factors: readonly Factor[]): Problem[] {
  return factors.flatMap((factor) => {
    const written = 'values' in factor ? factor.values.map(canonicalJson) : []
    const again = written.find((level, i) => written.indexOf(level) < i)
    if (again === undefined) return []
    return [{ path: `factors.${factor.path}`, got: `${again} twice`, want: 'each level once in a grid' }]
  })
}

/** Counts that are not whole numbers of at least 1. */
function numberProblems(plan: Plan): Problem[] {
  const counts = Object.entries(plan).filter(([key]) => ['samples', 'trajectories', 'levels'].includes(key))
  const bad = counts.filter(
    ([, value]) => value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 1),
  )
  return bad.map(([key, value]) => ({
    path: `design.${key}`,
    got: String(value),
    want: 'a whole number from 1',
  }))
}

function shapeProblems(plan: Plan, factors: readonly Factor[]): Problem[] {
  if (plan.kind === 'zip') return zipProblems(factors)
  if (plan.kind === 'morris' && (plan.levels ?? LEVELS) % 2 === 1)
    return [{ path: 'design.levels', got: String(plan.levels), want: 'an even number of levels' }]
  const perFactor = plan.kind === 'saltelli' ? 2 : 1
  if (plan.kind !== 'sobol' && plan.kind !== 'saltelli') return []
  const most = MOST_DIMENSIONS / perFactor
  if (factors.length <= most) return []
  return [{ path: 'factors', got: `${factors.length}`, want: `at most ${most} for a ${plan.kind} design` }]
}

function zipProblems(factors: readonly Factor[]): Problem[] {
  const ranges = factors.filter((factor) => !('values' in factor))
  if (ranges.length > 0) {
    return ranges.map(({ path }) => ({
      path: `factors.${path}`,
      got: 'a range',
      want: 'a list of values: a zip pairs them one by one',
    }))
  }
  const lengths = factors.map((factor) => levelCount(factor, 0))
  if (new Set(lengths).size <= 1) return []
  return [{ path: 'factors', got: `lists of ${lengths.join(', ')} values`, want: 'lists of equal length' }]
}

function choiceProblems(plan: Plan, { keep, limit }: DesignChoices): Problem[] {
  const whole = plan.kind === 'saltelli' || plan.kind === 'morris'
  const problems: Problem[] = []
  if (whole && keep && keep.length > 0) {
    problems.push({
      path: 'design',
      got: 'a filter (only, without or where)',
      want: `none: a ${plan.kind} design needs every cell`,
    })
  }
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 1)) {
    problems.push({ path: 'limit', got: String(limit), want: 'a whole number from 1' })
  }
  return problems
}

/** Without a limit: too many cells. With one: a structure that would be cut, or more than can be looked through. */
function sizeProblems(
  plan: Plan,
  factors: readonly Factor[],
  { limit, keep = [] }: DesignChoices,
): Problem[] {
  const count = cellCount(plan, factors)
  const tooMany = (want: string) => [{ path: 'design', got: `${count} cells`, want }]
  if (limit === undefined) return count > MOST_CELLS ? tooMany(`at most ${MOST_CELLS}, or a limit`) : []
  const whole = plan.kind === 'saltelli' || plan.kind === 'morris'
  if (whole && count > limit)
    return tooMany(`at most the limit of ${limit}: a ${plan.kind} design cannot be cut short`)
  const lookedAt = plan.kind === 'grid' && keep.length === 0 ? Math.min(count, limit) : count
  return lookedAt > MOST_LOOKED_AT ? tooMany(`at most ${MOST_LOOKED_AT} to choose from`) : []
}
