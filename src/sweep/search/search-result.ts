import { createStreams } from '../../random/streams.js'
import { corruptionOf, costRatio } from '../../record/paired/corruption.js'
import { type Interval, NO_INTERVAL } from '../../stats/interval.js'
import { levelInterval } from '../../stats/level-interval.js'
import { mcseOfMean } from '../../stats/mcse.js'
import { mean } from '../../stats/mean.js'
import { meanInterval } from '../../stats/mean-interval.js'
import type { Ledger } from '../ledger.js'
import type { SweepPlan, SweepSearch } from '../plan.js'
import { rowsOf } from '../rows.js'
import { observedOf, risingLevels, risingRange, type Trail } from './trail.js'

/** What a search found in one cell. Levels are in the unit of the axis. */
export interface SearchResult {
  readonly search: SweepSearch
  readonly cell: number
  /** `below`: the lowest level reaches it already; `unreachable`: not even the highest does. */
  readonly status: 'found' | 'below' | 'unreachable' | 'unfinished'
  /** Least level known to reach the target; NaN if there is none. */
  readonly level: number
  /** Largest level known to fall short; NaN if there is none. */
  readonly short: number
  /** Where the envelope meets the target; NaN unless found. */
  readonly estimate: number
  /** Of the estimate, over replicates; Infinity at the upper end if it may lie above the range. */
  readonly interval: Interval
  /** Levels tried. */
  readonly levels: number
  /** Replicates (or antithetic pairs) with a value, their mean and its error, at `level`. */
  readonly n: number
  readonly mean: number
  readonly mcse: number
  readonly price?: PriceOfIt
}

/** Of a search for capital. */
export interface PriceOfIt {
  /** coc, TAO: the level; Infinity if unreachable. */
  readonly cocTao: number
  /** Expected net loss of the attack at that level, TAO; negative where it pays. NaN without pairs. */
  readonly cocNetTao: number
  readonly cocNetInterval: Interval
  /** Mean profit over that capital. */
  readonly marginFrac: number
  /** Adversaries' part of the stake weight where they hold UIDs, mean over the runs at that level. */
  readonly stakeShareFrac: number
  /** coc over what the network pays its validators and stakers in 30 days at that level. */
  readonly costRatio: number
}

/** The answers of a sweep's searches, from the levels they tried. */
export const searchResults = (
  plan: SweepPlan,
  ledger: Ledger,
  trails: readonly Trail[],
): readonly SearchResult[] => trails.map((trail) => resultOf(plan, ledger, trail))

function resultOf(plan: SweepPlan, ledger: Ledger, trail: Trail): SearchResult {
  const { search, cell, tried, step } = trail
  const status = statusOf(trail)
  const level = status === 'found' || status === 'below' ? levelOf(trail) : Number.NaN
  const values = tried.find((one) => one.level === level)?.values ?? new Float64Array()
  const present = values.filter((value) => !Number.isNaN(value))
  const stream = createStreams(plan.seed).make(`search/${search.id}`)
  return {
    search,
    cell: cell.id,
    status,
    level,
    short: step.done ? step.below : Number.NaN,
    estimate: step.done ? step.estimate : Number.NaN,
    interval:
      status === 'found' ? levelInterval(risingRange(search), risingLevels(trail), stream) : NO_INTERVAL,
    levels: tried.length,
    n: present.length,
    mean: mean(present),
    mcse: mcseOfMean(present),
    ...(search.kind === 'capital' &&
      status !== 'unfinished' && { price: priceOf(plan, ledger, trail, level) }),
  }
}

function statusOf({ step, unfinished }: Trail): SearchResult['status'] {
  if (unfinished || !step.done) return 'unfinished'
  return step.status === 'at-low' ? 'below' : step.status
}

const levelOf = ({ step }: Trail): number => (step.done ? step.level : Number.NaN)

function priceOf(plan: SweepPlan, ledger: Ledger, trail: Trail, level: number): PriceOfIt {
  const place = trail.tried.find((one) => one.level === level)?.place
  const rows = place === undefined ? [] : rowsOf(ledger, place)
  const profits = observedOf(plan, rows, 'attack_profit_tao').filter((profit) => !Number.isNaN(profit))
  const { cocTao, cocNetTao, marginFrac } = corruptionOf(level, profits)
  const stream = createStreams(plan.seed).make(`search/${trail.search.id}/net`)
  const { low, high, method } = meanInterval(profits, stream)
  const meanOf = (metric: string) => mean(observedOf(plan, rows, metric).filter((x) => !Number.isNaN(x)))
  return {
    cocTao,
    cocNetTao,
    cocNetInterval: { low: -high, high: -low, method },
    marginFrac,
    stakeShareFrac: meanOf('adversary_stake_frac'),
    costRatio: costRatio(cocTao, meanOf('tao_price_usd'), meanOf('security_budget_usd_per_day')),
  }
}
