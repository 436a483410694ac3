import { describe, expect, test } from 'vitest'
import type { Watch } from '../../../src/record/summary/gauge.js'
import { sandwichesGauge } from '../../../src/record/summary/sandwiches.js'
import { runInfo, smallWorld, TAO, viewOf } from '../fixture.js'

/** A gauge over the small world, in which the adversary's cohort is one of sandwichers. */
function watched() {
  const view = viewOf(smallWorld())
  Object.assign(view.cohorts[1], { kind: 'sandwicher' })
  const watch = { run: runInfo(), view, world: view.world } as unknown as Watch
  const gauge = sandwichesGauge.make(watch)
  let [y, x] = [1_000, 1_000]
  const k = y * x
  return {
    gauge,
    view,
    nextBlock: () => view.world.block++,
    /** On a pool of 1,000 to 1,000 without fee. */
    buy(cohort: number, tao: number) {
      y += tao
      const alpha = x - k / y
      x -= alpha
      gauge.trade!(cohort, 0, 1, 0, tao * TAO, alpha * TAO, 0, y * TAO, x * TAO)
      return alpha
    },
    sell(cohort: number, alpha: number) {
      x += alpha
      const tao = y - k / x
      y -= tao
      gauge.trade!(cohort, 0, 1, 1, tao * TAO, alpha * TAO, 0, y * TAO, x * TAO)
      return tao
    },
  }
}

const RETAIL = 0
const ATTACKER = 1

describe('sandwiches, by hand', () => {
  test('a victim of 50 behind a front-run of 100 in a pool of 1,000 gets 17 % less', () => {
    const { gauge, buy, sell } = watched()
    const held = buy(ATTACKER, 100)
    const got = buy(RETAIL, 50)
    const back = sell(ATTACKER, held)
    const without = 1_000 * (1 - 1_000 / 1_050)
    expect(gauge.victims).toBe(1)
    expect(gauge.successRate).toBe(1)
    expect(gauge.lossBps).toBeCloseTo((10_000 * (without - got)) / without, 6)
    expect(gauge.lossBps).toBeCloseTo(1_699.6, 1)
    expect(gauge.profit / TAO).toBeCloseTo(back - 100, 6)
  })

  test('a second victim is carried out again behind the first', () => {
    const { gauge, buy } = watched()
    buy(ATTACKER, 100)
    const got = [buy(RETAIL, 50), buy(RETAIL, 50)]
    const without = [1_000 * (1 - 1_000 / 1_050), (1_000_000 / 1_050) * (1 - 1_050 / 1_100)]
    const losses = without.map((alpha, i) => (alpha - got[i]) / alpha)
    expect(gauge.lossBps).toBeCloseTo(5_000 * (losses[0] + losses[1]), 6)
  })

  test('a front-run that is sold before anyone buys has failed', () => {
    const { gauge, buy, sell } = watched()
    sell(ATTACKER, buy(ATTACKER, 100))
    buy(RETAIL, 50)
    expect(gauge.victims).toBe(0)
    expect(gauge.successRate).toBe(0)
  })

  test('one sold in the next block has succeeded if a victim was behind it in its own', () => {
    const { gauge, buy, sell, nextBlock } = watched()
    const held = buy(ATTACKER, 100)
    buy(RETAIL, 50)
    nextBlock()
    buy(RETAIL, 50)
    sell(ATTACKER, held)
    expect(gauge.victims).toBe(1)
    expect(gauge.successRate).toBe(1)
  })
})
