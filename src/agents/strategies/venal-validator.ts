import type { ChainView } from '../../chain/view.js'
import { number, text } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { split, tilt } from '../ring-rows.js'
import { evaluate, scoringFields, scoringMemory, scoringWake } from '../scoring.js'
import { defineStrategy, type Me } from '../strategy.js'
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
import { STAKERS_PART } from '../yields.js'

const params = {
  ...scoringFields,
  ...validatingFields,
  miners: text('', 'cohort whose UIDs it favours when bribed: the one that the ring favours'),
  price: number(1, 'losses', 'm: takes a bribe of so many times what it expects to lose by it', {
    min: 0,
    max: 1e6,
  }),
}
const memory = {
  ...scoringMemory,
  ...validatingMemory,
  payer: f64('row', 'coldkey that owes for the row sent last, plus 1; 0 for none'),
  rate: f64('RAO', 'bribe an epoch agreed on for that row'),
  sentAt: f64('block', 'block of the row sent last'),
  taken: f64('RAO', 'bribes billed so far'),
}
type Venal = Me<typeof params, typeof memory>

/**
 * An honest validator with a price: an outsider of a ring that sets the ring's row while the ring pays enough for it.
 *
 *   takes the offer if  B s >= m L        L = D 0.41 a t p max(0, 1 - T_ring / T_own)         TAO an epoch
 *   T = sum_j min(w_j, c_j)               agreement of a row with the last consensus
 *
 * B what the ring offers an epoch for all stake weight (TAO), s own part of the stake weight and D of the dividends
 * (0..1), m price, a alpha minted a block, t tempo (blocks), p spot price (TAO per alpha), c_j consensus, w_j weights.
 * Dividends follow bonds, and bonds the weights that are not clipped, so it expects to lose the part of its dividends by
 * which the ring's row agrees less than its own. The more outsiders are bought, the closer consensus is to the ring, and
 * the less it costs to join: where most have joined, hardly anything keeps them. Before it earns anything it takes nothing.
 *
 * The ring's row is its own honest row, tilted so that the ring's UIDs get the part W that the ring names. It collects
 * in arrears, with each new row, for the epochs that the last one stood, and only from a payer that has the TAO: an offer
 * of one that does not is none. Without an offer it is an honest validator, to the last draw.
 *
 * Assumptions: agents.md names the payment alone; that outsiders weigh it against their own loss, that they copy W and not
 * the ring's scores, and that nominators do not leave are choices made here.
 * Source: own model, agents.md A5 (bribe payments to outsiders).
 */
export const venalValidator = defineStrategy({
  id: 'venal-validator',
  code: 'A5',
  role: 'validator',
  whenOff: 'honest-validator',
  summary: "An honest validator that sets a ring's rows while the ring pays more than it loses by that.",
  source: 'own model, agents.md A5',
  needs: [{ role: 'miner', param: 'miners', optional: true }],
  params,
  memory,
  wake: (me, chain) => validatorWake(me, chain, scoringWake(me, chain)),
  start(me, chain) {
    startValidating(me, chain)
    if (me.params.miners !== '') me.fellows(me.params.miners)
  },
  decide(me, chain, desk, outside) {
    const { memory, netuid, params } = me
    if (!tendStake(me, chain, desk, outside)) {
      memory.payer = 0
      return
    }
    collect(me, chain, desk)
    evaluate(me, chain, outside, row)
    row.weigh(params.rule, params.contrast)
    bent.copy(row)
    row.burn(payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
    submit(me, chain, desk, isBought(me, chain, outside) ? bent : row)
  },
})

/** Its honest row, and the ring's. */
const row = new WeightRow()
const bent = new WeightRow()
let favoured = new Uint8Array(256)

/** What the payer of the last row owes for the epochs since; a payer without the TAO is let go. */
function collect({ memory, netuid }: Venal, chain: ChainView, desk: Desk): void {
  if (memory.payer === 0) return
  const payer = memory.payer - 1
  const epochs = (chain.block - memory.sentAt) / Math.max(1, chain.tempo(netuid))
  const bill = Math.floor(memory.rate * epochs)
  memory.payer = 0
  if (bill <= 0 || chain.freeOf(payer) < bill) return
  desk.collect(payer, bill)
  memory.taken += bill
}

/** Whether it sends the ring's row, which then stands in `bent`; if so, on what terms. */
function isBought(me: Venal, chain: ChainView, outside: Outside): boolean {
  const { memory, netuid, params, uid } = me
  // Without dividends it cannot tell what it would lose.
  if (params.miners === '' || !chain.permit(netuid, uid) || chain.dividends(netuid, uid) === 0) return false
  const offer = outside.offers.standing(netuid, chain.block, OFFER_LASTS * chain.tempo(netuid))
  if (offer === null) return false
  const bribe = Math.floor(offer.price * chain.stakeWeight(netuid, uid))
  if (bribe <= 0 || chain.freeOf(offer.payer) < bribe) return false
  bend(me, chain, outside, offer.ownPart)
  if (bribe < params.price * expectedLoss(chain, netuid, uid)) return false
  memory.payer = offer.payer + 1
  memory.rate = bribe
  memory.sentAt = chain.block
  return true
}

/** Epochs after which an offer that was not renewed has lapsed. */
const OFFER_LASTS = 2

/** Tilt the honest row in `bent`, still without the owner's burn, as the ring does. */
function bend(me: Venal, chain: ChainView, outside: Outside, ownPart: number): void {
  const { netuid } = me
  const n = chain.neuronCount(netuid)
  if (favoured.length < n) favoured = new Uint8Array(n)
  favoured.fill(0)
  const ring = me.fellows(me.params.miners)
  for (let k = 0; k < ring.length; k++) favoured[ring[k]] = 1
  split(bent, favoured, payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
  tilt(bent, favoured, ownPart)
}

/** L: RAO an epoch that `bent` in place of `row` is expected to cost. */
function expectedLoss(chain: ChainView, netuid: number, uid: number): number {
  const own = agreement(row, chain, netuid)
  const kept = own > 0 ? Math.min(1, agreement(bent, chain, netuid) / own) : 1
  const alpha = STAKERS_PART * chain.alphaPerBlock(netuid) * chain.tempo(netuid)
  return chain.dividends(netuid, uid) * alpha * chain.price(netuid) * (1 - kept)
}

/** T: what of a row is not above the last consensus. */
function agreement({ uids, values, count }: WeightRow, chain: ChainView, netuid: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += Math.min(values[k], chain.consensus(netuid, uids[k]))
  return sum
}
