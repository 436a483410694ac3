import { subnetFields } from '../../chain/subnet-fields.js'
import { integer, optional } from '../../fields.js'
import { changeSubnet } from '../subnets.js'
import { defineEvent } from './event.js'

/** What has tables of its own, made at the start, cannot be set later. */
const START_ONLY = ['mechanisms', 'mechanismSplit', 'userLiquidity']

const fields = {
  netuid: optional(integer(1, 'netuid', 'subnet; all that are simulated if left out')),
  ...(Object.fromEntries(
    Object.entries(subnetFields).filter(([name]) => !START_ONLY.includes(name)),
  ) as typeof subnetFields),
}

/**
 * Hyperparameters of one subnet, or of all, are other ones from then on: those of `network:` by name, such as
 * `{at: 10 days, kind: set-subnet, netuid: 4, kappa: 60 %}`. Unlike an owner's call it asks no bounds of the chain's.
 */
export const setSubnet = defineEvent({
  id: 'set-subnet',
  summary: 'Hyperparameters of a subnet, or of all, change.',
  source: 'pallets/admin-utils/src/lib.rs: calls of root, 14bc6f9f',
  fields,
  happen(stage, { netuid, ...values }) {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
    const subnets = netuid === undefined ? Array.from(stage.world.netuids) : [netuid]
    for (const n of subnets) changeSubnet(stage.world, n, given)
    stage.note(netuid ?? -1, Object.keys(given).length)
  },
})
