import { type Problem, ScenarioError } from '../errors.js'
import { canonicalJson } from '../scenario/canonical.js'
import { settingOf } from './design/cell.js'
import type { Design } from './design/design.js'
import { matching, type Where } from './design/filter.js'
import { partnersOf } from './partners.js'
import { placedIn } from './place-in-plan.js'
import type { SweepPlan } from './plan.js'
import { levelText } from './tables/plain-tables.js'

/**
 * Levels are found as they are written: 0.4 is not 40 %. A baseline or a claim about a level that no cell has would leave
 * its figures empty, and one about a cell that is its own baseline as well.
 *
 * @throws ScenarioError with all of them
 */
export function checkClaims(plan: SweepPlan, design: Design): void {
  const { compare, hypotheses } = plan
  const baseline = compare.against ? missingOf(design, 'compare.against', compare.against) : []
  const claims = hypotheses.flatMap((claim, h): Problem[] => {
    const path = `hypotheses[${h}]`
    const where = missingOf(design, `${path}.where`, claim.where)
    const against = claim.against instanceof Object ? claim.against : undefined
    if (where.length > 0 || against === undefined) return where
    const levels = missingOf(design, `${path}.against`, against)
    return levels.length > 0 ? levels : withoutPartner(design, path, claim.where, against)
  })
  const problems = [...baseline, ...claims]
  if (problems.length > 0) throw new ScenarioError(problems.map(placedIn(plan)))
}

function missingOf({ cells }: Design, path: string, where: Where): Problem[] {
  if (cells.some(matching(where))) return []
  const there = Object.keys(where).map((factor) => `${factor}: ${levelsOf({ cells }, factor)}`)
  return [{ path, got: words(where), want: `levels of some cell, written as there (${there.join('; ')})` }]
}

/** Every cell that it speaks of is its own baseline, or has none that is alike but for that. */
function withoutPartner({ cells }: Design, path: string, where: Where, against: Where): Problem[] {
  const partners = partnersOf(cells, against)
  const spoken = matching(where)
  if (cells.some((cell, place) => spoken(cell) && partners[place] !== undefined)) return []
  const want = 'some cell that it speaks of to have another at that level, all else alike'
  return [{ path: `${path}.against`, got: words(against), want }]
}

const words = (where: Where): string =>
  Object.entries(where)
    .map(([factor, level]) => `${factor}: ${JSON.stringify(level)}`)
    .join(', ')

/** Levels named in a message. */
const SHOWN = 8

function levelsOf({ cells }: Design, factor: string): string {
  const levels = new Map<string, string>()
  for (const cell of cells) {
    const level = settingOf(cell, factor)
    if (level !== undefined && levels.size <= SHOWN) levels.set(canonicalJson(level), levelText(level))
  }
  const named = [...levels.values()]
  return named.length > SHOWN ? `${named.slice(0, SHOWN).join(', ')}, ...` : named.join(', ') || 'none'
}
