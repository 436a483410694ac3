import { ROOT_ORIGIN } from '../../chain/calls/signer.js'
import { CALL } from '../../chain/mempool.js'
import { integer } from '../../fields.js'
import { defineEvent } from './event.js'

/** Root dissolves a subnet, by the chain's own call: holders get what the pool has. */
export const dissolveSubnetEvent = defineEvent({
  id: 'dissolve-subnet',
  summary: 'Root dissolves a subnet.',
  source: 'pallets/subtensor/src/coinbase/root.rs, root_dissolve_network, 14bc6f9f',
  fields: { netuid: integer(1, 'netuid', 'subnet') },
  happen(stage, { netuid }) {
    stage.mempool.push(CALL.dissolveSubnet, ROOT_ORIGIN, -1, netuid, 0, 0, 0)
    stage.note(netuid, Number.NaN)
  },
})
