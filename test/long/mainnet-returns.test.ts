import { expect, test } from 'vitest'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { largestSubnets } from '../../src/genesis/snapshot.js'
import { genesis } from '../../src/genesis.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { auditWorld } from '../../src/state/audit.js'
import { pass } from '../agents/small-world.js'

const DAYS = 92
const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length
const sd = (x: readonly number[]) => Math.sqrt(mean(x.map((v) => (v - mean(x)) ** 2)))
const at = (x: readonly number[], u: number) => [...x].sort((a, b) => a - b)[Math.floor(u * x.length)]
/** Autocorrelation over subnets, each about its own mean. */
const memory = (rows: readonly (readonly number[])[], lag: number) => {
  let top = 0
  let bottom = 0
  for (const row of rows) {
    const m = mean(row)
    for (let d = 0; d < row.length; d++) {
      bottom += (row[d] - m) ** 2
      if (d >= lag) top += (row[d] - m) * (row[d - lag] - m)
    }
  }
  return top / bottom
}

/** Closing prices of a summer on mainnet: one list a started subnet. */
async function summer(seed: string): Promise<number[][]> {
  const snapshot = shippedSnapshot('mainnet-2026-08-02')
  const netuids = largestSubnets(snapshot, snapshot.subnets.length)
  const text = `name: summer
horizon: ${DAYS} days
genesis: { snapshot: ${snapshot.id}, subnets: all, resolution: aggregate }
population: { preset: mainnet }
`
  const catalogue = scenarioCatalogue([{ id: snapshot.id, summary: '', source: '', netuids }])
  const { scenario, curves } = await readScenario(text, 'summer.yaml', catalogue)
  const run = genesis({ scenario, snapshot, seed, curves })
  const { chain } = run.society
  const started = netuids.filter((n) => chain.started(n))
  const prices = started.map((n) => [chain.price(n)])
  for (let day = 0; day < DAYS; day++) {
    pass(run, 7_200)
    for (const [i, n] of started.entries()) prices[i].push(chain.price(n))
  }
  auditWorld(run.world)
  return prices
}

/**
 * Targets and the spread of single runs: calibration.md 4. The bands are about four such spreads wide on either side,
 * since this is one run, and of the whole chain instead of the aggregate model that was fitted.
 */
test('a summer on mainnet has the returns of a summer on mainnet, and neither collapses nor freezes', async () => {
  const prices = await summer('3')
  const returns = prices.map((row) => row.slice(1).map((p, d) => Math.log(p / row[d])))
  const all = returns.flat()
  const within = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low)
    expect(value).toBeLessThan(high)
  }
  within(sd(all), 0.042, 0.075)
  within((at(all, 0.75) - at(all, 0.25)) / 1.349, 0.013, 0.021)
  within(Math.log(mean(all.map((r) => ((r - mean(all)) / sd(all)) ** 4))), 2.5, 5.2)
  // Tails clipped at the real 1 % and 99 % quantiles, as in the table.
  const clipped = returns.map((row) => row.map((r) => Math.min(0.209, Math.max(-0.147, r))))
  within(memory(clipped, 1), 0, 0.14)
  within(
    memory(
      clipped.map((row) => row.map(Math.abs)),
      1,
    ),
    0.13,
    0.26,
  )
  // Sixty days on: mean -0.181 +- 0.028 and the slow part of the market besides; spread 0.308 +- 0.034.
  const change = prices.map((row) => Math.log(row[60] / row[0]))
  within(mean(change), -0.45, 0.1)
  within(sd(change), 0.2, 0.45)
  const last = prices.map((row) => row[DAYS])
  within(
    last.reduce((sum, p) => sum + p, 0),
    0.75,
    1.6,
  )
  expect(last.filter((p) => p < 0.0005).length).toBeLessThanOrEqual(2)
})
