import { type SurvivalStep, survivalCurve } from '../../../stats/kaplan-meier.js'
import { tInterval } from '../../../stats/t-interval.js'
import { identifier } from '../../../tables/duckdb.js'
import { BLOCKS_PER_DAY } from '../../../units.js'
import type { Figure } from '../../draw/figure.js'
import { linesChart, type Series } from '../../draw/lines.js'
import { asDouble } from '../../read/tables.js'
import { type Asked, CannotDraw } from '../asked.js'
import { conditionOf, type SweepData, type Where } from '../sweep-data.js'
import { FEW, lastWords, meanOver, seriesTable } from './path-figure.js'

/** Places on the axis of time. */
const POINTS = 120

interface Life {
  readonly days: number
  readonly censored: boolean
}

/**
 * Part of the subnets that is not dissolved so many days after it was first seen, by Kaplan and Meier in each replicate;
 * mean and interval are then over replicates. First seen: at the start of the run, or when it was registered.
 */
export async function survivalFigure(
  data: SweepData,
  id: string,
  { by }: Asked,
  where: Where,
  title: string,
): Promise<Figure[]> {
  const lives = await livesOf(data, where, by?.name)
  const longest = Math.max(
    0,
    ...[...lives.values()].flatMap((reps) => [...reps.values()].flat().map(({ days }) => days)),
  )
  if (longest === 0) return []
  const replicates = new Set([...lives.values()].flatMap((reps) => [...reps.keys()])).size
  const x = Array.from({ length: POINTS + 1 }, (_, i) => (i * longest) / POINTS)
  const series: Series[] = (by?.levels ?? ['']).flatMap((level) => {
    const reps = [...(lives.get(level) ?? new Map<number, Life[]>()).values()]
    if (reps.length === 0) return []
    const curves = reps.map((own) =>
      survivalCurve(
        own.map(({ days }) => days),
        own.map(({ censored }) => censored),
      ),
    )
    const at = x.map((day) => curves.map((steps) => survivalAt(steps, day)))
    const intervals = at.map((values) => tInterval(values))
    return [
      {
        name: by ? `${by.label} ${level}` : 'mean over replicates',
        x,
        y: at.map((values) => values.reduce((sum, one) => sum + one, 0) / values.length),
        ...(reps.length >= FEW && {
          low: intervals.map(({ low }) => Math.max(0, low)),
          high: intervals.map(({ high }) => Math.min(1, high)),
        }),
      },
    ]
  })
  return [
    {
      id,
      title,
      note: `Part of the subnets not yet dissolved so many days after they were first seen (Kaplan and Meier). ${meanOver(replicates)}`,
      description: lastWords(series),
      chart: linesChart({
        series,
        x: { label: 'days since first seen' },
        y: { label: 'subnets not dissolved (%)', percent: true, domain: [0, 1] },
        steps: true,
      }),
      data: seriesTable(series, by?.name ?? 'cells'),
    },
  ]
}

const survivalAt = (steps: readonly SurvivalStep[], day: number): number =>
  steps.filter(({ time }) => time <= day).at(-1)?.survival ?? 1

/** Lives of subnets by level and replicate. */
async function livesOf(
  { tables }: SweepData,
  where: Where,
  by: string | undefined,
): Promise<Map<string, Map<number, Life[]>>> {
  for (const name of ['events', 'subnets']) {
    if (tables.columns(`tables/${name}`).length === 0)
      throw new CannotDraw(`got runs without ${name}.csv, want "keep: [events, subnets]" in the sweep`)
  }
  const level = by ? `c.${identifier(by)}` : `''`
  const block = asDouble('block')
  // Netuids are given again, in the block in which the one before is dissolved: a life ends after the block it begins in.
  const rows = await tables.rows(`
    WITH ends AS (SELECT cell_id, rep, min(${block}) AS first, max(${block}) AS last FROM "tables/subnets" GROUP BY ALL),
    births AS (
      SELECT s.cell_id, s.rep, s.netuid, e.first AS born FROM "tables/subnets" s JOIN ends e ON e.cell_id = s.cell_id AND e.rep = s.rep AND s.block = e.first
      UNION ALL SELECT cell_id, rep, netuid, ${block} FROM "tables/events" WHERE event = 'subnet_registration'),
    deaths AS (SELECT cell_id, rep, netuid, ${block} AS died FROM "tables/events" WHERE event = 'subnet_dissolution')
    SELECT ${level} AS level, b.rep, b.born, min(d.died) AS died, any_value(e.last) AS last
    FROM births b JOIN ends e ON e.cell_id = b.cell_id AND e.rep = b.rep JOIN cells c ON c.cell_id = b.cell_id
    LEFT JOIN deaths d ON d.cell_id = b.cell_id AND d.rep = b.rep AND d.netuid = b.netuid AND d.died > b.born
    WHERE ${conditionOf(where)} GROUP BY 1, b.cell_id, b.rep, b.netuid, b.born ORDER BY 1, b.rep`)
  const found = new Map<string, Map<number, Life[]>>()
  for (const row of rows) {
    const [born, died, last] = [row.born, row.died ?? row.last, row.last].map(Number)
    const reps = found.get(String(row.level)) ?? new Map<number, Life[]>()
    const own = reps.get(Number(row.rep)) ?? []
    own.push({ days: (Math.min(died, last) - born) / BLOCKS_PER_DAY, censored: row.died === null })
    reps.set(Number(row.rep), own)
    found.set(String(row.level), reps)
  }
  return found
}
