import { subnetPrice } from '../../chain/lifecycle/slots.js'
import { CALL } from '../../chain/mempool.js'
import { flag, text } from '../../fields.js'
import { createHotkey } from '../../state/keys.js'
import { RAO_PER_TAO } from '../../units.js'
import { actorOf, defineEvent } from './event.js'

/**
 * Someone registers a subnet at the chain's price, with a new hotkey, and starts it once the chain allows.
 *
 * The owner is the first member of the cohort, by default someone whom no cohort models. What the chain refuses (the price
 * is too high for it, the last registration too near) does not happen, and is counted like any refusal.
 */
export const foundSubnetEvent = defineEvent({
  id: 'found-subnet',
  summary: 'Someone registers a subnet and starts it.',
  source: 'pallets/subtensor/src/subnets/subnet.rs, do_register_network, do_start_call, 14bc6f9f',
  fields: {
    cohort: text('', 'whose subnet it is; empty: one of those whom no cohort models'),
    start: flag(true, 'started as soon as the chain allows'),
  },
  happen(stage, { cohort, start }) {
    const { world, rules, mempool } = stage
    const actor = actorOf(stage, cohort)
    const hotkey = createHotkey(world, actor.coldkey)
    const call = (kind: number, key: number, netuid: number, limit: number) => {
      const row = mempool.push(kind, actor.coldkey, key, netuid, 0, limit, 0)
      mempool.cohort[row] = actor.cohort
      mempool.agent[row] = actor.agent
    }
    stage.note(-1, subnetPrice(world, rules) / RAO_PER_TAO)
    call(CALL.registerSubnet, hotkey, 0, Number.POSITIVE_INFINITY)
    if (!start) return
    stage.later(1 + rules.params.startCallDelay, () => {
      const netuid = world.netuids.find((n) => world.subnets.ownerHotkey[n] === hotkey)
      if (netuid !== undefined) call(CALL.startSubnet, -1, netuid, 0)
    })
  },
})
