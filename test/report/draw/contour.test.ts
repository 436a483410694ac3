import { expect, test } from 'vitest'
import { contourChart, type Place } from '../../../src/report/draw/contour.js'
import { draw } from '../../../src/report/draw/draw.js'

const plane = (value: (x: number, y: number) => number): Place[] =>
  [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => ({ x, y, value: value(x, y) })))
const drawn = (places: readonly Place[], at?: number) => {
  const chart = contourChart(places, {
    x: { label: 'stake (%)' },
    y: { label: 'utility' },
    value: { label: 'gain' },
    ...(at !== undefined && { level: { at, label: `gain ${at}` } }),
  })
  return {
    chart,
    ...draw({ id: 'c', title: 'C', description: '', chart, data: { columns: [], rows: [] } }, 760),
  }
}

test('bands have round limits, cover all values, and stand in the legend from low to high', () => {
  const { chart, spots } = drawn(plane((x, y) => x + y))
  const labels = chart.legend!.map(({ label }) => label)
  expect(labels[0]).toMatch(/^0 to /)
  expect(labels[labels.length - 1]).toMatch(/ to 4$/)
  expect(spots).toHaveLength(9)
  expect(chart.spots[0].text).toBe('stake: 0\nutility: 0\n0')
})

test('the area of at least the level that matters has a heavy outline, which begins where the plane reaches it', () => {
  const { svg } = drawn(
    plane((x) => x),
    0.5,
  )
  const heavy = /<g[^>]*stroke-width="2.5"[^>]*>\s*<path[^>]*d="([^"]+)"/.exec(svg)![1]
  const xs = [...heavy.matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x))
  // A quarter of the way between the margins, the width of a pixel of the raster aside.
  expect(Math.abs(Math.min(...xs) - (62 + (760 - 62 - 24) / 4))).toBeLessThan(3)
})

test('a level that no value passes has no line and no entry in the legend', () => {
  const { chart } = drawn(
    plane((x) => x),
    7,
  )
  expect(chart.legend!.map(({ shape }) => shape)).not.toContain('line')
})

test('places without a value are left out; all of one value are one band', () => {
  const places = plane(() => 3).map((one, i) => (i === 0 ? { ...one, value: Number.NaN } : one))
  const { chart } = drawn(places)
  expect(chart.spots).toHaveLength(8)
  expect(chart.legend).toHaveLength(1)
})

test('a plateau on the limit of a band is one area, not the noise of rounding', () => {
  const { svg } = drawn(
    plane((x) => Math.min(1, x)),
    1,
  )
  const paths = [...svg.matchAll(/<path[^>]*d="([^"]+)"/g)].map(([, d]) => d)
  expect(Math.max(...paths.map((d) => d.split('M').length - 1))).toBe(1)
})
