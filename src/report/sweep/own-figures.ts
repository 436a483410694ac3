import type { Figure } from '../draw/figure.js'
import type { Section } from '../page/page.js'
import { heatFigure, responseFigure } from './response.js'
import type { SweepData, Where } from './sweep-data.js'

/**
 * A figure that a sweep file asks for:
 *
 *   figures:
 *     - { heat: attack_roi_frac, x: hold, y: capital, where: { regime: flow-ema }, title: ... }
 *     - { lines: honest_retention_ratio, x: stake, by: version, each: kappa }
 *
 * Factors go by their full or their short name; `each` makes one figure for every level of a factor.
 */
interface OwnFigure {
  readonly heat?: string
  readonly lines?: string
  readonly x?: string
  readonly y?: string
  readonly by?: string
  readonly where?: Readonly<Record<string, unknown>>
  readonly each?: string
  readonly title?: string
}

/** Most figures that `each` makes of one. */
const MOST_EACH = 12

/** Figures of the experiment itself; what cannot be drawn is said in `remarks`. */
export async function ownFigures(data: SweepData, remarks: string[]): Promise<Section> {
  const { manifest } = data.output
  const plan = (manifest.plan ?? {}) as { figures?: unknown }
  const asked = manifest.figures ?? plan.figures
  const content: Figure[] = []
  for (const [i, one] of (Array.isArray(asked) ? asked : []).entries()) {
    const fault = await addFigure(data, one as OwnFigure, `figure-${i + 1}`, content)
    if (fault) remarks.push(`figures[${i}]: ${fault}`)
  }
  return { id: 'figures', title: 'Figures of the experiment', content }
}

async function addFigure(
  data: SweepData,
  asked: OwnFigure,
  id: string,
  content: Figure[],
): Promise<string | undefined> {
  if (typeof asked !== 'object' || asked === null)
    return `got ${JSON.stringify(asked)}, want { heat: metric, x: factor, y: factor } or { lines: metric, x: factor, by: factor }`
  const metric = asked.heat ?? asked.lines
  if (metric === undefined || !data.tables.has('summary', metric))
    return `got the metric ${JSON.stringify(metric)}, want a column of summary.csv`
  const find = (name: string | undefined) =>
    data.factors.find((one) => one.name === name || one.label === name)
  const [x, by, each] = [find(asked.x), find(asked.heat ? asked.y : asked.by), find(asked.each)]
  const names = data.factors.map(({ label }) => label).join(', ')
  const wrong = [asked.x, asked.heat ? asked.y : asked.by, asked.each].find(
    (name) => name !== undefined && !find(name),
  )
  if (!x || wrong !== undefined || (asked.heat && !by))
    return `got the factor ${JSON.stringify(wrong ?? null)}, want one with several levels: ${names}`
  const fixed: Where = Object.fromEntries(
    Object.entries(asked.where ?? {}).map(([name, level]) => [find(name)?.name ?? name, String(level)]),
  )
  const levels = each ? each.levels.slice(0, MOST_EACH) : [undefined]
  for (const [j, level] of levels.entries()) {
    const where = each && level !== undefined ? { ...fixed, [each.name]: level } : fixed
    const title = asked.title && level !== undefined ? `${asked.title}: ${each!.label} ${level}` : asked.title
    const own = { id: each ? `${id}-${j + 1}` : id, metric, x, by, where, title }
    content.push(
      ...(asked.heat && by ? await heatFigure(data, { ...own, by }) : await responseFigure(data, own)),
    )
  }
  return undefined
}
