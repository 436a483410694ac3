import type { Shares } from '../emission.js'
import { priceBurnShares } from './burn-weights.js'

/** Price shares discounted by withheld miner emission; in force from block 8,636,191 (E9). The base of the gate. */
export const priceBurn: Shares = {
  id: 'price-burn',
  summary: 'Moving price times the part of miner emission that was not withheld, normalised',
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, bb3591e71',
  status: 'retired',
  shares(world, emitting, count, _params, out) {
    priceBurnShares(world, emitting, count, out)
  },
  enter() {},
}
