import { f64 } from '../../state/columns.js'
import { perRow, totalIssuance } from '../../state/world.js'
import type { Issuance } from '../emission.js'
import { alphaEmission, alphaEmissions, halving, SUPPLY } from './halving.js'

const memory = perRow('no-halving', 1, {
  emission: f64('RAO/block', 'TAO emission held since the rule was entered'),
})

/**
 * What if TAO had not halved: the emission of the block in which the rule is entered goes on until 21 M TAO are issued.
 * Alpha halves as on the chain, so that a comparison with `halving` differs by TAO alone.
 */
export const noHalving: Issuance = {
  id: 'no-halving',
  summary: 'TAO emission stays what it was when the rule was entered, up to the supply cap',
  source: 'counterfactual; cap: pallets/subtensor/src/coinbase/tao.rs, mint_tao, 14bc6f9f',
  status: 'proposal',
  blockEmission(world) {
    const left = Number(SUPPLY) - totalIssuance(world)
    return Math.max(0, Math.min(memory.of(world).emission[0], left))
  },
  alphaEmission,
  alphaEmissions,
  enter(world) {
    memory.of(world).emission[0] = halving.blockEmission(world)
  },
}
