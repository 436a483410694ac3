import type { Shares } from '../emission.js'
import { normalise, priceShares } from './proportional.js'

/**
 * Price shares discounted by withheld miner emission and by age:   w_i = m_i (1 - min(b_i, 1)) rho_i,  share = w_i / sum w
 *
 * rho  root proportion, 0..1, as the column holds it: it falls as a subnet's alpha issuance grows
 * If all weights vanish (everything burned, or no root stake) the plain price shares stand.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, v3.4.6-421 to v3.4.9-424 (E8)
 */
export const priceRootBurn: Shares = {
  id: 'price-root-burn',
  summary: 'Moving price times the part not withheld times the root proportion, normalised',
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, v3.4.6-421',
  status: 'retired',
  shares(world, emitting, count, _params, out) {
    const { movingPrice, minerBurned, rootProportion } = world.subnets
    for (let k = 0; k < count; k++) {
      const i = emitting[k]
      out[i] = movingPrice[i] * (1 - Math.min(minerBurned[i], 1)) * rootProportion[i]
    }
    if (normalise(emitting, count, out) === 0) priceShares(world, emitting, count, out)
  },
  enter() {},
}
