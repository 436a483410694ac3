import { describe, expect, test } from 'vitest'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { genesis } from '../../src/genesis.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { mean } from '../../src/stats/mean.js'
import { median } from '../../src/stats/median.js'
import { quantile } from '../../src/stats/quantile.js'
import { RAO_PER_TAO } from '../../src/units.js'

/** Distributions of 2026-09-30 as data/README.md and its source state them. Only those who could change them are left in. */
async function begin(preset: string) {
  const snapshot = shippedSnapshot('mainnet-2026-09-30')
  const netuids = snapshot.subnets.map(({ netuid }) => netuid)
  const text = `name: distributions
horizon: 1 day
genesis: { snapshot: ${snapshot.id}, subnets: all, resolution: aggregate }
population: { preset: ${preset}, without: [miners, lazy-miners] }
`
  const catalogue = scenarioCatalogue([{ id: snapshot.id, summary: '', source: '', netuids }])
  const { scenario, curves } = await readScenario(text, 'distributions.yaml', catalogue)
  return { netuids, world: genesis({ scenario, snapshot, seed: '1', curves }).world }
}

describe.each(['mainnet', 'mainnet-wide', 'mainnet-hot'])(
  'the preset %s on the pools of 2026-09-30',
  (preset) => {
    test('begins with the pools, the withheld shares and the unequal validators of that day', async () => {
      const { netuids, world } = await begin(preset)
      const { taoReserve, alphaReserve, minerBurned } = world.subnets
      const depth = netuids.map((n) => taoReserve[n] / RAO_PER_TAO)
      expect(median(depth)).toBeCloseTo(6750, -2)
      expect(Math.max(...depth)).toBeCloseTo(202_926, -1)
      expect(depth.reduce((sum, tao) => sum + tao, 0) / 1e6).toBeCloseTo(1.97, 2)
      expect(netuids.reduce((sum, n) => sum + taoReserve[n] / alphaReserve[n], 0)).toBeCloseTo(1.19, 1)

      const withheld = netuids.map((n) => minerBurned[n])
      expect(mean(withheld)).toBeCloseTo(0.363, 3)
      expect(median(withheld)).toBe(0)
      expect(quantile(withheld, 0.75)).toBeCloseTo(0.9, 1)
      expect(withheld.filter((share) => share > 0.999)).toHaveLength(30)

      // A Herfindahl index of stake weight of 0.40 in the median subnet, 0.45 on average; validators hold their own stake.
      const index = netuids.map((n) => {
        const rows = world.neurons.dividends.subarray(n * world.stride, (n + 1) * world.stride)
        const total = rows.reduce((sum, x) => sum + x, 0)
        return rows.reduce((sum, x) => sum + (x / total) ** 2, 0)
      })
      expect(median(index)).toBeGreaterThan(0.3)
      expect(median(index)).toBeLessThan(0.5)
    }, 120_000)
  },
)
