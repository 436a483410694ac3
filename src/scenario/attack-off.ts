import type { Registry } from '../card.js'
import type { Field, Fields } from '../fields/field.js'
import type { Cohort, Scenario, StrategyCard, Values } from './scenario.js'

/** What an adversary does in the run without its attack, if its strategy does not say: UIDs go on being filled. */
const HONEST: Readonly<Record<string, string>> = {
  miner: 'honest-miner',
  validator: 'honest-validator',
  owner: 'honest-owner',
}

/**
 * The same scenario with the attack off: every adversary becomes its shadow twin, and nobody else notices.
 *
 * Miners, validators and owners act as their honest counterparts, so that their UIDs are filled as before; whoever acts
 * with capital alone puts it on root and holds it. A strategy may name another counterpart (`whenOff`). A cohort whose
 * strategy is its own counterpart stays as it is, and so does a scenario without adversaries: it is returned itself, so
 * that the pair is one run and every difference is exactly 0.
 *
 * Ids, counts, wallets, capital and stakes stay: keys, seats, portions and streams are made from them, so that no draw
 * of anybody else moves. So does the mark `adversary`: it keeps the members' keys apart, and the twin's wealth is read
 * off the same columns. A parameter is carried over if the counterpart knows it by the same name, unit and default, which
 * says that it means the same: a copying miner's cost is not the cost of honest work.
 *
 * @param strategies  those the scenario was read with
 * Source: own model, agents.md 0.8 and metrics.md A.1 (the twin holds its capital as root stake)
 */
export function attackOff(scenario: Scenario, strategies: Registry<StrategyCard>): Scenario {
  const population = scenario.population.map((cohort) => twinOf(cohort, strategies))
  return population.every((cohort, i) => cohort === scenario.population[i])
    ? scenario
    : { ...scenario, population }
}

/** Whether anything differs with the attack off. */
export const hasAttack = (scenario: Scenario, strategies: Registry<StrategyCard>): boolean =>
  attackOff(scenario, strategies) !== scenario

function twinOf(cohort: Cohort, strategies: Registry<StrategyCard>): Cohort {
  if (!cohort.adversary) return cohort
  const card = strategies.get(cohort.strategy)
  const id = card.whenOff ?? HONEST[card.role] ?? (card.local ? 'shadow-twin-local' : 'shadow-twin')
  if (id === cohort.strategy) return cohort
  const twin = strategies.get(id)
  const params = carry(cohort.params, card.params, twin.params)
  // A wallet that is lent is looked after by its owner.
  const idle = cohort.wallet !== undefined && 'idle' in twin.params ? { idle: true } : {}
  return { ...cohort, strategy: id, params: { ...params, ...idle } }
}

/** Values for the counterpart's fields: the cohort's own where the field is the same, else the default. */
function carry(values: Values, from: Fields, to: Fields): Values {
  return Object.fromEntries(
    Object.entries(to).map(([name, field]) => [name, same(from[name], field) ? values[name] : field.default]),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: fields of every type
type AnyField = Field<any>
const same = (a: AnyField | undefined, b: AnyField): boolean =>
  a !== undefined && a.kind === b.kind && a.unit === b.unit && a.written === b.written
