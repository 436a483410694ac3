import { describe, expect, test } from 'vitest'
import { Birth, births } from '../../../src/chain/lifecycle/birth.js'
import { lockCost, lockInterval } from '../../../src/chain/lifecycle/lock-cost.js'
import { medianPrice } from '../../../src/chain/lifecycle/median-price.js'
import { shippedSnapshot } from '../../../src/genesis/shipped.js'
import { lockReplays } from '../../replay/locks.js'

const TAO = 1e9

describe('what mainnet charged for a subnet', () => {
  test('netuids 67 to 128 without 79, each from its published predecessor: 55 of 61 within 0.01 TAO, all within 0.02', () => {
    const errors = lockReplays().map(({ paid, predicted }) => Math.abs(predicted - paid))
    expect(errors).toHaveLength(61)
    // To 0.0001 TAO: the published predecessor is itself rounded to 0.01.
    expect(errors.filter((error) => Math.round(error * 1e4) <= 100)).toHaveLength(55)
    expect(Math.max(...errors)).toBeLessThanOrEqual(0.02)
  })

  test('the price read at block 9,240,878 follows from the last lock, 653.019966758 TAO, at block 9,210,610', () => {
    expect(lockCost(653_019_966_758, 9_210_610, 9_240_878, lockInterval(115_200, 5e8), TAO)).toBe(
      962_887_016_780,
    )
  })
})

/** Reserves on 2026-09-30 of two subnets born that month and not yet started; block of birth. */
const newborns = [
  { netuid: 108, born: 9_111_253, tao: 509.7, alpha: 114_749 },
  { netuid: 82, born: 9_155_260, tao: 629.7, alpha: 141_312 },
]

/** Median of the other subnets at a snapshot's block. */
function medianAt(id: string) {
  const { block, subnets } = shippedSnapshot(id)
  const others = subnets.filter(({ netuid }) => newborns.every((newborn) => newborn.netuid !== netuid))
  return { block, median: medianPrice(others.map((one) => one.taoReserveRao / one.alphaReserveRao)) }
}

test('two subnets born in September 2026 hold their lock at the median price of the day, within 2 % of the one interpolated', () => {
  const august = medianAt('mainnet-2026-08-02')
  const september = medianAt('mainnet-2026-09-30')
  for (const { born, tao, alpha } of newborns) {
    // Medians are known 60 days apart, 0.00537 and 0.00436: between them the price is taken to fall evenly in its logarithm.
    const elapsed = (born - august.block) / (september.block - august.block)
    const median = august.median * (september.median / august.median) ** elapsed
    const birth = new Birth()
    births.get('median').birth(tao * TAO, TAO, median, birth)
    expect(Math.abs(birth.alpha / TAO / alpha - 1)).toBeLessThan(0.02)
  }
})

test('their locks follow one another: 629.7 TAO at block 9,155,260 after 509.7 TAO at block 9,111,253', () => {
  const price = lockCost(509.7 * TAO, 9_111_253, 9_155_260, lockInterval(115_200, 5e8), TAO)
  expect(price / TAO).toBeCloseTo(630.0, 1)
})
