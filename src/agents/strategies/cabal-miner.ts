import { defineStrategy } from '../strategy.js'
import { honestMiner } from './honest-miner.js'

/**
 * A miner of a ring: it works as A1 does, with the same parameters, but colluding validators that name its cohort
 * (`miners` of colluding-validators) favour its UID. A cohort of its own, so that records tell the two apart.
 */
export const cabalMiner = defineStrategy({
  ...honestMiner,
  id: 'cabal-miner',
  code: 'A5',
  needs: [{ role: 'validator', naming: true }],
  whenOff: 'honest-miner',
  summary: 'Serves like an honest miner but belongs to a ring whose validators favour it.',
  source: 'own model, agents.md A5 (validator and miner key pairs)',
})
