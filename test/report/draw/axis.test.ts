import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linearTicks, roomFor, scaleOf, tickText } from '../../../src/report/draw/axis.js'

test('ticks are round values around the data', () => {
  expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(linearTicks(-0.03, 0.1, 4)).toEqual([-0.05, 0, 0.05, 0.1])
  expect(linearTicks(0, 3, 8, true)).toEqual([0, 1, 2, 3])
})

test('ticks enclose any range, and are not many', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(value, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (low, width) => {
      const ticks = linearTicks(low, low + width, 6)
      // Limits that a tick misses by the last digits of a double are met.
      const slack = 1e-8 * width + 1e-13 * Math.abs(low)
      expect(ticks[0]).toBeLessThanOrEqual(low + slack)
      expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(low + width - slack)
      expect(ticks.length).toBeLessThanOrEqual(9)
    }),
  )
})

test('a logarithmic axis shows what is above 0 alone, and names round values inside', () => {
  const { domain, ticks } = scaleOf({ label: 'price', log: true }, [0, -3, 0.5, 40], 6)
  expect(domain[0]).toBeGreaterThan(0)
  expect(domain[0]).toBeLessThan(0.5)
  expect(ticks).toEqual([0.5, 1, 2, 3, 5, 10, 20, 30])
})

test('an axis of one value, or of none, still has a width', () => {
  for (const values of [[], [0], [7], [Number.NaN]]) {
    const { domain, ticks } = scaleOf({ label: 'x' }, values, 6)
    expect(domain[1]).toBeGreaterThan(domain[0])
    expect(ticks.length).toBeGreaterThan(1)
  }
})

test('ticks are short', () => {
  expect(tickText({ label: '' }, 15_640_000)).toBe('15.64M')
  expect(tickText({ label: '', percent: true }, 0.07)).toBe('7 %')
  expect(tickText({ label: '' }, 0.00002)).toBe('2e-5')
})

test('an axis of days names whole days alone where there are several', () => {
  const ticks = (high: number) => scaleOf({ label: '', days: true }, [0, high], 8).ticks
  expect(ticks(20)).toEqual([0, 5, 10, 15, 20])
  expect(ticks(365).every(Number.isInteger)).toBe(true)
  expect(ticks(1)).toContain(0.4)
  expect(scaleOf({ label: '', whole: true }, [0, 20], 8).ticks).not.toContain(2.5)
})

test('ticks that lie close together are written with as many digits as part them, and get the room for it', () => {
  const scale = scaleOf({ label: '' }, [1.222258, 1.222263], 6)
  const texts = scale.ticks.map((x) => scale.tickFormat(x))
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts[0]).toBe('1.222258')
  expect(roomFor(scale)).toBeGreaterThanOrEqual(14 + 7 * 8)
  expect(roomFor(scaleOf({ label: '' }, [0, 100], 6))).toBe(62)
})
