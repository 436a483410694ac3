import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LONG_RUNS, place } from '../../src/calibration/files.js'
import { longLooks, readLongLooks, writeLongLooks } from '../../src/calibration/long-run.js'
import { STEPS_PER_DAY, type Tape } from '../../src/calibration/tape.js'

const DAYS = 730
const steady = (first: number, last: number) =>
  Array.from({ length: DAYS * STEPS_PER_DAY + 1 }, (_, k) => (k === DAYS * STEPS_PER_DAY ? last : first))
const pool = { tao: 500_000, alpha: 1, chainBuys: 0, emitted: 0, share: 0 }
const tape: Tape = {
  netuids: [4, 9, 12],
  prices: [steady(0.5, 0.25), steady(0.1, 0.0001), steady(0.2, 0.0004)],
  days: [4, 9, 12].map(() => Array.from({ length: DAYS + 1 }, () => pool)),
}
const looks = longLooks('7', tape, new Set([4, 9]))

test('a look at a long run adds up prices and counts the subnets that collapsed, those that kept their netuid apart', () => {
  expect(looks[0]).toMatchObject({ seed: '7', day: 0, sum: 0.6, under: 0, underOfAll: 0, pools: 1.5 })
  expect(looks[0].sumOfAll).toBeCloseTo(0.8, 12)
  expect(looks.at(-1)).toMatchObject({ day: DAYS, sum: 0.2501, under: 1, underOfAll: 2, top10: 1 })
})

test('looks are written to a file and read back', () => {
  expect(readLongLooks('years', writeLongLooks(looks.slice(-1)))).toEqual(looks.slice(-1))
})

test('in two years no run of the preset leaves a sum of prices from 0.8 to 2.5, nor lets more than five of 119 collapse', () => {
  const runs = readLongLooks(LONG_RUNS, readFileSync(place(LONG_RUNS), 'utf8'))
  expect(runs.filter(({ day }) => day === DAYS).length).toBeGreaterThanOrEqual(3)
  for (const { sum, under } of runs) {
    expect(sum).toBeGreaterThan(0.8)
    expect(sum).toBeLessThan(2.5)
    expect(under).toBeLessThanOrEqual(5)
  }
})
