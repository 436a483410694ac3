import { costField, mine, minerWake, miningFields, miningMemory, startMining } from '../mining.js'
import { adjustEffort, moveQuality, qualityFields, qualityMemory, startQuality } from '../quality.js'
import { defineStrategy } from '../strategy.js'

/**
 * A1: works for its incentive. Quality moves as in quality.ts, the business runs as in mining.ts; spending is c x.
 *
 *   profit = r - c x        r average revenue, c cost at effort 1 (USD/day), x effort
 *
 * It exploits nothing: it is the base of supply, and the largest mechanical seller of alpha.
 */
export const honestMiner = defineStrategy({
  id: 'honest-miner',
  code: 'A1',
  role: 'miner',
  summary:
    'Serves work of its own quality, sells part of its alpha, leaves when it loses and enters when it would pay.',
  source: 'own model, agents.md A1; share sold and depth cap calibrated (calibration.md 3 and 7)',
  params: { cost: costField(20), ...miningFields, ...qualityFields },
  memory: { ...miningMemory, ...qualityMemory },
  wake: (me) => minerWake(me),
  start(me, chain, outside) {
    startQuality(me, chain)
    startMining(me, chain, outside, me.memory.skill, me.params.cost)
  },
  decide(me, chain, desk, outside) {
    const { memory, params } = me
    const elapsed = chain.block - memory.lookedAt
    if (memory.serving === 1)
      adjustEffort(me, chain, memory.revenue - params.cost * memory.effort, params.cost)
    const quality = moveQuality(me, chain)
    memory.lookedAt = chain.block
    mine(me, chain, desk, outside, quality, params.cost * memory.effort, elapsed)
  },
})
