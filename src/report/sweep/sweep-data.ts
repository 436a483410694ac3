import { createStreams } from '../../random/streams.js'
import { type Interval, NO_INTERVAL } from '../../stats/interval.js'
import { mean } from '../../stats/mean.js'
import { meanInterval } from '../../stats/mean-interval.js'
import { identifier, literal } from '../../tables/duckdb.js'
import type { ColumnEntry, Output } from '../read/output.js'
import { asDouble, Tables } from '../read/tables.js'
import { columnsOf } from '../run/metrics.js'
import { type Factor, factorOf } from './factor.js'

/** Most metrics that get figures of their own. */
const MOST_METRICS = 6
const KEYS = ['experiment', 'cell_id', 'rep']

/** Levels that single out cells: factor by level, as written in cells.csv. */
export type Where = Readonly<Record<string, string>>

/** Mean of a metric over replicates at one place of the design. */
export interface Estimate {
  /** Levels, in the order of the factors asked for. */
  readonly levels: readonly string[]
  readonly n: number
  readonly mean: number
  readonly interval: Interval
}

/** A metric in one replicate at one place of the design. */
export interface ReplicateValue {
  readonly levels: readonly string[]
  readonly rep: number
  readonly value: number
}

/** A sweep's folder, open: figures ask it for what they show. */
export class SweepData {
  readonly output: Output
  readonly tables: Tables
  readonly factors: readonly Factor[]
  /** Metrics with figures of their own: those the sweep is about. */
  readonly primary: readonly string[]
  readonly cells: number
  readonly runs: number
  readonly #columns: ReadonlyMap<string, ColumnEntry>

  private constructor(
    output: Output,
    tables: Tables,
    factors: readonly Factor[],
    primary: readonly string[],
    cells: number,
    runs: number,
  ) {
    this.output = output
    this.tables = tables
    this.factors = factors
    this.primary = primary
    this.cells = cells
    this.runs = runs
    this.#columns = columnsOf(output, 'summary')
  }

  static async open(output: Output): Promise<SweepData> {
    const tables = await Tables.open(output.tables)
    const names = tables.columns('cells').filter((name) => !KEYS.includes(name))
    const factors = await Promise.all(
      names.map(async (name) => factorOf(name, await levelsOf(tables, name), names)),
    )
    const varied = factors.filter(({ levels }) => levels.length > 1)
    const count = async (table: string) =>
      tables.columns(table).length === 0
        ? 0
        : Number((await tables.rows(`SELECT count(*) AS n FROM ${identifier(table)}`))[0].n)
    return new SweepData(
      output,
      tables,
      varied,
      await primaryOf(output, tables),
      await count('cells'),
      await count('summary'),
    )
  }

  close(): void {
    this.tables.close()
  }

  /** A metric as the manifest explains it. */
  column(metric: string): ColumnEntry {
    return this.#columns.get(metric) ?? { name: metric }
  }

  /** A column of a table that the runs keep, as the manifest explains it. */
  keptColumn(table: string, name: string): ColumnEntry {
    return columnsOf(this.output, `tables/${table}`).get(name) ?? { name }
  }

  factor(name: string): Factor | undefined {
    return this.factors.find((one) => one.name === name)
  }

  /**
   * Means of a metric at each combination of levels of some factors: for each replicate the mean over the cells there (all
   * other factors varied), then mean and interval over replicates. So the unit of replication stays the run.
   */
  async estimates(metric: string, by: readonly string[], where: Where = {}): Promise<Estimate[]> {
    const groups = new Map<string, { levels: readonly string[]; values: number[] }>()
    for (const { levels, value } of await this.values(metric, by, where)) {
      const key = JSON.stringify(levels)
      const group = groups.get(key) ?? { levels, values: [] }
      if (Number.isFinite(value)) group.values.push(value)
      groups.set(key, group)
    }
    return [...groups.values()].map((group) => ({
      levels: group.levels,
      ...estimateOf(group.values, `${metric}/${group.levels.join('/')}`),
    }))
  }

  /** What those are means of: one value a replicate and combination, NaN where it is missing. */
  async values(metric: string, by: readonly string[], where: Where = {}): Promise<ReplicateValue[]> {
    if (!this.tables.has('summary', 'cell_id', 'rep', metric) || !this.tables.has('cells', 'cell_id', ...by))
      return []
    const levels = by.map((name, i) => `c.${identifier(name)} AS level${i}`)
    const keys = [...by.map((_, i) => `level${i}`), 'rep']
    const rows = await this.tables.rows(
      `SELECT ${[...levels, `TRY_CAST(s.rep AS INT) AS rep`, `avg(TRY_CAST(s.${identifier(metric)} AS DOUBLE)) AS value`].join(', ')}
       FROM summary s JOIN cells c ON s.cell_id = c.cell_id
       WHERE ${conditionOf(where)} GROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`,
    )
    return rows.map((row) => ({
      levels: by.map((_, i) => String(row[`level${i}`] ?? '')),
      rep: Number(row.rep),
      value: row.value === null ? Number.NaN : Number(row.value),
    }))
  }
}

/** Cells `c` at these levels, in SQL. */
export const conditionOf = (where: Where): string =>
  ['true', ...Object.entries(where).map(([name, level]) => `c.${identifier(name)} = ${literal(level)}`)].join(
    ' AND ',
  )

/** Mean and interval of values, one a replicate; the bootstrap, where it is used, draws the same every time. */
export function estimateOf(
  values: readonly number[],
  name: string,
): { n: number; mean: number; interval: Interval } {
  const n = values.length
  const stream = createStreams('report').make(name)
  return { n, mean: mean(values), interval: n < 2 ? NO_INTERVAL : meanInterval(values, stream) }
}

async function levelsOf(tables: Tables, name: string): Promise<string[]> {
  const column = identifier(name)
  const rows = await tables.rows(
    `SELECT ${column} AS level FROM cells WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY min(${asDouble('cell_id')})`,
  )
  return rows.map(({ level }) => String(level))
}

/** What the manifest calls primary; else what the hypotheses are about; else what varies most between runs. */
async function primaryOf(output: Output, tables: Tables): Promise<string[]> {
  const there = tables.columns('summary').filter((name) => !KEYS.includes(name))
  const plan = (output.manifest.plan ?? {}) as { primary?: unknown }
  const named = [output.manifest.primary, plan.primary].find(Array.isArray) as readonly unknown[] | undefined
  const claimed = tables.has('hypotheses', 'metric')
    ? (await tables.rows('SELECT DISTINCT metric FROM hypotheses ORDER BY 1')).map(({ metric }) =>
        String(metric),
      )
    : []
  const wanted = [...new Set([...(named ?? []).map(String), ...claimed])].filter((name) =>
    there.includes(name),
  )
  if (wanted.length > 0) return wanted.slice(0, MOST_METRICS)
  return varying(tables, there)
}

/** Metrics with a value in every run that differ between runs, in order of relative spread. */
async function varying(tables: Tables, metrics: readonly string[]): Promise<string[]> {
  if (metrics.length === 0) return []
  const terms = metrics.map((name, i) => {
    const value = asDouble(name)
    return `CASE WHEN count(${value}) = count(*) THEN stddev_pop(${value}) / nullif(abs(avg(${value})), 0) END AS m${i}`
  })
  const [row] = await tables.rows(`SELECT ${terms.join(', ')} FROM summary`)
  return metrics
    .map((name, i) => ({ name, spread: Number(row[`m${i}`] ?? 0) }))
    .filter(({ spread }) => spread > 1e-12)
    .sort((a, b) => b.spread - a.spread)
    .slice(0, MOST_METRICS)
    .map(({ name }) => name)
}
