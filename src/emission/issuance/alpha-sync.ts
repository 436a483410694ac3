import { f64 } from '../../state/columns.js'
import { perRow, type World } from '../../state/world.js'
import type { Issuance } from '../emission.js'
import { halving, halvingIndex, alphaEmission as ownEmission } from './halving.js'

const memory = perRow('alpha-sync', 1, {
  halvings: f64('count', 'TAO halvings that lay behind the chain when the rule was entered'),
})

/** What TAO's halvings since the rule was entered leave of an emission: 1, 1/2, 1/4, ... */
function part(world: World): number {
  const { high, low } = world.issuance
  return 0.5 ** (halvingIndex(high[0], low[0]) - memory.of(world).halvings[0])
}

const alphaEmission = (world: World, netuid: number): number =>
  Math.floor(ownEmission(world, netuid) * part(world))

/**
 * What if every alpha halved together with TAO: its own schedule, divided by two at each TAO halving from now on.
 *
 *   A_i = floor(A(I_i) / 2^(k - k0))        k  halvings of TAO, k0  of them before the rule was entered
 *
 * On the chain the TAO that goes into pools halves at once while the alpha for participants goes on as before, since each
 * alpha halves on its own issuance; here the two keep step, and young and old subnets halve on the same day.
 */
export const alphaSync: Issuance = {
  id: 'alpha-sync',
  summary: 'As halving, and each TAO halving from now on halves the emission of every alpha too',
  source: 'counterfactual; the own schedule of alpha: coinbase/block_emission.rs, 14bc6f9f',
  status: 'proposal',
  blockEmission: halving.blockEmission,
  alphaEmission,
  alphaEmissions(world, rows, count, out) {
    const left = part(world)
    halving.alphaEmissions(world, rows, count, out)
    if (left === 1) return
    for (let k = 0; k < count; k++) out[rows[k]] = Math.floor(out[rows[k]] * left)
  },
  enter(world) {
    const { high, low } = world.issuance
    memory.of(world).halvings[0] = halvingIndex(high[0], low[0])
  },
}
