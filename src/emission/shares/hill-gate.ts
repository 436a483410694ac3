import type { Shares } from '../emission.js'
import { enterGate, gatedShares } from './gate.js'

/** The gate with its bar set by mass: the rule of spec 440, block 8,713,794 to 8,765,683 (E10). */
export const hillGate: Shares = {
  id: 'hill-gate',
  summary:
    'Price-burn shares behind a Hill gate whose bar is the share that completes a quantile of the mass',
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, spec 440',
  status: 'retired',
  shares(world, emitting, count, params, out) {
    gatedShares(world, emitting, count, 0, params, out)
  },
  enter: enterGate,
}
