import { extent } from '../draw/axis.js'
import type { Figure } from '../draw/figure.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { type Asked, CannotDraw, OneLevel, readAsked } from './asked.js'
import type { Factor } from './factor.js'
import { cascadeFigure } from './kinds/cascade-figure.js'
import { contourFigure } from './kinds/contour-figure.js'
import { momentsTable } from './kinds/moments-table.js'
import { panelFigure } from './kinds/panel-figure.js'
import { pathFigure } from './kinds/path-figure.js'
import { phaseFigure } from './kinds/phase-figure.js'
import { spreadFigure } from './kinds/spread-figure.js'
import { survivalFigure } from './kinds/survival-figure.js'
import { thresholdFigure } from './kinds/threshold-figure.js'
import { tornadoFigure } from './kinds/tornado-figure.js'
import { titleOf } from './own-title.js'
import { heatFigure, responseFigure } from './response.js'
import type { SweepData, Where } from './sweep-data.js'

/** Most figures that `each` makes of one. */
const MOST_EACH = 12

type Content = Figure | Html

/** What draws a kind, at one level of `each`. */
type Drawer = (data: SweepData, id: string, asked: Asked, where: Where, title: string) => Promise<Content[]>

const drawers: Readonly<Record<string, Drawer>> = {
  heat: (data, id, { names: [metric], x, y, range }, where, title) =>
    heatFigure(data, { id, metric, x: x!, by: y!, where, title, range }),
  lines: (data, id, { names: [metric], x, by }, where, title) =>
    responseFigure(data, { id, metric, x: x!, by, where, title }),
  contour: (data, id, { names: [metric], x, y, at, atGiven, range }, where, title) =>
    contourFigure(data, {
      id,
      metric,
      x: ofNumbers(x!),
      y: ofNumbers(y!),
      where,
      title,
      range,
      ...(atGiven && { at }),
    }),
  phase: (data, id, { names: [metric], x, y, at }, where, title) =>
    phaseFigure(data, { id, metric, x: x!, y: y!, where, title, at }),
  threshold: (data, id, { names: [metric], x, by, at }, where, title) =>
    thresholdFigure(data, { id, metric, x: ofNumbers(x!), by, where, title, at }),
  tornado: (data, id, { names: [metric] }, where, title) => tornadoFigure(data, { id, metric, where, title }),
  moments: (data, _, { names, by, targets }, where, title) =>
    momentsTable(data, { metrics: names, by: by!, where, title, targets }),
  path: pathFigure,
  panel: panelFigure,
  cascade: cascadeFigure,
  survival: survivalFigure,
  spread: spreadFigure,
}

/** Figures that the sweep file asks for (figure-grammar.ts); what cannot be drawn is said in `remarks`. */
export async function ownFigures(data: SweepData, remarks: string[]): Promise<Section> {
  const { manifest } = data.output
  const plan = (manifest.plan ?? {}) as { figures?: unknown }
  const asked = manifest.figures ?? plan.figures
  const content: Content[] = []
  const waiting: string[] = []
  for (const [i, one] of (Array.isArray(asked) ? asked : []).entries()) {
    try {
      content.push(...(await figuresOf(data, readAsked(data, one), `figure-${i + 1}`)))
    } catch (error) {
      if (error instanceof OneLevel) waiting.push(`figures[${i}] (${error.message})`)
      else if (error instanceof CannotDraw) remarks.push(`figures[${i}]: ${error.message}`)
      else throw error
    }
  }
  if (waiting.length > 0)
    content.push(
      html`<p class="small">Not drawn at this size, where a factor has one level alone: ${waiting.join(', ')}.</p>`,
    )
  return { id: 'figures', title: 'Figures of the experiment', content }
}

async function figuresOf(data: SweepData, asked: Asked, id: string): Promise<Content[]> {
  const { kind, each, where } = asked
  const title = asked.title ?? titleOf(asked)
  if (!each) return drawers[kind](data, id, asked, where, title)
  const range = await rangeOf(data, asked)
  const content: Content[] = []
  for (const [j, level] of each.levels.slice(0, MOST_EACH).entries()) {
    const here = { ...where, [each.name]: level }
    content.push(
      ...(await drawers[kind](
        data,
        `${id}-${j + 1}`,
        { ...asked, range },
        here,
        `${title}: ${each.label} ${level}`,
      )),
    )
  }
  return content
}

/** From the least to the largest value that a colour stands for, at all levels of `each`: the pictures are held together. */
async function rangeOf(data: SweepData, { kind, names, x, y, each, where }: Asked): Promise<Asked['range']> {
  if (!each || !x || !y || (kind !== 'heat' && kind !== 'contour')) return undefined
  const estimates = await data.estimates(names[0], [x.name, y.name, each.name], where)
  const shown = estimates.filter(({ levels }) => each.levels.slice(0, MOST_EACH).includes(levels[2]))
  return shown.some(({ mean }) => Number.isFinite(mean)) ? extent(shown.map(({ mean }) => mean)) : undefined
}

/** @throws CannotDraw if its levels are names */
function ofNumbers(factor: Factor): Factor {
  if (factor.values) return factor
  throw new CannotDraw(
    `got ${factor.label}, whose levels are names (${factor.levels.slice(0, 4).join(', ')}), want a factor of numbers`,
  )
}
