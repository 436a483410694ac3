import { identifier, literal } from '../../../tables/duckdb.js'
import { BLOCKS_PER_DAY } from '../../../units.js'
import { asDouble } from '../../read/tables.js'
import { type Asked, CannotDraw } from '../asked.js'
import type { Factor } from '../factor.js'
import { conditionOf, type SweepData, type Where } from '../sweep-data.js'

/** A column at a time since the event, in one replicate: the mean over all cells of that level. */
export interface TimeValue {
  /** Level of the factor asked for; '' without one. */
  readonly level: string
  /** Group of rows, such as a subnet; '' where all are one. */
  readonly group: string
  readonly rep: number
  /** Days since the event. */
  readonly day: number
  readonly value: number
}

/** How rows are told apart: not at all, by a column as it is, or by the parts of a column of numbers at the first sample. */
export interface Grouping {
  readonly column?: string
  readonly parts?: number
}

const NAMES = ['netuid', 'agent_id', 'kind']
export const isName = (column: string): boolean => NAMES.includes(column)

/** Values of a kept table over time, in DuckDB: of millions of rows only what a figure shows comes into memory. */
export async function overTime(
  data: SweepData,
  asked: Asked,
  where: Where,
  by: Factor | undefined,
  { column, parts = 0 }: Grouping = {},
): Promise<TimeValue[]> {
  const table = identifier(`tables/${asked.table}`)
  const value = asDouble(asked.names[0])
  const group =
    column === undefined
      ? `''`
      : parts > 0
        ? 'coalesce(g.part, 0)::VARCHAR'
        : `t.${identifier(column)}::VARCHAR`
  const ownKey = asked.table === 'agents' ? 'agent_id' : 'netuid'
  const joined =
    column !== undefined && parts > 0
      ? `JOIN (${partsOf(table, column, ownKey, parts)}) g ON g.cell_id = t.cell_id AND g.rep = t.rep AND g.key = t.${ownKey}`
      : ''
  const over = asked.over === 'median' ? 'median' : asked.over === 'mean' ? 'avg' : 'sum'
  const rows = await data.tables.rows(`
    WITH sampled AS (
      SELECT t.cell_id::INT AS cell, t.rep::INT AS rep, t.block::BIGINT AS block, ${group} AS grp, ${over}(t.value) AS value
      FROM (SELECT *, ${value} AS value FROM ${table} ${asked.table === 'agents' ? "WHERE agent_id NOT LIKE '%/%'" : ''}) t ${joined}
      GROUP BY ALL),
    origin AS (${originOf(data, asked)}),
    timed AS (
      SELECT s.*, (s.block - o.origin) / ${BLOCKS_PER_DAY}.0 AS day FROM sampled s JOIN origin o ON o.cell = s.cell AND o.rep = s.rep),
    compared AS (${comparedOf(data, asked)}),
    summed AS (
      SELECT cell, rep, grp, day, ${asked.running ? 'sum(CASE WHEN day > 0 THEN value ELSE 0 END) OVER (PARTITION BY cell, rep, grp ORDER BY day)' : 'value'} AS value FROM compared)
    SELECT ${by ? `c.${identifier(by.name)}` : `''`} AS level, grp, rep, round(day / ${await stepOf(data, table)}) * ${await stepOf(data, table)} AS day, avg(value) AS value
    FROM summed s JOIN cells c ON c.cell_id::INT = s.cell
    WHERE ${conditionOf(where)} AND value IS NOT NULL GROUP BY ALL ORDER BY level, grp, rep, day`)
  return rows.map((row) => ({
    level: String(row.level ?? ''),
    group: String(row.grp ?? ''),
    rep: Number(row.rep),
    day: Number(row.day),
    value: Number(row.value),
  }))
}

/** Which part of the run's subnets (or cohorts) each belongs to, by a column at its first sample. */
const partsOf = (table: string, column: string, key: string, parts: number): string => `
  SELECT cell_id, rep, ${key} AS key, ntile(${parts}) OVER (PARTITION BY cell_id, rep ORDER BY first, ${key}) AS part FROM (
    SELECT cell_id, rep, ${key}, arg_min(${asDouble(column)}, ${asDouble('block')}) AS first FROM ${table} GROUP BY ALL)`

/** The block that time is counted from, in each run. */
function originOf(data: SweepData, { since, table }: Asked): string {
  const needs = (name: string, ...columns: string[]) => {
    if (data.tables.has(`tables/${name}`, ...columns)) return identifier(`tables/${name}`)
    throw new CannotDraw(
      `got "since: ${since}" without ${name}.csv of the runs, want "keep: [${name}]" in the sweep`,
    )
  }
  if (since === 'start')
    return `SELECT cell_id::INT AS cell, rep::INT AS rep, min(block::BIGINT) AS origin FROM ${identifier(`tables/${table}`)} GROUP BY ALL`
  if (since === 'shock')
    return `SELECT cell_id::INT AS cell, rep::INT AS rep, min(block::BIGINT) AS origin FROM ${needs('events', 'event')} WHERE event = 'shock' GROUP BY ALL`
  // The block in which issuance passes the first threshold ahead, between the samples about it: also where nothing halves there.
  const network = needs('network', 'total_issuance_tao', 'next_threshold_tao')
  return `
    SELECT cell, rep, min(before + (block - before) * (mark - had) / (issued - had)) AS origin FROM (
      SELECT cell_id::INT AS cell, rep::INT AS rep, block::BIGINT AS block, ${asDouble('total_issuance_tao')} AS issued,
        first_value(${asDouble('next_threshold_tao')}) OVER w AS mark, lag(block::BIGINT) OVER w AS before,
        lag(${asDouble('total_issuance_tao')}) OVER w AS had
      FROM ${network} WINDOW w AS (PARTITION BY cell_id, rep ORDER BY block::BIGINT))
    WHERE issued >= mark AND had < mark GROUP BY ALL`
}

/** Each run as it is, or beside the run of the same replicate in the cell that differs by the one level. */
function comparedOf({ factors }: SweepData, { against, as }: Asked): string {
  if (!against) return 'SELECT cell, rep, grp, day, value FROM timed'
  const { factor, level } = against
  const same = factors
    .filter(({ name }) => name !== factor.name)
    .map(({ name }) => `a.${identifier(name)} IS NOT DISTINCT FROM b.${identifier(name)}`)
  const term = as === 'ratio' ? 'x.value / nullif(y.value, 0)' : 'x.value - y.value'
  return `
    SELECT x.cell, x.rep, x.grp, x.day, ${term} AS value FROM timed x
    JOIN cells a ON a.cell_id::INT = x.cell
    JOIN cells b ON ${['true', ...same].join(' AND ')} AND b.${identifier(factor.name)} = ${literal(level)} AND b.cell_id <> a.cell_id
    JOIN sampled y ON y.cell = b.cell_id::INT AND y.rep = x.rep AND y.block = x.block AND y.grp = x.grp`
}

/** Days between two samples, as most runs have them. */
async function stepOf({ tables }: SweepData, table: string): Promise<number> {
  const [row] = await tables.rows(`
    SELECT mode(step) AS step FROM (
      SELECT block - lag(block) OVER (ORDER BY block) AS step FROM (
        SELECT DISTINCT block::BIGINT AS block FROM ${table} WHERE cell_id = (SELECT min(cell_id) FROM ${table}) AND rep = (SELECT min(rep) FROM ${table})))`)
  return Number(row?.step ?? BLOCKS_PER_DAY) / BLOCKS_PER_DAY
}
