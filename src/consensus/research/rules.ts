import { ONE } from '../../numeric/grid.js'
import { normalise } from '../clip.js'
import { asEarlier } from '../earlier.js'
import { publish } from '../epoch.js'
import type { EpochInput, EpochParams } from '../inputs.js'
import type { SubnetMatrix } from '../matrix.js'
import { payOut } from '../payout.js'
import { selectPermits } from '../permits.js'
import type { EpochResult } from '../result.js'
import type { ConsensusRule } from '../rule.js'
import { normaliseStake, permittedOwner } from '../stake.js'
import { work } from '../work.js'
import { forgetReals, readBefore, writeAfter } from './memory.js'
import { type ResearchEpoch, type ResearchParams, type ResearchVariant, researchDefaults } from './variant.js'
import { yuma1 } from './yuma-1.js'
import { yuma2 } from './yuma-2.js'
import { yuma2b } from './yuma-2b.js'
import { yuma2c } from './yuma-2c.js'
import { yuma3 } from './yuma-3.js'

const { stake, active, consensus, trust, rank, incentive, dividends } = work

/**
 * A published variant as the consensus of whole subnets.
 *
 * Validators are the uids that hold stake and a row of weights, servers are all uids.
 *
 * Differs from the chain, as the family does: no permits, no activity, no threshold of stake and no masks
 * count, weights on oneself do; reals instead of the grid; consensus is normalised to sum 1. Bonds lie beside
 * the matrix as reals, and begin empty. Permits are still awarded by stake, because the call that sets weights
 * asks for them.
 */
function researchRule(
  variant: ResearchVariant,
  id: string,
  summary: string,
  more: Partial<ResearchParams> = {},
  resetsBonds?: ConsensusRule['resetsBonds'],
): ConsensusRule {
  return {
    id,
    summary,
    source: variant.source,
    status: 'proposal',
    ...(resetsBonds && { resetsBonds }),
    enter: (matrix) => forgetReals(matrix),
    run: (matrix, input, out) => runResearch(variant, more, matrix, input, out),
  }
}

/** The published family; Yuma 1 to 3 there are rules for bonds, not versions of the chain. */
export const researchRules: readonly ConsensusRule[] = [
  researchRule(yuma1, 'research-yuma-1', 'Published simulations: bonds are what is bid today'),
  researchRule(yuma2, 'research-yuma-2', 'Published simulations: column-normalised bonds, averaged'),
  researchRule(
    yuma2b,
    'research-yuma-2b',
    "Published simulations: yesterday's weights judged by today's consensus",
  ),
  researchRule(
    yuma2c,
    'research-yuma-2c',
    'Published simulations: bonds bought within a capacity, and decaying',
  ),
  researchRule(
    yuma2c,
    'research-yuma-2c-reset',
    'As research-yuma-2c; a miner that publishes a commitment loses all bonds in it',
    {},
    'always',
  ),
  researchRule(
    yuma2c,
    'research-yuma-2c-conditional',
    'As research-yuma-2c-reset, but only a miner that had no consensus in the last epoch',
    {},
    'unnoticed',
  ),
  researchRule(yuma3, 'research-yuma-3', 'Published simulations: one bond per pair, capped at 1'),
  researchRule(yuma3, 'research-yuma-3-liquid', 'As research-yuma-3, each bond at a rate of its own', {
    liquidAlpha: true,
  }),
]

function runResearch(
  variant: ResearchVariant,
  more: Partial<ResearchParams>,
  matrix: SubnetMatrix,
  given: EpochInput,
  out: EpochResult,
): void {
  const input = asEarlier(given, { stakeThreshold: 0 })
  const { n } = input
  normaliseStake(input)
  selectPermits(stake, n, input.params.maxValidators, permittedOwner(input), matrix.byStake, out.permit)
  const validators = speakers(matrix, input)
  for (const column of [active, consensus, trust, rank, incentive, dividends]) column.fill(0, 0, n)
  out.active.fill(1, 0, n)
  for (const i of validators) active[i] = stake[i]
  normalise(active, active, n)
  if (validators.length > 0) {
    const weights = validators.map((i) => storedRow(matrix, i, n))
    const stakes = validators.map((i) => input.stake[i])
    const before = readBefore(matrix, validators, n, weights)
    const epoch = variant.epoch(weights, stakes, before, { ...paramsOf(input.params), ...more })
    writeAfter(matrix, validators, epoch)
    toWorkbench(epoch, validators, n)
  }
  payOut(input, out)
  publish(n, out)
}

/** Uids with stake and with a weight for anybody. */
function speakers(matrix: SubnetMatrix, { n, stake: rao }: EpochInput): number[] {
  const { start, count, uid, weight } = matrix.rows
  const found: number[] = []
  for (let i = 0; i < n; i++) {
    if (rao[i] === 0) continue
    const end = start[i] + count[i]
    let speaks = false
    for (let k = start[i]; k < end; k++) speaks ||= weight[k] > 0 && uid[k] < n
    if (speaks) found.push(i)
  }
  return found
}

function storedRow(matrix: SubnetMatrix, row: number, n: number): number[] {
  const { start, count, uid, weight } = matrix.rows
  const values = new Array<number>(n).fill(0)
  const end = start[row] + count[row]
  // as shares, so that the epsilon in a divisor weighs as little as in the package
  for (let k = start[row]; k < end; k++) if (uid[k] < n) values[uid[k]] = Math.max(0, weight[k])
  const total = values.reduce((a, b) => a + b, 0)
  return values.map((w) => w / total)
}

function paramsOf(params: EpochParams): ResearchParams {
  return {
    ...researchDefaults,
    kappa: params.kappa / 65_535,
    bondPenalty: params.bondsPenalty / 65_535,
    bondMovingAverage: params.bondsMovingAverage / 1e6,
    liquidAlpha: params.liquidAlpha,
    alphaLow: params.alphaLow / 65_535,
    alphaHigh: params.alphaHigh / 65_535,
    alphaSteepness: params.alphaSteepness / 100,
  }
}

/** From reals to raw bits, where payment and publication read them. */
function toWorkbench(epoch: ResearchEpoch, validators: readonly number[], n: number): void {
  for (let j = 0; j < n; j++) {
    consensus[j] = Math.floor(epoch.consensus[j] * ONE)
    incentive[j] = Math.floor(epoch.incentive[j] * ONE)
    rank[j] = incentive[j]
  }
  validators.forEach((i, v) => {
    dividends[i] = Math.floor(epoch.dividends[v] * ONE)
    const clipped = epoch.weights[v].reduce((sum, w, j) => sum + Math.min(w, epoch.consensus[j]), 0)
    trust[i] = Math.min(ONE, Math.floor(clipped * ONE))
  })
  // the package's divisor is a millionth too large
  normalise(dividends, dividends, n)
}
