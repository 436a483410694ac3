import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scaleOf } from '../../../src/report/draw/axis.js'
import { shortened } from '../../../src/report/draw/bars.js'
import { draw, standalone, wrapped } from '../../../src/report/draw/draw.js'
import type { Chart, Figure } from '../../../src/report/draw/figure.js'
import { heatChart } from '../../../src/report/draw/heat.js'
import { intervalsChart } from '../../../src/report/draw/intervals.js'
import { linesChart } from '../../../src/report/draw/lines.js'
import { toPng } from '../../../src/report/draw/png.js'

const series = ['one', 'two', 'three'].map((name, i) => ({
  name,
  x: [0, 1, 2, 3],
  y: [1, 2 + i, Number.NaN, 4],
}))
const figure: Figure = {
  id: 'three-lines',
  title: 'Three lines & what <they> do over a few days of the run, told at length',
  description: 'They rise.',
  chart: linesChart({ series, x: { label: 'day (days)' }, y: { label: 'value (TAO)' } }),
  data: { columns: ['day'], rows: [[0]] },
}

describe('a drawing', () => {
  test('tells a screen reader what it is, and escapes what it is told', () => {
    const { svg } = draw(figure, 760)
    expect(svg).toMatch(/^<svg[^>]* role="img"/)
    expect(svg).toMatch(/aria-label="Three lines &amp; what &lt;they&gt; do[^"]*\. They rise\."/)
  })

  test.each([760, 348])('fits into %d px, and so do the places that answer', (width) => {
    const { svg, spots } = draw(figure, width)
    expect(svg).toContain(`viewBox="0 0 ${width} `)
    expect(spots.length).toBe(3)
    for (const [x] of spots) expect(x >= 0 && x <= width).toBe(true)
  })

  test('names axes with units, and every line in a legend', () => {
    const { svg } = draw(figure, 760)
    for (const text of ['day (days)', 'value (TAO)', 'one', 'two', 'three'])
      expect(svg).toContain(`>${text}<`)
  })

  test('tells the values of all lines at a place, and leaves out what is missing', () => {
    expect(figure.chart.spots[1].text).toBe('day 1\none: 2\ntwo: 3\nthree: 4')
    expect(figure.chart.spots.map(({ x }) => x)).toEqual([0, 1, 3])
  })

  test('stands alone with its title, on white, in colours of its own', () => {
    const alone = standalone(draw(figure, 760))
    expect(alone).toMatch(/viewBox="0 -\d+ 760 \d+"/)
    expect(alone).toContain('fill="#ffffff"')
    expect(alone).not.toMatch(/var\(|currentColor/)
  })

  test('becomes a PNG of twice its size', () => {
    const png = toPng(standalone(draw(figure, 760)))
    const view = new DataView(png.buffer, png.byteOffset)
    expect([...png.subarray(1, 4)]).toEqual([...new TextEncoder().encode('PNG')])
    expect(view.getUint32(16)).toBe(1520)
  })
})

test('a field with values on both sides of 0 has a scale with its middle at 0', () => {
  const at = (value: number, x: string) => ({ x, y: 'row', value })
  const axes = {
    x: { label: 'x', levels: ['a', 'b', 'c'] },
    y: { label: 'y', levels: ['row'] },
    value: { label: 'roi' },
  }
  const chart = heatChart([at(-1, 'a'), at(0, 'b'), at(3, 'c')], axes)
  const { svg } = draw({ ...figure, chart }, 760)
  expect(svg).toContain('var(--signed-4)')
  expect(svg).toContain('var(--signed-8)')
  expect(svg).not.toContain('var(--signed-0)')
})

test('a value without neighbours is a dot: a line through it alone would not be seen', () => {
  const chart = (y: readonly number[]) =>
    linesChart({ series: [{ name: 'one', x: [0, 1, 2, 3], y }], x: { label: 'day' }, y: { label: 'TAO' } })
  const dots = (y: readonly number[]) =>
    draw({ ...figure, chart: chart(y) }, 760).svg.match(/<circle/g)?.length ?? 0
  expect(dots([1, 2, 3, 4])).toBe(0)
  expect(dots([Number.NaN, Number.NaN, Number.NaN, 4])).toBe(1)
  expect(dots([1, Number.NaN, 3, 4])).toBe(1)
})

test('each group of estimates has a shape of its own beside its colour, in the picture and in the legend', () => {
  const groups = ['stake', 'incentive', 'dividends', 'emission', 'fifth', 'sixth']
  const estimates = groups.map((_, group) => ({
    name: 'SN 1',
    value: group,
    low: Number.NaN,
    high: Number.NaN,
    group,
  }))
  const chart = intervalsChart(estimates, { x: { label: 'part (%)' }, groups })
  const symbols = chart.legend!.map(({ symbol }) => symbol)
  expect(new Set(symbols).size).toBe(groups.length)
  const { svg } = draw({ ...figure, chart }, 760)
  expect(svg.match(/<polygon/g)).toHaveLength(groups.length - 1)
  const marks = [...svg.matchAll(/<path[^>]* d="([^"]+)"/g)].map(([, d]) => d)
  expect(new Set(marks).size).toBeGreaterThanOrEqual(groups.length - 1)
})

test('a field has its lowest and highest value in the legend, and several can share one scale', () => {
  const settings = {
    x: { label: 'x', levels: ['a', 'b'] },
    y: { label: 'y', levels: ['row'] },
    value: { label: 'roi' },
  }
  const cells = [
    { x: 'a', y: 'row', value: 1 },
    { x: 'b', y: 'row', value: 2 },
  ]
  const labels = (chart: Chart) => chart.legend!.map(({ label }) => label)
  expect(labels(heatChart(cells, settings))).toEqual(['1 (lowest)', '2 (highest)'])
  const shared = heatChart(cells, { ...settings, range: [-4, 4] })
  expect(labels(shared)).toEqual(['-4 (lowest)', '0', '4 (highest)'])
  const { svg } = draw({ ...figure, chart: shared }, 760)
  expect(svg).toMatch(/fill="var\(--signed-5\)" height="60"/)
  expect(svg).not.toMatch(/fill="var\(--signed-8\)" height="60"/)
})

test('a long name is cut in its middle, so that its end still tells it from the others', () => {
  expect(shortened('honest utility 100 %', 17)).toBe('honest u…ty 100 %')
  expect(shortened('short', 17)).toBe('short')
})

test('every tick of a logarithmic axis has its label', () => {
  const labelled = (low: number, high: number) => {
    const one = { name: 'one', x: [0, 1], y: [low, high] }
    const chart = linesChart({ series: [one], x: { label: 'day' }, y: { label: 'TAO', log: true } })
    const { svg } = draw({ ...figure, chart }, 760)
    const scale = scaleOf({ label: 'TAO', log: true }, [low, high], 6)
    for (const tick of scale.ticks) expect(svg).toContain(`>${scale.tickFormat(tick)}</text>`)
    return scale.ticks
  }
  expect(labelled(0.75, 1.4)).toContain(0.8)
  fc.assert(
    fc.property(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: 0.02, max: 9, noNaN: true }),
      (low, wide) => {
        labelled(10 ** low, 10 ** (low + wide))
      },
    ),
    { numRuns: 60 },
  )
})

test('a title is broken between words', () => {
  expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four'])
})
