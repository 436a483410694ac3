import type { Card, Registry } from '../card.js'
import { consensusRules } from '../consensus/index.js'
import { epochSchedules, injectionRules, issuances, movingPriceRules, shareRules } from '../emission/index.js'
import { markets } from '../market/index.js'
import type { Era } from './history.js'
import { registrationRules } from './registration/index.js'
import { rootRules } from './root/index.js'
import type { Family, Regimes } from './rules.js'

/** Every family of rules and its registry. */
export const families = {
  issuance: issuances,
  shares: shareRules,
  injection: injectionRules,
  movingPrice: movingPriceRules,
  market: markets,
  registration: registrationRules,
  consensus: consensusRules,
  root: rootRules,
  schedule: epochSchedules,
} satisfies { [F in Family]: Registry<Regimes[F] & Card> }

/** The registries that a run's rules are looked up in. */
export type RuleFamilies = { readonly [F in Family]: Registry<Regimes[F] & Card> }

/**
 * The regimes of an era, with some replaced by name.
 * @param all  the registries; a scenario may have brought rules of its own
 * @throws ScenarioError if a regime does not exist
 */
export function resolveRegimes(
  era: Era,
  replaced: Readonly<Record<string, string>>,
  all: RuleFamilies = families,
): Regimes {
  const id = (family: Family) => replaced[family] ?? era.regimes[family]
  return {
    issuance: all.issuance.get(id('issuance')),
    shares: all.shares.get(id('shares')),
    injection: all.injection.get(id('injection')),
    movingPrice: all.movingPrice.get(id('movingPrice')),
    market: all.market.get(id('market')),
    registration: all.registration.get(id('registration')),
    consensus: all.consensus.get(id('consensus')),
    root: all.root.get(id('root')),
    schedule: all.schedule.get(id('schedule')),
  }
}

/** Which family a rule of a user's own file belongs to; shipped rules are in their registries. */
const declared = new WeakMap<object, Family>()

/**
 * Declare a rule in a file of one's own, so that a scenario may name it.
 *
 * @example export const equal = defineRegime('shares', { id: 'equal', summary, source, shares(...) {...}, enter() {} })
 */
export function defineRegime<F extends Family>(family: F, rule: Regimes[F] & Card): Regimes[F] & Card {
  declared.set(rule, family)
  return rule
}

/** A share rule of one's own: `defineRegime('shares', rule)`. */
export const defineShares = (rule: Regimes['shares'] & Card): Regimes['shares'] & Card =>
  defineRegime('shares', rule)

/** The family that a rule was declared for; undefined if it was not declared. */
export const declaredFamily = (rule: object): Family | undefined => declared.get(rule)
