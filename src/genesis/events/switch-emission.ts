import { ROOT_ORIGIN } from '../../chain/calls/signer.js'
import { CALL } from '../../chain/mempool.js'
import { flag, integer } from '../../fields.js'
import { defineEvent } from './event.js'

/** Root switches a subnet's TAO emission on or off, by the chain's own call. */
export const switchSubnetEmission = defineEvent({
  id: 'switch-emission',
  summary: "Root switches a subnet's TAO emission on or off.",
  source: 'pallets/admin-utils/src/lib.rs, sudo_set_subnet_emission_enabled, 14bc6f9f',
  fields: { netuid: integer(1, 'netuid', 'subnet'), on: flag(false, 'whether it is on from then on') },
  happen(stage, { netuid, on }) {
    stage.mempool.push(CALL.switchEmission, ROOT_ORIGIN, -1, netuid, on ? 1 : 0, 0, 0)
    stage.note(netuid, on ? 1 : 0)
  },
})
