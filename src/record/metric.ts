import type { Card } from '../card.js'
import type { AgentRow } from './rows/agent-row.js'
import type { EpochRow } from './rows/epoch-row.js'
import type { NetworkRow } from './rows/network-row.js'
import type { SubnetRow } from './rows/subnet-row.js'
import type { SummaryRow } from './rows/summary-row.js'
import type { UidRow } from './rows/uid-row.js'
import type { GaugeCard } from './summary/gauge.js'

/** What one row of each table with metrics is read from. */
export interface RowOf {
  network: NetworkRow
  subnets: SubnetRow
  epochs: EpochRow
  agents: AgentRow
  validators: UidRow
  miners: UidRow
  summary: SummaryRow
}
/** A metric's table, which is its level. */
export type Level = keyof RowOf

/**
 * One column of an output table: what it is called, what it means, and how it is read off the state.
 *
 * `id` is table and column, such as `subnets.price_tao`; the column ends in its unit.
 */
export interface Metric<L extends Level = Level> extends Card {
  readonly level: L
  readonly column: string
  readonly unit: string
  readonly formula?: string
  /** `rao`: whole RAO, written as exact decimal TAO or alpha. `number`: as it is. */
  readonly as: 'rao' | 'number'
  /** NaN is an empty cell. The row is a cursor: do not keep it. */
  sample(row: RowOf[L]): number
  /** The amount in full, where a double would lose RAO; written instead of `sample`. */
  exact?(row: RowOf[L]): bigint
  /** What has to be measured on the way for it; of metrics of a run. */
  readonly gauges?: readonly GaugeCard[]
}

type Declared<L extends Level> = Omit<Metric<L>, 'id' | 'level' | 'as' | 'source'> & {
  as?: 'rao' | 'number'
  source?: string
}

/** Declare a metric. @example defineMetric('subnets', { column: 'pool_tao', unit: 'TAO', as: 'rao', summary, sample }) */
export function defineMetric<L extends Level>(level: L, declared: Declared<L>): Metric<L> {
  return { as: 'number', source: 'this project', ...declared, id: `${level}.${declared.column}`, level }
}

/** Declare several metrics of one table that share a source. */
export function metricsOf<L extends Level>(
  level: L,
  source: string,
  declared: readonly Declared<L>[],
): readonly Metric<L>[] {
  return declared.map((one) => defineMetric(level, { source, ...one }))
}
