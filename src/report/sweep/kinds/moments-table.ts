import { createStreams } from '../../../random/streams.js'
import { pairedDifference } from '../../../stats/paired-difference.js'
import { valueText } from '../../draw/axis.js'
import { type Html, html } from '../../page/html.js'
import { tableHtml } from '../../page/table.js'
import type { Factor } from '../factor.js'
import { metricAxis } from '../response.js'
import type { SweepData, Where } from '../sweep-data.js'

export interface MomentsAsked {
  readonly metrics: readonly string[]
  readonly by: Factor
  readonly where: Where
  readonly title: string
  readonly targets: Readonly<Record<string, readonly [number, number]>>
}

/** Metrics before and after: the mean at each level of a factor, what the second has more than the first, and targets. */
export async function momentsTable(data: SweepData, asked: MomentsAsked): Promise<Html[]> {
  const { metrics, by, where, title, targets } = asked
  const rows = []
  for (const metric of metrics) {
    const axis = metricAxis(data, metric)
    const say = (x: number) => (Number.isFinite(x) ? valueText(axis, x) : '')
    const estimates = await data.estimates(metric, [by.name], where)
    const at = by.levels.map((level) => estimates.find((one) => one.levels[0] === level))
    const target = targets[metric]
    rows.push([
      html`<code>${metric}</code>`,
      ...at.map((one) =>
        one && Number.isFinite(one.interval.low)
          ? html`${say(one.mean)}<br><span class="small">${say(one.interval.low)} to ${say(one.interval.high)}</span>`
          : say(one?.mean ?? Number.NaN),
      ),
      ...(by.levels.length === 2 ? [await differenceOf(data, metric, by, where, say)] : []),
      ...(Object.keys(targets).length > 0 ? [target ? `${say(target[0])} to ${say(target[1])}` : ''] : []),
    ])
  }
  const head = [
    'metric',
    ...by.levels.map((level) => `${by.label} ${level}`),
    ...(by.levels.length === 2 ? [`${by.levels[1]} less ${by.levels[0]}`] : []),
    ...(Object.keys(targets).length > 0 ? ['target'] : []),
  ]
  return [
    html`<h3>${title}</h3><p class="small">Mean over replicates with its 95 % interval${by.levels.length === 2 ? '; the difference replicate by replicate' : ''}.</p>`,
    tableHtml(title, head, rows, true),
  ]
}

async function differenceOf(
  data: SweepData,
  metric: string,
  by: Factor,
  where: Where,
  say: (x: number) => string,
): Promise<Html | string> {
  const values = await data.values(metric, [by.name], where)
  const reps = [...new Set(values.map(({ rep }) => rep))].sort((a, b) => a - b)
  const column = (level: string) =>
    reps.map((rep) => values.find((one) => one.rep === rep && one.levels[0] === level)?.value ?? Number.NaN)
  const stream = createStreams('report').make(`moments/${metric}`)
  const { mean, interval, n } = pairedDifference(column(by.levels[1]), column(by.levels[0]), stream)
  if (n < 2) return say(mean)
  return html`${say(mean)}<br><span class="small">${say(interval.low)} to ${say(interval.high)}</span>`
}
