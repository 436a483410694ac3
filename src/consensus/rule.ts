import type { Card } from '../card.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import type { EpochResult } from './result.js'

/**
 * How a subnet judges: one epoch, from stakes, weights and bonds to incentives, dividends and emission.
 */
export interface ConsensusRule extends Card {
  /** Bonds are updated in the matrix, everything else goes to `out`. Nothing else is written. */
  run(matrix: SubnetMatrix, input: EpochInput, out: EpochResult): void
  /** Take a subnet over from the rule before; absent: its bonds are read as they are stored. */
  enter?(matrix: SubnetMatrix, previous: ConsensusRule): void
  /**
   * A miner's published commitment clears the bonds in it whatever the subnet's BondsResetOn says: always, or
   * only where the miner had no consensus in the last epoch.
   */
  readonly resetsBonds?: 'always' | 'unnoticed'
}
