import {
  dividendsPerThousand,
  type ResearchCase,
  researchVariants,
  runResearchCase,
} from '../consensus/research/family.js'
import { type ResearchParams, researchDefaults } from '../consensus/research/variant.js'
import type { Hold, Runner, Vector } from './hold.js'

/** Variants by the name a vector gives them. */
const names: Record<string, string> = {
  '1': 'yuma-1',
  '2': 'yuma-2',
  '2B': 'yuma-2b',
  '2C': 'yuma-2c',
  '3': 'yuma-3',
  '3L': 'yuma-3',
}

/** The last entry of a schedule that has begun. */
function current<T>(schedule: readonly ({ from_epoch: number } & T)[], epoch: number): T {
  return schedule.filter((entry) => entry.from_epoch <= epoch).at(-1) as T
}

/** Cases of the published simulations, by variant, penalty and with or without reset. */
export const researchRunner: Runner = {
  kinds: ['research-yuma-case'],
  run(vector: Vector, hold: Hold) {
    for (const [key, want] of Object.entries(vector.expected)) {
      const [name, penalty, reset] = key.split('|')
      if (!(name in names)) {
        hold.skip(`no variant "${name}"`)
        continue
      }
      const one: ResearchCase = {
        epochs: vector.epochs,
        weights: (t) => current<{ weights: number[][] }>(vector.schedule, t).weights,
        stake: (t) => current<{ stake: number[] }>(vector.stake, t).stake,
        reset: reset === 'reset' ? vector.reset : null,
      }
      const params = { ...paramsOf(vector.variants[name]), bondPenalty: Number(penalty.split('=')[1]) }
      const results = runResearchCase(researchVariants.get(names[name]), one, params)
      compare(key, want, results, dividendsPerThousand(results, one), hold)
    }
  },
}

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
function paramsOf(given: any): ResearchParams {
  return {
    ...researchDefaults,
    bondMovingAverage: given.bma ?? researchDefaults.bondMovingAverage,
    liquidAlpha: given.liquid_alpha ?? false,
    alphaLow: given.alpha_low ?? researchDefaults.alphaLow,
    alphaHigh: given.alpha_high ?? researchDefaults.alphaHigh,
    alphaSteepness: given.steepness ?? researchDefaults.alphaSteepness,
    liquidConsensus: given.la_mode ?? 'CURRENT',
    capacityAlpha: given.capacity_alpha ?? researchDefaults.capacityAlpha,
    decayRate: given.decay_rate ?? researchDefaults.decayRate,
  }
}

function compare(
  key: string,
  // biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
  want: any,
  results: ReturnType<typeof runResearchCase>,
  perThousand: number[],
  hold: Hold,
): void {
  const byEpoch = (name: string, pick: (t: number) => unknown) => {
    // bonds of Yuma 2C are not given: they are of the size of 2^64
    if (!want[name]) return
    for (const [t, value] of Object.entries(want[name])) {
      hold.own(`${key}.${name}.${t}`, value as number[], pick(Number(t)) as number[])
    }
  }
  byEpoch('dividends_normalised', (t) => results[t].dividends)
  byEpoch('bonds', (t) => results[t].bonds)
  byEpoch('incentive', (t) => results[t].incentive)
  hold.own(`${key}.dividends_per_1000_tao_sum`, want.dividends_per_1000_tao_sum, perThousand)
}
