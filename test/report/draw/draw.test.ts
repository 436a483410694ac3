import { describe, expect, test } from 'vitest'
import { draw, standalone, wrapped } from '../../../src/report/draw/draw.js'
import type { Figure } from '../../../src/report/draw/figure.js'
import { heatChart } from '../../../src/report/draw/heat.js'
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

test('a title is broken between words', () => {
  expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four'])
})
