import { describe, expect, test } from 'vitest'
import {
  beginningOf,
  distributions,
  readBeginnings,
  writeBeginnings,
} from '../../src/calibration/beginnings.js'
import { worlds } from '../../src/calibration/worlds.js'

const target = (id: string): number => distributions.find((one) => one.id === id)!.target
const MINERS: Readonly<Record<string, readonly string[]>> = {
  'mainnet-lite': ['miners', 'lazy-miners', 'sybils'],
}

describe.each(worlds.map(({ preset }) => preset))('the preset %s on the pools of 2026-09-30', (preset) => {
  const begun = beginningOf(preset, MINERS[preset] ?? ['miners', 'lazy-miners'])
  const found = async (id: string) => (await begun)[id]

  test('begins with the pools, prices and withheld shares of that day', async () => {
    const exact = distributions.filter(({ source }) => source.startsWith('reserves'))
    expect(exact).toHaveLength(14)
    // Targets are printed with four digits, withheld shares with three.
    for (const { id, target: real } of exact) {
      expect(Math.abs((await found(id)) - real), id).toBeLessThanOrEqual(6e-4 * real)
    }
  }, 120_000)

  test('has a handful of validators on each subnet, as unequal as on mainnet in the middle of the distribution', async () => {
    expect(Math.abs((await found('validators')) - target('validators'))).toBeLessThanOrEqual(3)
    for (const id of ['stake25', 'stake50']) {
      expect(Math.abs((await found(id)) - target(id)), id).toBeLessThan(0.05)
    }
    expect(Math.abs((await found('stakeMean')) - target('stakeMean'))).toBeLessThan(0.1)
    // Mainnet has lone validators and even ones; a preset makes the same kind of company everywhere.
    expect(await found('stake95')).toBeLessThan(target('stake95'))
    expect(await found('stake05')).toBeLessThan(target('stake05'))
  }, 120_000)

  test("has root's TAO at few validators, as it was delegated on mainnet", async () => {
    expect(Math.abs((await found('rootTop5')) - target('rootTop5'))).toBeLessThan(0.06)
    expect(Math.abs((await found('rootTop10')) - target('rootTop10'))).toBeLessThan(0.06)
  }, 120_000)

  test('gives owners the part of the alpha issued that they hold in the median subnet', async () => {
    expect((await found('owner50')) / target('owner50')).toBeCloseTo(1, 1)
  }, 120_000)
})

test('owners of mainnet-lite follow the census, as far as 128 draws of them can', async () => {
  const begun = await beginningOf('mainnet-lite', MINERS['mainnet-lite'])
  for (const id of ['census0', 'census1', 'censusPart']) {
    const part = target(id)
    const error = Math.sqrt((part * (1 - part)) / 128)
    expect(Math.abs(begun[id] - part), id).toBeLessThan(2 * error)
  }
}, 120_000)

test('what presets begin with is written to six digits and read back, with gaps where nothing is known', () => {
  const values = Object.fromEntries(distributions.map(({ id }, k) => [id, k === 3 ? Number.NaN : k / 8]))
  const read = readBeginnings('beginnings', writeBeginnings([{ preset: 'mainnet', values }]))
  expect(read).toEqual([{ preset: 'mainnet', values }])
})
