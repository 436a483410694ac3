import { registry } from '../../card.js'
import type { ResearchEpoch, ResearchParams, ResearchState, ResearchVariant } from './variant.js'
import { yuma1 } from './yuma-1.js'
import { yuma2 } from './yuma-2.js'
import { yuma2b } from './yuma-2b.js'
import { yuma2c } from './yuma-2c.js'
import { yuma3 } from './yuma-3.js'

/** The rules for bonds that the published simulations compare. */
export const researchVariants = registry<ResearchVariant>('research variant', [
  yuma1,
  yuma2,
  yuma2b,
  yuma2c,
  yuma3,
])

/** A small subnet over time. Rows of weights are validators, columns servers. */
export interface ResearchCase {
  epochs: number
  weights(epoch: number): number[][]
  stake(epoch: number): number[]
  /** All bonds in one server are cleared before an epoch. */
  reset?: { server: number; epoch: number } | null
}

/** Run a case; one result per epoch. */
export function runResearchCase(
  variant: ResearchVariant,
  one: ResearchCase,
  params: ResearchParams,
): ResearchEpoch[] {
  const results: ResearchEpoch[] = []
  let before: ResearchState | null = null
  for (let t = 0; t < one.epochs; t++) {
    if (before && one.reset && one.reset.epoch === t) {
      const { server } = one.reset
      before = { ...before, bonds: before.bonds.map((row) => row.map((b, j) => (j === server ? 0 : b))) }
    }
    const epoch = variant.epoch(one.weights(t), one.stake(t), before, params)
    results.push(epoch)
    before = epoch
  }
  return results
}

/**
 * Dividends per 1,000 TAO of stake, summed over all epochs: 0.41 of an epoch's 100 TAO goes to validators.
 *
 * Source: bactensor/yuma-simulation, simulation_utils.py, _calculate_total_dividends, 2b976fd
 */
export function dividendsPerThousand(results: readonly ResearchEpoch[], one: ResearchCase): number[] {
  return results[0].dividends.map((_, i) =>
    results.reduce((total, epoch, t) => {
      const stake = one.stake(t)[i]
      return stake === 0 ? total : total + (0.41 * 100 * epoch.dividends[i]) / (stake * 1000)
    }, 0),
  )
}
