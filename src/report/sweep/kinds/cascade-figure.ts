import type { Figure } from '../../draw/figure.js'
import { stackChart } from '../../draw/stack.js'
import { readable } from '../../numbers.js'
import type { Asked } from '../asked.js'
import type { SweepData, Where } from '../sweep-data.js'
import { overTime } from './over-time.js'
import { columnAxis, noteOf, timeAxis } from './path-figure.js'

/** Subnets with a layer of their own; the others are one. */
const MOST_LAYERS = 7

/**
 * What has left each subnet since the event, one layer above the other in the order in which they were struck.
 *
 *   outflow_i(t) = max(0, - sum over 0 < u <= t of flow_i(u))      mean over replicates; struck: half of its largest
 */
export async function cascadeFigure(
  data: SweepData,
  id: string,
  asked: Asked,
  where: Where,
  title: string,
): Promise<Figure[]> {
  const values = await overTime(data, asked, where, undefined, { column: 'netuid' })
  const days = [...new Set(values.map(({ day }) => day))].filter((day) => day >= -1).sort((a, b) => a - b)
  const left = new Map<string, Map<number, number[]>>()
  for (const { group, day, value } of values) {
    const own = left.get(group) ?? new Map<number, number[]>()
    own.set(day, [...(own.get(day) ?? []), Math.max(0, -value)])
    left.set(group, own)
  }
  const layers = [...left].map(([netuid, own]) => {
    const y = days.map((day) => meanOf(own.get(day) ?? []))
    return {
      name: `subnet ${netuid}`,
      y,
      most: Math.max(...y),
      struck: y.findIndex((one) => one >= Math.max(...y) / 2),
    }
  })
  const drawn = layers.filter(({ most }) => most > 0)
  if (drawn.length === 0) return []
  drawn.sort((a, b) => b.most - a.most)
  const own = drawn.slice(0, MOST_LAYERS).sort((a, b) => a.struck - b.struck || b.most - a.most)
  const rest = drawn.slice(MOST_LAYERS)
  const others = {
    name: `${rest.length} others`,
    y: days.map((_, i) => rest.reduce((sum, { y }) => sum + y[i], 0)),
  }
  const shown = rest.length > 0 ? [...own, others] : own
  const reps = new Set(values.map(({ rep }) => rep)).size
  const axis = columnAxis(data, asked)
  return [
    {
      id,
      title,
      note: `${noteOf(data, asked)} What has left since the ${asked.since}, net, mean over ${reps} replicates; subnets from below in the order in which half of it had left.`,
      description: shown.map(({ name, y }) => `${name}: ${readable(y[y.length - 1])} at last.`).join(' '),
      chart: stackChart(days, shown, {
        x: timeAxis(asked),
        y: { ...axis, label: axis.label.replace(', summed', ' that left') },
        moments: asked.since === 'start' ? [] : [{ x: 0, label: asked.since }],
      }),
      data: {
        columns: ['days', ...shown.map(({ name }) => name)],
        rows: days.map((day, i) => [day, ...shown.map(({ y }) => y[i])]),
      },
    },
  ]
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length
