import { registry } from '../../card.js'
import { demandShock } from './demand-shock.js'
import { dissolveSubnetEvent } from './dissolve-subnet.js'
import type { ScenarioEvent } from './event.js'
import { foundSubnetEvent } from './found-subnet.js'
import { ownerRug } from './owner-rug.js'
import { pauseCohort } from './pause-cohort.js'
import { setNetwork } from './set-network.js'
import { setSubnet } from './set-subnet.js'
import { switchSubnetEmission } from './switch-emission.js'
import { taoJump } from './tao-jump.js'
import { whaleOrder } from './whale-order.js'

/** What a scenario may let happen, by id. A new kind is a file here and a line in the list. */
// biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own
export const scenarioEvents = registry<ScenarioEvent<any>>('kind of event', [
  demandShock,
  dissolveSubnetEvent,
  foundSubnetEvent,
  ownerRug,
  pauseCohort,
  setNetwork,
  setSubnet,
  switchSubnetEmission,
  taoJump,
  whaleOrder,
])
