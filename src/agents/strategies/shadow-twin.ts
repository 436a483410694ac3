import { flag } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, ROOT } from '../../units.js'
import { defineStrategy } from '../strategy.js'

/**
 * What an adversary is in the paired run without its attack: a holder of root stake.
 *
 *   at its first look   all free TAO -> root, with the validator that genesis would choose for it
 *   once a day          the same with what has come since, such as the refund of a dissolved subnet
 *
 * It looks for the first time after the first block, so that its capital earns on root from block 2 on. Alpha that it
 * was given at genesis stays where it is, with what it earns. An idle twin does nothing at all: the wallet it uses
 * belongs to somebody else.
 */
export const shadowTwin = defineStrategy({
  id: 'shadow-twin',
  role: 'staker',
  summary: 'Holds its capital as root stake and nothing else: what an attack is measured against.',
  source: 'own model, agents.md 0.8 (attack bookkeeping)',
  params: { idle: flag(false, 'leaves its wallet alone, which is that of another cohort') },
  memory: { looks: f64('count', 'looks so far') },
  withoutCapital: () => undefined,
  wake: (me) => (me.memory.looks === 0 ? 1 : BLOCKS_PER_DAY),
  decide(me, chain, desk) {
    me.memory.looks++
    if (!me.params.idle && me.free >= chain.minStake) desk.stakeRoot(me.hotkeyOn(ROOT), me.free)
  },
})

/** The same with a home on one subnet, as a strategy has that is local: genesis gives such a member alpha there alone. */
export const localShadowTwin = defineStrategy({
  ...shadowTwin,
  id: 'shadow-twin-local',
  local: true,
  summary: 'A shadow twin of an agent that lives on one subnet.',
})
