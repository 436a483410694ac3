import { blocks, fraction } from '../../fields.js'
import { sellerMemory, sellReceipts } from '../selling.js'
import { defineStrategy } from '../strategy.js'

/**
 * A8: pays its costs out of the cut, keeps the rest staked, and leaves the burn share as the subnet has it.
 *
 *   queued = s_o (alpha received since the last look)        s_o part sold (0..1)
 *
 * Choices: agents.md sells once a week; here once a day, because the depth of a pool is calibrated for sellers who go to
 * it all the time. What it reinvests lifts the quality of all its miners alike, which moves no weight: left out. It sets
 * no hyperparameters.
 */
export const honestOwner = defineStrategy({
  id: 'honest-owner',
  code: 'A8',
  role: 'owner',
  summary: 'Sells part of its cut for operating costs and keeps the rest staked.',
  source: 'own model, agents.md A8; calibration.md 7',
  params: {
    sold: fraction('40%', 's_o: part of the cut put up for sale, an assumption (calibration.md 7)'),
    period: blocks('1 day', 'time between two looks', { min: 1 }),
  },
  memory: sellerMemory,
  wake: (me) => me.params.period,
  start(me, chain) {
    me.memory.held = me.stake(me.netuid)
    me.memory.soldAt = chain.block
  },
  decide(me, chain, desk, outside) {
    sellReceipts(me, chain, desk, outside, me.netuid, me.params.sold)
  },
})
