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

/**
 * The regimes of an era, with some replaced by name.
 * @throws ScenarioError if a regime does not exist
 */
export function resolveRegimes(era: Era, replaced: Readonly<Record<string, string>>): Regimes {
  const id = (family: Family) => replaced[family] ?? era.regimes[family]
  return {
    issuance: issuances.get(id('issuance')),
    shares: shareRules.get(id('shares')),
    injection: injectionRules.get(id('injection')),
    movingPrice: movingPriceRules.get(id('movingPrice')),
    market: markets.get(id('market')),
    registration: registrationRules.get(id('registration')),
    consensus: consensusRules.get(id('consensus')),
    root: rootRules.get(id('root')),
    schedule: epochSchedules.get(id('schedule')),
  }
}
