import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestOwnPart, type Ring, ringEmission } from '../../src/agents/ring-forecast.js'
import { VisibleRows } from '../../src/agents/visible-rows.js'
import type { EpochParams } from '../../src/consensus/inputs.js'
import { U16_MAX } from '../../src/units.js'

/** Honest rows of equal stake, all alike: `theirs` to UID 0, the rest to UID 1, which the ring favours. */
function honest(stake: number, theirs: number, count = 4): VisibleRows {
  const rows = new VisibleRows()
  rows.n = 2
  rows.count = count
  rows.totalStake = stake
  for (let k = 0; k < count; k++) {
    rows.stakes[k] = stake / count
    rows.weights[2 * k] = theirs
    rows.weights[2 * k + 1] = 1 - theirs
  }
  return rows
}
const ringOf = (stake: number, members = 2): Ring => ({
  stake,
  members,
  favoured: Uint8Array.of(0, 1),
  half: Float64Array.of(0.5, 0.5),
})
const paramsOf = (kappa: number, beta: number, yuma3: boolean): EpochParams =>
  ({ kappa: Math.floor(kappa * U16_MAX), bondsPenalty: Math.round(beta * U16_MAX), yuma3 }) as EpochParams

/**
 * Two classes without noise. Below kappa the honest rows are consensus and the ring is clipped to them: of the row
 * (1 - W, W) there remain min(1 - W, h) and min(W, 1 - h).
 */
function closedForm(stake: number, h: number, own: number): { incentive: number; dividends: number } {
  const toThem = (1 - stake) * h + stake * Math.min(1 - own, h)
  const toUs = (1 - stake) * (1 - h) + stake * Math.min(own, 1 - h)
  const incentive = toUs / (toThem + toUs)
  // Classic bonds under a full penalty: of each column the ring has its clipped part.
  const fromThem = (stake * Math.min(1 - own, h)) / toThem
  const fromUs = (stake * Math.min(own, 1 - h)) / toUs
  return { incentive, dividends: (1 - incentive) * fromThem + incentive * fromUs }
}

describe('the forecast of a ring', () => {
  test('is the closed form of two classes without noise, as long as the ring has less stake than kappa', () => {
    const part = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.49, noNaN: true }), part, part, (stake, h, own) => {
        const { incentive, dividends } = closedForm(stake, h, own)
        const share = ringEmission(honest(1 - stake, h), paramsOf(0.5, 1, false), ringOf(stake), own)
        expect(share).toBeCloseTo((incentive + dividends) / 2, 10)
      }),
    )
  })

  test('under Yuma 3 shares a column by heads and pays by stake', () => {
    const [stake, h, own, members] = [0.4, 0.7, 0.6, 2]
    const { incentive } = closedForm(stake, h, own)
    // Two of the ring and four honest: bids per head on the other side and on the ring's.
    const them = { ring: Math.min(1 - own, h), honest: h }
    const us = { ring: Math.min(own, 1 - h), honest: 1 - h }
    const perStake = (side: 'ring' | 'honest') =>
      ((1 - incentive) * them[side]) / (members * them.ring + 4 * them.honest) +
      (incentive * us[side]) / (members * us.ring + 4 * us.honest)
    const ring = stake * perStake('ring')
    const dividends = ring / (ring + (1 - stake) * perStake('honest'))
    const share = ringEmission(honest(0.6, h), paramsOf(0.5, 1, true), ringOf(stake, members), own)
    expect(share).toBeCloseTo((incentive + dividends) / 2, 10)
  })

  test('finds that below kappa, under a full penalty, honesty pays best', () => {
    for (const yuma3 of [false, true]) {
      expect(bestOwnPart(honest(0.6, 0.7), paramsOf(0.5, 1, yuma3), ringOf(0.4))).toBeCloseTo(0.3, 10)
    }
  })

  test('finds that above kappa greed pays best, and pays all incentive', () => {
    const rows = honest(0.4, 0.7)
    const params = paramsOf(0.5, 1, true)
    expect(bestOwnPart(rows, params, ringOf(0.6))).toBe(1)
    // What the honest gave to the other side is clipped to nothing.
    expect(ringEmission(rows, params, ringOf(0.6), 1)).toBeGreaterThan(0.5 + 0.5 * 0.6)
  })
})

describe('consensus of visible rows', () => {
  test('is the largest weight that stake of at least kappa supports', () => {
    const rows = new VisibleRows()
    rows.n = 1
    rows.count = 3
    rows.totalStake = 1
    rows.stakes.set([0.2, 0.3, 0.5])
    rows.weights.set([0.9, 0.6, 0.1])
    expect(rows.consensus(0, 0.15)).toBe(0.9)
    expect(rows.consensus(0, 0.45)).toBe(0.6)
    expect(rows.consensus(0, 0.55)).toBe(0.1)
    // One more row of half as much stake again, well above the others.
    expect(rows.consensus(0, 0.3, 1, 0.5)).toBe(1)
    expect(rows.consensus(0, 0.3, 0, 0.5)).toBe(0.6)
  })
})
