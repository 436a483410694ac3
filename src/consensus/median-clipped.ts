import { buyBonds, payClassic } from './classic-bonds.js'
import { asEarlier, WITHOUT_OWNER } from './earlier.js'
import { agree, closeEpoch, openEpoch } from './epoch.js'
import type { ConsensusRule } from './rule.js'

/**
 * Yuma Consensus as it began in March 2023: weights clipped at the stake-weighted median, bonds paid for with
 * the clipped weights.
 *
 * Today's classic epoch with the bonds penalty at 1, no threshold of stake, no rights of the owner, no
 * commit-reveal, and bonds dropped where their holder set weights before the miner registered.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs (then epoch.rs), epoch, 77d15478b (2023-03-10), v1.0.0
 */
export const medianClipped: ConsensusRule = {
  id: 'median-clipped',
  summary:
    'Yuma Consensus of 2023: clipping at the median, classic bonds paid for with clipped weights alone',
  source: 'pallets/subtensor/src/epoch/run_epoch.rs, epoch, 77d15478b (v1.0.0)',
  status: 'retired',
  run(matrix, given, out) {
    const implied = { bondsPenalty: 65_535, stakeThreshold: 0, bondMask: 'last-update' } as const
    const input = asEarlier(given, implied, WITHOUT_OWNER)
    const rowCount = openEpoch(matrix, input, out)
    agree(matrix, input, rowCount)
    buyBonds(matrix, input, rowCount)
    payClassic(matrix, input.n, rowCount)
    closeEpoch(matrix, input, out, rowCount)
  },
}
