import { ScenarioError } from '../errors.js'
import { type Era, eras } from './history.js'
import { type ChainParams, networkFields } from './params.js'
import { families, type RuleFamilies, resolveRegimes } from './regimes.js'
import type { Change } from './rules.js'

/** A scenario's `protocol:` as the chain needs it: see scenario.ts. */
export type ProtocolPlan =
  | {
      readonly start: string
      readonly set: Readonly<Record<string, string>>
      readonly later: readonly { at: number; era?: string; set: Readonly<Record<string, string>> }[]
    }
  | { readonly follow: string; readonly from: string | number }

/**
 * The changes of rules that a run goes through, the first one in force at once. What a scenario names (`network:`) holds
 * in every era; what an era sets holds where the scenario is silent.
 *
 * @param startBlock the block before the first
 * @param all        registries of rules
 */
export function timetable(
  plan: ProtocolPlan,
  named: Readonly<Record<string, unknown>>,
  startBlock: number,
  all: RuleFamilies = families,
): Change[] {
  if ('follow' in plan) return followed(plan.from, named, startBlock)
  const changes: Change[] = []
  let era = eras.get(plan.start)
  let set = plan.set
  changes.push(change(startBlock, era, set, named, all))
  for (const step of plan.later) {
    if (step.era) {
      era = eras.get(step.era)
      set = step.set
    } else set = { ...set, ...step.set }
    changes.push(change(startBlock + step.at, era, set, named, all))
  }
  return changes
}

function change(
  block: number,
  era: Era,
  set: Readonly<Record<string, string>>,
  named: Readonly<Record<string, unknown>>,
  all: RuleFamilies = families,
): Change {
  return { block, era, regimes: resolveRegimes(era, set, all), params: paramsOf(era, named) }
}

function paramsOf(era: Era, named: Readonly<Record<string, unknown>>): ChainParams {
  const params: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(networkFields)) params[name] = field.default
  Object.assign(params, era.params)
  for (const name of Object.keys(networkFields)) if (named[name] !== undefined) params[name] = named[name]
  return params as ChainParams
}

/**
 * History as it happened from a block or a date on. Eras whose first block is not known begin on the day of their tag,
 * reckoned from the nearest known block at 7,200 blocks a day.
 */
function followed(
  from: string | number,
  named: Readonly<Record<string, unknown>>,
  startBlock: number,
): Change[] {
  const dated = eras.all.map((era) => ({ era, block: era.block ?? blockOfDate(era.date) }))
  const origin = typeof from === 'number' ? from : blockOfDate(from)
  const first = dated.findLastIndex(({ block }) => block <= origin)
  if (first < 0) {
    const want = `a date or block from ${dated[0].era.date} (block ${dated[0].block}) on`
    throw new ScenarioError([{ path: 'protocol.from', got: String(from), want }])
  }
  return dated
    .slice(first)
    .map(({ era, block }, i) => change(i === 0 ? startBlock : startBlock + block - origin, era, {}, named))
}

/** Block of a date, from the nearest era whose first block is known. */
function blockOfDate(date: string): number {
  const day = Date.parse(date) / 86_400_000
  let best = eras.all[0]
  for (const era of eras.all) {
    if (era.block === undefined) continue
    if (
      Math.abs(Date.parse(era.date) / 86_400_000 - day) < Math.abs(Date.parse(best.date) / 86_400_000 - day)
    )
      best = era
  }
  return Math.round((best.block ?? 0) + (day - Date.parse(best.date) / 86_400_000) * 7200)
}
