import { evaluate, scoringFields, scoringMemory, scoringWake } from '../scoring.js'
import { defineStrategy } from '../strategy.js'
import {
  payee,
  startValidating,
  submit,
  tendStake,
  validatingFields,
  validatingMemory,
  validatorWake,
} from '../validating.js'
import { WeightRow } from '../weight-row.js'

/**
 * A4: measures the miners as scoring.ts says, turns scores into weights, and follows the owner's incentive code.
 *
 *   w_j = (1 - b) exp(gamma s_j) / sum_k exp(gamma s_k),     b to the owner's UID
 *
 * s_j score (log), gamma contrast, b the burn share that the owner announced (0..1). Miners that serve nothing get 0; if
 * none serves, the whole row goes to the owner's UID. What is withheld in the end is a little above b: consensus clips
 * noisy weights on miners, but not b, on which all agree.
 */
export const honestValidator = defineStrategy({
  id: 'honest-validator',
  code: 'A4',
  role: 'validator',
  summary:
    'Measures miners with noise and weighs them by what it measured; burns what the owner asks it to burn.',
  source: 'own model, agents.md A4',
  params: { ...scoringFields, ...validatingFields },
  memory: { ...scoringMemory, ...validatingMemory },
  wake: (me, chain) => validatorWake(me, chain, scoringWake(me, chain)),
  start: (me, chain) => startValidating(me, chain),
  decide(me, chain, desk, outside) {
    if (!tendStake(me, chain, desk, outside)) return
    const { netuid, params } = me
    evaluate(me, chain, outside, row)
    row.weigh(params.rule, params.contrast)
    row.burn(payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
    submit(me, chain, desk, row)
  },
})

const row = new WeightRow()
