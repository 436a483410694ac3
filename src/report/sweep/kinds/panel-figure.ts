import type { Figure } from '../../draw/figure.js'
import { type Panel, panelsChart } from '../../draw/panels.js'
import type { Asked } from '../asked.js'
import type { SweepData, Where } from '../sweep-data.js'
import { type Grouping, isName, overTime } from './over-time.js'
import { columnAxis, meanOver, noteOf, seriesOf, timeAxis } from './path-figure.js'

/** Most panels of one picture. */
const MOST_PANELS = 6

/** A column over time in each cohort: a panel for each, its lines the levels of a factor. */
export async function panelFigure(
  data: SweepData,
  id: string,
  asked: Asked,
  where: Where,
  title: string,
): Promise<Figure[]> {
  const { by, cohort, parts } = asked
  const grouping: Grouping =
    cohort === undefined
      ? { column: asked.table === 'agents' ? 'agent_id' : 'netuid' }
      : isName(cohort)
        ? { column: cohort }
        : { column: cohort, parts }
  const values = await overTime(data, asked, where, by, grouping)
  const groups = [...new Set(values.map(({ group }) => group))].sort(
    (a, b) => Number(a) - Number(b) || (a < b ? -1 : 1),
  )
  if (groups.length === 0) return []
  const panels: Panel[] = groups.slice(0, MOST_PANELS).map((group) => ({
    name: grouping.parts
      ? partName(Number(group), parts)
      : grouping.column === 'netuid'
        ? `subnet ${group}`
        : group,
    series: seriesOf(
      values.filter((one) => one.group === group),
      asked,
    ),
  }))
  const reps = new Set(values.map(({ rep }) => rep)).size
  const cut = grouping.parts ? ` Groups: parts of equal size by ${cohort} at the start.` : ''
  return [
    {
      id,
      title,
      note: `${noteOf(data, asked)}${cut} ${meanOver(reps)}${groups.length > MOST_PANELS ? ` ${MOST_PANELS} of ${groups.length} groups.` : ''}`,
      description: panels.map(({ name, series }) => `${name}: ${series.length} lines.`).join(' '),
      chart: panelsChart(panels, { x: timeAxis(asked), y: columnAxis(data, asked) }),
      data: {
        columns: ['group', by?.name ?? 'all', 'days', 'mean', 'ci_lo', 'ci_hi'],
        rows: panels.flatMap((panel) =>
          panel.series.flatMap(({ name, x, y, low, high }) =>
            x.map((day, i) => [
              panel.name,
              name,
              day,
              ...[y[i], low?.[i], high?.[i]].map((one) => (Number.isFinite(one) ? one! : null)),
            ]),
          ),
        ),
      },
    },
  ]
}

const partName = (part: number, parts: number): string =>
  parts === 3
    ? ['lowest third', 'middle third', 'highest third'][part - 1]
    : parts === 2
      ? ['lower half', 'upper half'][part - 1]
      : `part ${part} of ${parts}`
