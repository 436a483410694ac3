import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changesBetween } from '../../../src/report/compare/changes.js'
import { compareOutputs } from '../../../src/report/compare/compare.js'
import { comparePage } from '../../../src/report/compare/compare-page.js'
import { differenceOf, differs, welch } from '../../../src/report/compare/replicates.js'
import { pageHtml } from '../../../src/report/page/page.js'
import { scratch, writeRun, writeSweep } from '../folders.js'

const bySeed = (values: Readonly<Record<string, number>>) => new Map(Object.entries(values))

describe('differences', () => {
  test('are taken seed by seed where seeds agree', () => {
    const a = bySeed({ s1: 1, s2: 5, s3: 9, s4: 100 })
    const b = bySeed({ s3: 10.1, s1: 2, s2: 6.2, s9: 0 })
    const { difference, n, paired, interval } = differenceOf(a, b, 'm')
    expect({ n, paired }).toEqual({ n: 3, paired: true })
    expect(difference).toBeCloseTo(1.1, 12)
    // t(0.975, 2) = 4.30265, s = 0.1
    expect(interval.high - difference).toBeCloseTo((4.30265 * 0.1) / Math.sqrt(3), 5)
  })

  test('of a run to itself are exactly 0', () => {
    const a = bySeed({ s1: 0.1, s2: 0.3 })
    expect(differenceOf(a, a, 'm')).toMatchObject({ difference: 0, interval: { low: 0, high: 0 }, p: 1 })
  })

  test('of runs under other seeds are those of independent samples', () => {
    // Welch, by hand: means 2 and 5, variances 1 and 4, n 3 and 3; s = sqrt(5/3), df = (5/3)^2 / ((1/3)^2/2 + (4/3)^2/2)
    const { difference, interval } = welch([1, 2, 3], [3, 5, 7])
    expect(difference).toBe(3)
    expect((interval.high - interval.low) / 2).toBeCloseTo(3.9, 0)
    expect(differenceOf(bySeed({ a: 1, b: 2 }), bySeed({ c: 1, d: 3 }), 'm').paired).toBe(false)
  })

  test('of one run on each side have no interval', () => {
    const { interval, difference } = differenceOf(bySeed({ a: 1 }), bySeed({ b: 3 }), 'm')
    expect(difference).toBe(2)
    expect(interval.low).toBeNaN()
  })

  test('in the last digits are none', () => {
    expect(differs({ a: 1e6, b: 1e6, difference: 1e-8 })).toBe(false)
    expect(differs({ a: 0, b: 1e-12, difference: 1e-12 })).toBe(true)
  })
})

test('scenarios are compared path by path, cohorts by their id', () => {
  const a = {
    horizon: 5,
    population: [
      { id: 'x', count: 1 },
      { id: 'y', count: 2 },
    ],
    netuids: [1, 2],
  }
  const b = { horizon: 5, population: [{ id: 'y', count: 3 }], netuids: [1, 3], more: true }
  expect(changesBetween(a, b)).toEqual([
    { path: 'population[x]', a: '{"id":"x","count":1}', b: undefined },
    { path: 'population[y].count', a: '2', b: '3' },
    { path: 'netuids', a: '[1,2]', b: '[1,3]' },
    { path: 'more', a: undefined, b: 'true' },
  ])
})

describe('two folders', () => {
  test('of one run each: scenario and metrics, without an interval', async () => {
    const { changes, differences, without } = await compareOutputs(
      writeRun(scratch()),
      writeRun(scratch(), '1', { gain: 0.5, scenario: { market: { gain: 0.5 } } }),
    )
    expect(changes.map(({ path }) => path)).toContain('market.gain')
    const roi = differences.find(({ metric }) => metric === 'roi_frac')!
    expect(roi.difference).toBeCloseTo(0.5, 12)
    expect(roi.interval.low).toBeNaN()
    expect(without).toBe(0)
  })

  test('of runs under the same seeds: paired', async () => {
    const [a, b] = [scratch(), scratch()]
    for (const seed of ['1', '2', '3']) {
      writeRun(join(a, seed), seed, { scenario: { seed } })
      writeRun(join(b, seed), seed, { gain: 1, scenario: { seed, more: 1 } })
    }
    const { differences } = await compareOutputs(a, b)
    expect(differences.find(({ metric }) => metric === 'roi_frac')).toMatchObject({ n: 3, paired: true })
  })

  test('of runs of different scenarios are refused', async () => {
    const a = scratch()
    writeRun(join(a, 'x'), '1', { scenario: { horizon: 1 } })
    writeRun(join(a, 'y'), '2', { scenario: { horizon: 2 } })
    await expect(compareOutputs(a, writeRun(scratch()))).rejects.toThrow('different scenarios')
  })

  test('of sweeps: replicate by replicate, mean over the cells', async () => {
    const { differences } = await compareOutputs(writeSweep(scratch()), writeSweep(scratch(), 0.25))
    const roi = differences.find(({ metric }) => metric === 'roi_frac')!
    expect(roi).toMatchObject({ n: 5, paired: true })
    expect(roi.difference).toBeCloseTo(0.25, 12)
  })

  test('of a run and a sweep are refused', async () => {
    await expect(compareOutputs(writeRun(scratch()), writeSweep(scratch()))).rejects.toThrow(
      'want two of a kind',
    )
  })

  test('make a page of their own', async () => {
    const html = pageHtml(
      await comparePage(await compareOutputs(writeRun(scratch()), writeRun(scratch(), '2'))),
    )
    expect(html).toContain('What differs in the outcome')
    expect(html).toContain('id="course-sum-price-tao"')
  })
})
