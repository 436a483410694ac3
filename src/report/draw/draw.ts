import { escaped } from '../escape.js'
import { add, type SvgElement } from './document.js'
import type { Figure, LegendItem } from './figure.js'
import { inTheme, light } from './palette.js'
import { drawPlot } from './plot.js'
import { cornersOf } from './symbols.js'

/** Width of a letter and height of a line of text, px, at the size of pictures. */
const LETTER = 6.6
const LINE = 18
const TITLE_LETTER = 9
const TITLE_LINE = 22
const SMALL_LETTER = 6.2
const SMALL_LINE = 15

/** A picture at one width. */
export interface Drawing {
  readonly svg: string
  /** Places a reader may ask about, px: x, y (or nothing for the whole vertical), in order of the chart's spots. */
  readonly spots: readonly (readonly [x: number, y: number | null])[]
}

/**
 * Draw a figure at a width. Its title lies above the upper edge, its note and where it comes from below the lower one: out
 * of sight until the picture stands alone.
 *
 * @param source  the run or sweep, its seed and version; without it nothing is written below
 */
export function draw(figure: Figure, width: number, source?: string): Drawing {
  const { chart, title, description, id } = figure
  const rows = legendRows(chart.legend ?? [], width)
  const extra = rows.length * LINE + (rows.length > 0 ? 8 : 0)
  const { y: vertical, ...options } = chart.plot(width)
  const height = chart.height(width) + extra
  const y = { ...vertical, label: null }
  const drawn = drawPlot({ ...options, y, width, height, marginTop: (options.marginTop ?? 30) + extra })
  drawLegend(drawn.element, rows)
  // Our own, since the legend stands where the drawing would put it.
  if (vertical?.label)
    add(drawn.element, 'text', { x: 8, y: extra + 16, 'text-anchor': 'start' }, vertical.label)
  const titleLines = wrapped(title, Math.floor((width - 16) / TITLE_LETTER))
  const top = titleLines.length * TITLE_LINE + 12
  titleLines.forEach((line, i) => {
    const baseline = i * TITLE_LINE + TITLE_LINE - top
    add(
      drawn.element,
      'text',
      { x: 8, y: baseline, 'font-size': 15, 'font-weight': 600, 'text-anchor': 'start' },
      line,
    )
  })
  const below = source === undefined ? [] : [...belowOf(figure.note ?? '', width), ...belowOf(source, width)]
  below.forEach((line, i) => {
    const place = { x: 8, y: height + (i + 1) * SMALL_LINE, 'font-size': 11, 'text-anchor': 'start' }
    add(drawn.element, 'text', { ...place, fill: 'var(--muted)' }, line)
  })
  const { element } = drawn
  const attributes: Record<string, string | number> = {
    'data-top': top,
    'data-bottom': below.length > 0 ? below.length * SMALL_LINE + 8 : 0,
    'data-name': id,
    fill: 'var(--text)',
    color: 'var(--text)',
    xmlns: 'http://www.w3.org/2000/svg',
  }
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  const spots = chart.spots.map(
    ({ x, y, panel }) =>
      [round(drawn.x(x, panel)), y === undefined ? null : round(drawn.y(y, panel))] as const,
  )
  // By hand: the serialiser leaves `<` in attributes, which XML does not allow.
  const name = `<svg role="img" aria-label="${escaped(`${title}. ${description}`)}"`
  // The picture is one image to a screen reader: names of its parts would be noise.
  const drawing = element.outerHTML.replaceAll(/(<g\b[^>]*?) aria-label="[^"]*"/g, '$1')
  return { svg: drawing.replace('<svg', () => name), spots }
}

const belowOf = (text: string, width: number): string[] =>
  text === '' ? [] : wrapped(text, Math.floor((width - 16) / SMALL_LETTER))

/** A drawing as a file of its own: title above, note and source below, colours of the light theme, a white ground. */
export function standalone({ svg }: Drawing): string {
  const box = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!
  const [width, height] = [Number(box[1]), Number(box[2])]
  const edge = (name: string) => Number(new RegExp(`data-${name}="([\\d.]+)"`).exec(svg)![1])
  const top = edge('top')
  const whole = top + height + edge('bottom')
  const open = svg.indexOf('>') + 1
  const head = svg
    .slice(0, open)
    .replace(box[0], `viewBox="0 ${-top} ${width} ${whole}"`)
    .replace(/ height="[\d.]+"/, ` height="${whole}"`)
  const ground = `<rect x="0" y="${-top}" width="${width}" height="${whole}" fill="${light.background}"/>`
  return `${inTheme(head + ground + svg.slice(open), light).replaceAll('currentColor', light.text)}\n`
}

/** Items of a legend, broken into lines that fit. */
function legendRows(items: readonly LegendItem[], width: number): LegendItem[][] {
  const rows: LegendItem[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const item of items) {
    const needs = itemWidth(item)
    if (used + needs > width - 8) {
      rows.push([])
      used = 0
    }
    rows[rows.length - 1].push(item)
    used += needs
  }
  return rows
}

const itemWidth = ({ label }: LegendItem) => 46 + textWidth(label)

/** Width of a text, px, about: a name of many m is twice as wide as one of many i. */
const textWidth = (text: string): number =>
  [...text].reduce(
    (sum, letter) =>
      sum + LETTER * (/[mwMW%]/.test(letter) ? 1.55 : /[iljtfr.,:'|]/.test(letter) ? 0.65 : 1.05),
    0,
  )

function drawLegend(element: SvgElement, rows: readonly (readonly LegendItem[])[]): void {
  rows.forEach((row, i) => {
    let x = 8
    const y = 12 + i * LINE
    for (const item of row) {
      swatch(element, item, x, y)
      add(element, 'text', { x: x + 30, y, dy: '0.35em', 'text-anchor': 'start' }, item.label)
      x += itemWidth(item)
    }
  })
}

function swatch(element: SvgElement, item: LegendItem, x: number, y: number): void {
  const { shape, colour, dash, opacity = 1 } = item
  if (shape === 'line') {
    const line = { x1: x, x2: x + 24, y1: y, y2: y, stroke: colour, 'stroke-width': 2.2 }
    add(element, 'line', dash ? { ...line, 'stroke-dasharray': dash } : line)
  } else if (shape === 'dot') {
    const points = cornersOf(item.symbol ?? 'circle', x + 12, y, 5)
    if (points) add(element, 'polygon', { points, fill: colour })
    else add(element, 'circle', { cx: x + 12, cy: y, r: 5, fill: colour })
  } else {
    const square = { x: x + 4, y: y - 6, width: 18, height: 12, fill: colour, 'fill-opacity': opacity }
    // An edge: the lowest colour of a scale is all but that of the ground.
    add(element, 'rect', { ...square, stroke: 'var(--rule)' })
  }
}

/** Lines of at most so many letters, broken between words. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] += ` ${word}`
    else lines.push(word)
  }
  return lines
}

const round = (x: number) => Math.round(x * 10) / 10
