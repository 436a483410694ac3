import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FORECASTS, place, RUNS } from '../../src/calibration/files.js'
import { predictions } from '../../src/calibration/forecasts.js'
import { moments } from '../../src/calibration/moments.js'
import {
  readForecasts,
  readRuns,
  renewed,
  runsOf,
  writeForecasts,
  writeRuns,
} from '../../src/calibration/runs-table.js'
import { achieved, countInside } from '../../src/calibration/score.js'
import { worlds } from '../../src/calibration/worlds.js'
import { createStreams } from '../../src/random/streams.js'

const runs = readRuns(RUNS, readFileSync(place(RUNS), 'utf8'))

test('at least 40 of 57 figures of mainnet lie inside the range of single runs of the preset, over 40 replicates', () => {
  const own = runsOf(runs, 'mainnet')
  expect(own).toHaveLength(40)
  const rows = achieved(
    moments,
    own.map(({ values }) => values),
  )
  expect(countInside(rows)).toBeGreaterThanOrEqual(40)
})

test('every preset of mainnet has been run on the scenario of the backtest', () => {
  for (const { preset } of worlds) expect(runsOf(runs, preset).length, preset).toBeGreaterThanOrEqual(2)
})

test('runs and forecasts are written and read back, those of one preset in place of its earlier ones', () => {
  const [first, second] = [runsOf(runs, 'mainnet'), runsOf(runs, 'mainnet-wide')]
  const back = readRuns('runs', writeRuns(renewed([...first, ...second], 'mainnet', first.slice(0, 3))))
  expect(back).toEqual([...first.slice(0, 3), ...second])
  const text = readFileSync(place(FORECASTS), 'utf8')
  const forecasts = readForecasts(FORECASTS, text)
  const netuids = text
    .split('\n')
    .slice(1, forecasts[0].pools.length + 1)
    .map((line) => Number(line.split(',')[2]))
  expect(writeForecasts(netuids, forecasts)).toBe(text)
})

test('the band of few runs holds nine of ten further runs', () => {
  const draw = createStreams('band').stream('prices')
  const price = () => ({ tao: 1, alpha: 1, price: Math.exp(0.3 * draw.normal()) })
  let inside = 0
  for (let trial = 0; trial < 500; trial++) {
    const few = Array.from({ length: 8 }, () => [price()])
    const [, low, high] = predictions('any', few)
    const next = price().price
    if (next > low.pools[0].price && next < high.pools[0].price) inside++
  }
  // Four standard errors of 500 trials.
  expect(Math.abs(inside / 500 - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / 500))
})
