import type { Shares } from '../emission.js'
import { enterGate, gatedShares } from './gate.js'

/** The gate with its bar set by rank: the rule of specs 441 to 475, from block 8,765,684 on (E11, E12). The default. */
export const hillGateRank: Shares = {
  id: 'hill-gate-rank',
  summary: 'Price-burn shares behind a Hill gate whose bar is the share of rank 32',
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, f8ff769a',
  status: 'mainnet',
  shares(world, emitting, count, params, out) {
    gatedShares(world, emitting, count, params.barRank, params, out)
  },
  enter: enterGate,
}
