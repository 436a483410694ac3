import { integer } from '../../fields.js'
import { RAO_PER_TAO } from '../../units.js'
import { defineEvent, holdings } from './event.js'
import { sellOf } from './orders.js'

/**
 * A subnet's owner sells all that it holds there, at any price. Reference: an owner group left three subnets on
 * 2026-04-10 and sold some 37,000 TAO's worth.
 */
export const ownerRug = defineEvent({
  id: 'owner-rug',
  summary: "A subnet's owner sells all of its alpha at once.",
  source: 'own model, agents.md A9 (rug)',
  fields: { netuid: integer(1, 'netuid', 'subnet') },
  happen(stage, { netuid }) {
    const { world, society } = stage
    const coldkey = world.subnets.ownerColdkey[netuid]
    if (coldkey < 0) return
    const cohort = society.cohorts.find((each) => each.coldkey.includes(coldkey))
    const owner = { coldkey, cohort: cohort?.index ?? -1, agent: cohort?.coldkey.indexOf(coldkey) ?? -1 }
    const all = holdings(stage, coldkey, netuid).reduce((sum, { alpha }) => sum + alpha, 0)
    const sold = sellOf(stage, owner, netuid, all)
    stage.note(netuid, (-sold * society.chain.price(netuid)) / RAO_PER_TAO)
  },
})
