import type { Shares } from '../emission.js'
import { priceShares } from './proportional.js'

/** Shares by moving price alone; in force from the first dTAO block to November 2025 (E1 to E3a). */
export const priceEma: Shares = {
  id: 'price-ema',
  summary: "Each subnet's share is its moving price over the sum of moving prices",
  source:
    'pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v2.0.4; subnet_emissions.rs, get_shares_price_ema, 14bc6f9f',
  status: 'retired',
  shares(world, emitting, count, _params, out) {
    priceShares(world, emitting, count, out)
  },
  enter() {},
}
