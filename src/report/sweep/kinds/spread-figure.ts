import { identifier } from '../../../tables/duckdb.js'
import { boxesChart } from '../../draw/boxes.js'
import type { Figure } from '../../draw/figure.js'
import { readable } from '../../numbers.js'
import { asDouble } from '../../read/tables.js'
import type { Asked } from '../asked.js'
import { unitAxis } from '../response.js'
import { conditionOf, type SweepData, type Where } from '../sweep-data.js'

/** How a column is spread over the rows (subnets, cohorts) of the last sample, at each level of a factor. */
export async function spreadFigure(
  data: SweepData,
  id: string,
  asked: Asked,
  where: Where,
  title: string,
): Promise<Figure[]> {
  const { names, table, by } = asked
  const kept = identifier(`tables/${table}`)
  const value = asDouble(names[0])
  const parts = [0.05, 0.25, 0.5, 0.75, 0.95]
  const found = await data.tables.rows(`
    SELECT ${by ? `c.${identifier(by.name)}` : `''`} AS level, count(value) AS n, ${parts.map((p, i) => `quantile_cont(value, ${p}) AS q${i}`).join(', ')}
    FROM (SELECT t.cell_id, ${value} AS value FROM ${kept} t
      JOIN (SELECT cell_id, rep, max(block::BIGINT) AS last FROM ${kept} GROUP BY ALL) e
      ON e.cell_id = t.cell_id AND e.rep = t.rep AND t.block::BIGINT = e.last) s JOIN cells c ON c.cell_id = s.cell_id
    WHERE ${conditionOf(where)} AND value IS NOT NULL GROUP BY 1`)
  const rows = (by?.levels ?? ['']).flatMap((level) => found.filter((row) => String(row.level) === level))
  if (rows.length === 0) return []
  const boxes = rows.map((row) => ({
    name: String(row.level) || 'all',
    quantiles: parts.map((_, i) => Number(row[`q${i}`])),
  }))
  return [
    {
      id,
      title,
      note: `${data.keptColumn(table, names[0]).meaning ?? ''} Over all rows of ${table}.csv at the last sample of every run: line nine tenths, bar the middle half, dot the median.`.trim(),
      description: boxes.map(({ name, quantiles }) => `${name}: median ${readable(quantiles[2])}.`).join(' '),
      chart: boxesChart(boxes, unitAxis(names[0], data.keptColumn(table, names[0]).unit)),
      data: {
        columns: [by?.name ?? 'cells', 'rows', 'q05', 'q25', 'q50', 'q75', 'q95'],
        rows: rows.map((row, i) => [boxes[i].name, Number(row.n), ...boxes[i].quantiles]),
      },
    },
  ]
}
