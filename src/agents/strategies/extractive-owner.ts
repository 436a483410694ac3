import { blocks, choice, fraction, list } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy } from '../strategy.js'

/**
 * A9: takes out of its subnet what it can, by one or several means of a menu.
 *
 *   dump   sells all of the cut that arrived since the last look, past the common queue and at any price; looking often
 *          spreads the sales evenly over the day (TWAP)
 *   burn   asks validators to give the part b of the incentive to its own UID, where the chain withholds it: fewer
 *          miners sell, and the price is the higher for it
 *
 * b burn share (0..1), d part of the cut that is dumped (0..1). Without `burn` the share stays as genesis found it;
 * without `dump` the cut stays staked. Other means of A9 (shell, self-buy, rug, hyper) and the weekly search among them
 * are not modelled yet: the menu is as the scenario sets it. What is withheld ends a little above b, see
 * honest-validator.
 */
export const extractiveOwner = defineStrategy({
  id: 'extractive-owner',
  code: 'A9',
  whenOff: 'honest-owner',
  role: 'owner',
  summary: 'Dumps its cut, burns incentive in its own favour, or both.',
  source: 'own model, agents.md A9; withholding: coinbase/run_coinbase.rs, MinerBurned, 14bc6f9f',
  params: {
    menu: list(choice(['dump', 'burn'], 'dump', 'a means'), ['dump'], 'means that it uses: dump, burn'),
    dumped: fraction('100%', 'd: part of the cut that is sold at once, under dump'),
    burned: fraction('100%', 'b: part of the incentive that validators are asked to burn, under burn'),
    period: blocks('360 blocks', 'time between two looks', { min: 1 }),
  },
  memory: {
    held: f64('RAO of alpha', 'stake after the last look and its own sale'),
    due: f64('RAO of alpha', 'to be dumped and not yet sent'),
  },
  wake: (me) => me.params.period,
  start(me, _chain, outside) {
    me.memory.held = me.stake(me.netuid)
    if (me.params.menu.includes('burn')) outside.announcements.askToBurn(me.netuid, me.params.burned)
  },
  decide(me, chain, desk) {
    const { netuid, memory, params } = me
    // A burn share may follow a curve.
    if (params.menu.includes('burn')) desk.askToBurn(netuid, params.burned)
    if (!params.menu.includes('dump')) return
    const stake = me.stake(netuid)
    memory.due += params.dumped * Math.max(0, stake - memory.held)
    memory.held = stake
    const alpha = Math.floor(Math.min(memory.due, stake))
    // Too little to be worth a call waits.
    if (alpha === 0 || !chain.started(netuid) || chain.sells(netuid, alpha) < chain.minStake) return
    desk.removeStake(netuid, me.hotkey, alpha)
    memory.due -= alpha
    memory.held -= alpha
  },
})
