import type { ChainView } from '../../chain/view.js'
import { fraction, number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { costField, mine, minerWake, miningFields, miningMemory, startMining } from '../mining.js'
import type { Outside } from '../outside/outside.js'
import { defineStrategy } from '../strategy.js'

/**
 * A2: copies the best of the others, a look late and a little worse, at a tenth of the cost.
 *
 *   q(t) = max of others' q(t - lag) - d        lag: its own period, an epoch if `period` is one tempo
 *
 * q quality (log), d loss in copying (log). At each look of a validator, with probability p_det, it is found out and
 * scored 0. Who is there to be copied counts whether it works or copies. With no one else to copy it serves nothing.
 * Exits and enters like A1; effort does not enter its quality, so it stays 1.
 *
 * Choice of reading: the catalogue's lag is one epoch; here it is a day, the time between two looks of any miner, unless
 * `period` says otherwise. Source: agents.md A2.
 */
export const lazyMiner = defineStrategy({
  id: 'lazy-miner',
  code: 'A2',
  whenOff: 'honest-miner',
  role: 'miner',
  summary: 'Copies the best miner with a delay at a tenth of the cost; now and then a validator finds out.',
  source: 'own model, agents.md A2',
  params: {
    cost: costField(2),
    ...miningFields,
    loss: number(0.1, 'log', 'd: quality lost in copying, an assumption', { min: 0, max: 10 }),
    detection: fraction('5%', 'p_det: chance that a validator finds out at a look, an assumption'),
  },
  memory: {
    ...miningMemory,
    seenBest: f64('log', 'best quality among the others at the last look'),
    seenAny: f64('flag', 'there was somebody to copy'),
    lookedAt: f64('block', 'block of the last look'),
  },
  wake: (me) => minerWake(me),
  start(me, chain, outside) {
    me.memory.seenBest = bestOfOthers(me.netuid, me.uid, chain, outside)
    me.memory.seenAny = me.memory.seenBest > Number.NEGATIVE_INFINITY ? 1 : 0
    if (me.memory.seenAny === 0) me.memory.seenBest = 0
    me.memory.lookedAt = chain.block
    startMining(me, chain, outside, me.memory.seenBest - me.params.loss, me.params.cost, me.params.detection)
  },
  decide(me, chain, desk, outside) {
    const { memory, params, netuid, uid } = me
    const elapsed = chain.block - memory.lookedAt
    memory.lookedAt = chain.block
    const quality = memory.seenBest - params.loss
    mine(me, chain, desk, outside, quality, params.cost, elapsed, params.detection)
    if (memory.seenAny === 0 && uid >= 0) desk.stopServing(netuid, uid)
    const best = bestOfOthers(netuid, uid, chain, outside)
    memory.seenAny = best > Number.NEGATIVE_INFINITY ? 1 : 0
    memory.seenBest = memory.seenAny === 1 ? best : 0
  },
})

/** Best quality served by other UIDs, log units; -Infinity if no one serves. */
function bestOfOthers(netuid: number, mine: number, chain: ChainView, outside: Outside): number {
  const { services } = outside
  const n = chain.neuronCount(netuid)
  let best = Number.NEGATIVE_INFINITY
  for (let uid = 0; uid < n; uid++) {
    if (uid === mine || !services.serves(netuid, uid, chain.hotkeyAt(netuid, uid))) continue
    const quality = services.quality(netuid, uid)
    if (quality > best) best = quality
  }
  return best
}
