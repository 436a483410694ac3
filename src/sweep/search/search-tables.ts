import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { risingEnvelope } from '../../stats/isotonic.js'
import { mcseOfMean } from '../../stats/mcse.js'
import { mean } from '../../stats/mean.js'
import { sd } from '../../stats/sd.js'
import type { Ledger } from '../ledger.js'
import type { SweepPlan, SweepSearch } from '../plan.js'
import { rowsOf, valuesOf } from '../rows.js'
import { TableFile } from '../table-file.js'
import { cellId, experiment, number, rep, text } from '../tables/columns.js'
import type { SearchResult } from './search-result.js'
import { risingLevels, type Trail } from './trail.js'

const which = text('search', 'id of the search')
const unit = text('unit', 'unit of the axis, in which all levels are; empty if it has none')
const level = (name: string, meaning: string) => number(name, 'axis', meaning)
const metric = (name: string, meaning: string) => number(name, 'metric', meaning)

const answers: readonly ColumnSpec[] = [
  experiment,
  cellId,
  which,
  text('axis', 'path of the scenario whose level is sought'),
  text('metric', 'column of summary.csv that is to reach the target'),
  text('direction', 'rising or falling: how the metric goes as the level rises'),
  metric('target', 'mean to reach'),
  text(
    'status',
    'found; below: the lowest level reaches it already; unreachable: not even the highest does; unfinished',
  ),
  unit,
  level('level', 'least level known to reach the target; with status below the lowest'),
  level('level_short', 'largest level known to fall short'),
  level('estimate', 'where the monotone envelope of the means meets the target'),
  level('ci_lo', 'lower end of its 95 % interval, over replicates; at the lowest level: or below'),
  level('ci_hi', 'upper end; empty with a lower end: above the highest level'),
  number('levels', 'count', 'levels tried'),
  number('n', 'count', 'replicates (or antithetic pairs) with a value at level'),
  metric('mean', 'mean at level'),
  metric('mcse', 'its Monte Carlo standard error'),
  number('coc_tao', 'TAO', 'cost of corruption: level, where the axis is in TAO; empty if unreachable'),
  number('coc_net_tao', 'TAO', 'expected net loss of the attack at that level; negative where it pays'),
  number('coc_net_lo', 'TAO', 'lower end of its 95 % interval'),
  number('coc_net_hi', 'TAO', 'upper end'),
  number('corruption_margin_frac', 'fraction', 'mean profit of the attack at that level, over coc_tao'),
  number(
    'coc_stake_share_frac',
    'fraction',
    "adversaries' part of the stake weight of the subnets where they hold UIDs, mean at that level; axis in TAO",
  ),
  number(
    'attack_cost_ratio',
    'ratio',
    "coc_tao over 30 days of security_budget_usd_per_day at the run's mean TAO price; empty if unreachable",
  ),
  number('min_collude_stake_frac', 'fraction', 'level, where the axis is a part of the stake'),
]

const levels: readonly ColumnSpec[] = [
  experiment,
  cellId,
  which,
  number('step', 'number', 'place in the order tried, from 0'),
  unit,
  level('level', 'level tried'),
  number('n', 'count', 'replicates (or antithetic pairs) with a value'),
  metric('mean', 'mean of the metric'),
  metric('sd', 'standard deviation'),
  metric('mcse', 'Monte Carlo standard error of the mean'),
  metric('envelope', 'monotone envelope of the means of all levels tried'),
  number('n_missing', 'count', 'replicates without a value: failed, or undefined'),
]

const runs: readonly ColumnSpec[] = [
  experiment,
  cellId,
  which,
  level('level', 'level of the axis'),
  rep,
  text('seed', 'seed of the run'),
  text('config_hash', 'name of the run, its folder below runs/'),
  text('cf_of', 'name of the same run with its attack off; empty for none'),
  text('status', 'complete, failed, missing'),
  metric('value', 'the metric'),
]

/** The three tables of a sweep's searches: answers, levels, runs. */
export function writeSearches(
  folder: string,
  plan: SweepPlan,
  ledger: Ledger,
  trails: readonly Trail[],
  results: readonly SearchResult[],
): Record<string, TableEntry> {
  return {
    search: writeAnswers(folder, plan, results),
    search_levels: writeLevels(folder, plan, trails),
    search_runs: writeRuns(folder, plan, ledger, trails),
  }
}

function writeAnswers(folder: string, { experiment }: SweepPlan, results: readonly SearchResult[]) {
  const table = new TableFile(folder, 'search', 'search and cell', answers)
  for (const result of results) {
    const { search, cell, status, interval, price } = result
    const { level, short, estimate, levels, n, mean, mcse } = result
    const { id, axis, metric, direction, range, unit = '' } = search
    const net = price?.cocNetInterval
    table.line([
      ...[experiment, String(cell), id, axis, metric, direction, formatNumber(range.target), status, unit],
      ...[level, short, estimate, interval.low, interval.high, levels, n, mean, mcse].map(formatNumber),
      ...[price?.cocTao, price?.cocNetTao, net?.low, net?.high, price?.marginFrac].map(orEmpty),
      ...[price?.stakeShareFrac, price?.costRatio].map(orEmpty),
      formatNumber(search.kind === 'stake' ? stakeOf(search, level) : Number.NaN),
    ])
  }
  return table.close()
}

const orEmpty = (x = Number.NaN): string => formatNumber(x)

const stakeOf = ({ unit }: SweepSearch, level: number): number => (unit === '%' ? level / 100 : level)

function writeLevels(folder: string, { experiment }: SweepPlan, trails: readonly Trail[]) {
  const table = new TableFile(folder, 'search_levels', 'search, cell and level', levels)
  for (const trail of trails) {
    const { search, cell, tried } = trail
    const envelope = envelopeOf(trail)
    for (const [step, { level, values }] of tried.entries()) {
      if (!values) continue
      const present = values.filter((value) => !Number.isNaN(value))
      const figures = [mean(present), sd(present), mcseOfMean(present), envelope.get(level) ?? Number.NaN]
      table.line([
        ...[experiment, String(cell.id), search.id, String(step), search.unit ?? '', formatNumber(level)],
        ...[String(present.length), ...figures.map(formatNumber), String(values.length - present.length)],
      ])
    }
  }
  return table.close()
}

/** By level, in the metric's own sign; levels without a value have none. */
function envelopeOf(trail: Trail): Map<number, number> {
  const seen = risingLevels(trail)
    .map(({ level, values }) => ({
      level,
      values: Float64Array.from(values).filter((v) => !Number.isNaN(v)),
    }))
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => a.level - b.level)
  const rising = risingEnvelope(
    seen.map(({ values }) => mean(values)),
    seen.map(({ values }) => values.length),
  )
  const sign = trail.search.direction === 'falling' ? -1 : 1
  return new Map(seen.map(({ level }, k) => [level, sign * rising[k]]))
}

function writeRuns(folder: string, plan: SweepPlan, ledger: Ledger, trails: readonly Trail[]) {
  const table = new TableFile(folder, 'search_runs', 'search, cell, level and replicate', runs)
  for (const { search, cell, tried } of trails) {
    for (const { level, place } of tried) {
      const rows = rowsOf(ledger, place)
      const values = valuesOf(
        rows.map(({ row }) => row),
        search.metric,
      )
      for (const [i, { planned, row }] of rows.entries()) {
        const { rep, seed, run, twin = '' } = planned
        const status = row ? 'complete' : ledger.errors.has(run) ? 'failed' : 'missing'
        table.line([
          ...[plan.experiment, String(cell.id), search.id, formatNumber(level), String(rep)],
          ...[seed, run, twin, status, formatNumber(values[i])],
        ])
      }
    }
  }
  return table.close()
}
