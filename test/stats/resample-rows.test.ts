import { expect, test } from 'vitest'
import { bootstrapTInterval } from '../../src/stats/bootstrap-t-interval.js'
import { quantileSorted } from '../../src/stats/quantile.js'
import { DrawnRows, rowsOf } from '../../src/stats/resample-rows.js'
import { quantileSelected, selected } from '../../src/stats/selected.js'
import { draws, streamOf } from './sample.js'

const skewed = (name: string, n: number) => {
  const stream = streamOf(name)
  return draws(n, () => Math.exp(stream.normal()))
}

test('rows that are kept give every sample the interval that the stream itself would give it', () => {
  const drawn = new DrawnRows(() => streamOf('rows'), { bytes: 1e6 })
  for (const n of [12, 20, 12, 300, 20]) {
    const values = skewed(`kept/${n}`, n)
    expect(bootstrapTInterval(values, drawn)).toEqual(bootstrapTInterval(values, streamOf('rows')))
  }
})

test('what does not fit is drawn anew, and comes out alike', () => {
  const purse = { bytes: 50_000 }
  const poor = new DrawnRows(() => streamOf('rows'), purse)
  expect(poor.of(20, 2_000)).toBe(poor.of(20, 2_000))
  expect(purse.bytes).toBe(10_000)
  const [one, other] = [poor.of(30, 2_000), poor.of(30, 2_000)]
  expect(one === other).toBe(false)
  expect(poor.of(30, 2_000)).toEqual(rowsOf(streamOf('rows'), 30, 2_000))
})

test('rows are whole numbers below n, in as few bytes as n wants', () => {
  for (const [n, bytes] of [
    [256, 1],
    [257, 2],
    [70_000, 4],
  ]) {
    const rows = rowsOf(streamOf('size'), n, 3)
    expect(rows.BYTES_PER_ELEMENT).toBe(bytes)
    expect(rows).toHaveLength(3 * n)
    let greatest = 0
    for (const row of rows) if (row > greatest) greatest = row
    expect(greatest).toBeLessThan(n)
    expect(greatest).toBeGreaterThan(0.9 * n)
  }
})

test('a quantile that is selected is the one of the sorted values, to the bit', () => {
  const stream = streamOf('selected')
  for (let trial = 0; trial < 300; trial++) {
    const n = 1 + stream.below(80)
    // Ties in every third sample.
    const values = draws(n, () => (trial % 3 === 0 ? stream.below(4) : stream.normal()))
    const sorted = values.slice().sort()
    for (const p of [0.025, 0.5, 0.975, 0, 1, stream.uniform()])
      expect(quantileSelected(values.slice(), p)).toBe(quantileSorted(sorted, p))
    const k = stream.below(n)
    expect(selected(values, k)).toBe(sorted[k])
  }
  expect(quantileSelected(new Float64Array(0), 0.5)).toBeNaN()
})
