import { BLOCKS_PER_DAY } from '../../units.js'
import { figure, gain, type Pair, pairedMetricsOf, series } from './pair.js'

/** How the price of a subnet differs between the runs, from a shock on. */
export interface Gap {
  /** Blocks since the shock, ascending; the first sample at which it shows comes first. */
  readonly blocks: readonly number[]
  /** ln p - ln p of the twin run. */
  readonly gap: readonly number[]
}

export interface Impact {
  /** Largest gap of the first day, as a change of price: exp(gap) - 1. */
  readonly peakFrac: number
  /** The same 30 days after the shock; NaN if the run ends before. */
  readonly permanentFrac: number
  /** Blocks until half of the peak is gone for good; NaN if it does not happen within the run (censored). */
  readonly halfLife: number
}

const HALF = 0.5
/** A recovery counts if the gap stays within this part of the peak for a day. */
const STAYS = 0.6
const LATER = 30 * BLOCKS_PER_DAY

/**
 * Impact of a shock on a price and its recovery, from the paired gap:
 *
 *   half-life = min { t :  |gap_t| <= peak / 2  and  |gap_u| <= 0.6 peak for u in [t, t + 1 day] }
 *
 * peak is the largest |gap| of the first day. All is as fine as the samples are: `record.every` of an hour or less.
 * A gap of 0 throughout is no impact: peak 0, half-life 0.
 * Source: metrics of this project, section B (impact and recovery)
 */
export function impactOf({ blocks, gap }: Gap): Impact {
  const empty = { peakFrac: Number.NaN, permanentFrac: Number.NaN, halfLife: Number.NaN }
  if (blocks.length === 0) return empty
  let top = 0
  for (let k = 0; k < blocks.length && blocks[k] <= BLOCKS_PER_DAY; k++) {
    if (Math.abs(gap[k]) > Math.abs(gap[top])) top = k
  }
  const peak = Math.abs(gap[top])
  const later = blocks.findIndex((block) => block >= LATER)
  return {
    peakFrac: Math.expm1(gap[top]),
    permanentFrac: later >= 0 ? Math.expm1(gap[later]) : Number.NaN,
    halfLife: peak > 0 ? recovery({ blocks, gap }, top, peak) : 0,
  }
}

function recovery({ blocks, gap }: Gap, from: number, peak: number): number {
  for (let k = from; k < blocks.length; k++) {
    if (!(Math.abs(gap[k]) <= HALF * peak)) continue
    for (let u = k; u < blocks.length && Math.abs(gap[u]) <= STAYS * peak; u++) {
      if (blocks[u] - blocks[k] >= BLOCKS_PER_DAY) return blocks[k]
    }
  }
  return Number.NaN
}

/** The gap of a pair on the subnet of the treated run's shock; empty where there was none or prices were not kept. */
export function gapOf({ treated, twin }: Pair): Gap {
  const netuid = figure(treated, 'shock_netuid')
  const shock = figure(treated, 'shock_block')
  const own = pricesOf({ treated, twin }, 'treated', netuid)
  const other = pricesOf({ treated, twin }, 'twin', netuid)
  const blocks = [...own.keys()].filter((block) => block >= shock && other.has(block))
  return {
    blocks: blocks.map((block) => block - shock),
    gap: blocks.map((block) => Math.log(own.get(block)! / other.get(block)!)),
  }
}

/** Price of a subnet by block. */
function pricesOf(pair: Pair, which: keyof Pair, netuid: number): Map<number, number> {
  const column = (name: string) => series(pair[which], 'subnets', name) ?? new Float64Array(0)
  const [blocks, netuids, prices] = [column('block'), column('netuid'), column('price_tao')]
  const found = new Map<number, number>()
  for (let row = 0; row < prices.length; row++) {
    if (netuids[row] === netuid && prices[row] > 0) found.set(blocks[row], prices[row])
  }
  return found
}

/** What a shock did to the price of its subnet, against the run without it. */
export const impactMetrics = pairedMetricsOf('metrics of this project, section B', [
  {
    column: 'impact_peak_frac',
    unit: 'fraction',
    summary:
      'Largest change of the price on the subnet of the shock within a day, against the run without it.',
    formula: 'p / p of the twin run - 1',
    of: (pair) => impactOf(gapOf(pair)).peakFrac,
  },
  {
    column: 'impact_permanent_frac',
    unit: 'fraction',
    summary: 'The change that is left after 30 days; empty if the run ends before.',
    of: (pair) => impactOf(gapOf(pair)).permanentFrac,
  },
  {
    column: 'recovery_half_life_blocks',
    unit: 'blocks',
    summary:
      'Blocks from the shock until half of the peak is gone and at most 0.6 of it comes back for a day; empty if not within the run.',
    formula: 'min { t : |gap| <= peak / 2, then <= 0.6 peak for a day }',
    of: (pair) => impactOf(gapOf(pair)).halfLife,
  },
  {
    column: 'recovery_censored_flag',
    unit: 'flag',
    summary: '1 if that did not happen within the run, 0 if it did; empty without a shock.',
    of: (pair) => {
      const { peakFrac, halfLife } = impactOf(gapOf(pair))
      return Number.isNaN(peakFrac) ? Number.NaN : Number(Number.isNaN(halfLife))
    },
  },
])

/** What a halving did to prices, against the run without it under the same random numbers. */
export const halvingEffects = pairedMetricsOf(
  'metrics of this project, section C',
  [7, 30].flatMap((days) => [
    {
      column: `ce_${days}d`,
      unit: 'log',
      summary: `TAO price in USD ${days} days after the halving, against the run without it.`,
      formula: 'ln P - ln P of the twin run',
      of: (pair: Pair) => gain(pair, `ln_tao_usd_${days}d`),
    },
    {
      column: `ce_index_${days}d`,
      unit: 'log',
      summary: `Sum of the subnets' prices ${days} days after the halving, against the run without it.`,
      formula: 'ln sum p - ln sum p of the twin run',
      of: (pair: Pair) => gain(pair, `ln_index_${days}d`),
    },
  ]),
)
