import type { ChainView } from '../../chain/view.js'
import { number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { evaluate, scoringFields, scoringMemory, scoringWake } from '../scoring.js'
import { defineStrategy, type Me, perUid } from '../strategy.js'
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

const params = {
  ...scoringFields,
  ...validatingFields,
  tilt: number(1, 'looks', 'k: rises of the score that are counted ahead, an assumption', {
    min: -10,
    max: 10,
  }),
}
/** No score yet. */
const UNSEEN = -1000
const memory = {
  ...scoringMemory,
  ...validatingMemory,
  before: perUid(f64('log', 'score at the look before; -1000: none', UNSEEN)),
  rowAt: f64('block', 'block of the row before'),
}
type Speculator = Me<typeof params, typeof memory>

/**
 * A7: measures like A4 but gives more to miners whose score rises, to hold bonds in them before others do.
 *
 *   w_j ~ exp(gamma (s_j + k (s_j - s_j of the look before)))           b of the row to the owner's UID, as A4
 *
 * s score (log), gamma contrast, k tilt (looks; 0 is A4, below 0 it leans against rises), b burn share. It gains if
 * consensus follows: bonds move slowly (a tenth an epoch), so who is early holds more of a miner that rises. A newcomer to
 * a UID has no rise at its first look. Under a rule other than the softmax the tilted scores are weighed by that rule.
 *
 * Source: A7 of the catalogue (own assumptions); bonds as the rule in force moves them.
 */
export const bondSpeculator = defineStrategy({
  id: 'bond-speculator',
  code: 'A7',
  role: 'validator',
  summary: 'Measures honestly but leans towards miners that rise, to own their bonds early.',
  source: 'own model (A7)',
  params,
  memory,
  wake: (me, chain) => validatorWake(me, chain, scoringWake(me, chain)),
  start: (me, chain) => startValidating(me, chain),
  decide(me, chain, desk, outside) {
    if (!tendStake(me, chain, desk, outside)) return
    const { netuid, params } = me
    evaluate(me, chain, outside, row)
    lean(me, chain)
    row.weigh(params.rule, params.contrast)
    row.burn(payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
    submit(me, chain, desk, row)
  },
})

const row = new WeightRow()

/** Add k rises to each score of the row, and remember the scores. */
function lean({ memory, params, netuid }: Speculator, chain: ChainView): void {
  const { column } = memory.before
  const base = memory.before.row()
  const last = memory.rowAt
  memory.rowAt = chain.block
  for (let k = 0; k < row.count; k++) {
    const uid = row.uids[k]
    const score = row.values[k]
    const newcomer = chain.registeredAt(netuid, uid) >= last && last > 0
    const before = newcomer ? UNSEEN : column[base + uid]
    column[base + uid] = score
    if (before !== UNSEEN) row.values[k] += params.tilt * (score - before)
  }
}
