import { describe, expect, test } from 'vitest'
import { netuidOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { pass, totalsOf } from './small-world.js'

interface Setting {
  tilt?: number
  persistence?: number
  network?: Record<string, unknown>
  noise?: number
}

/** 15 honest validators with 95 % of the stake, a speculator with the rest, 40 miners of quality spread 0.5. */
function world({ tilt = 1, persistence = 0.98, network = {}, noise = 0 }: Setting) {
  const innovation = 0.5 * Math.sqrt(1 - persistence ** 2)
  const measuring = { samples: 1, smoothing: 0.3, sold: 0, noise }
  const quality = persistence < 1 ? 0 : { distribution: 'normal' as const, args: { mean: 0, sd: 0.5 } }
  return oneSubnet(
    [
      { strategy: 'honest-validator', count: 15, alpha: 0.38, params: measuring },
      { strategy: 'bond-speculator', count: 1, alpha: 0.02, params: { ...measuring, tilt } },
      { strategy: 'honest-miner', count: 40, params: { ...still, persistence, innovation, quality } },
    ],
    { network },
  )
}

/** Dividends per stake of the speculator against the honest. */
function pay(setting: Setting, epochs = 60): number {
  const beginning = world(setting)
  pass(beginning, 30 * TEMPO)
  const paid = [0, 0]
  const staked = [0, 0]
  for (let k = 0; k < epochs; k++) {
    pass(beginning, TEMPO)
    for (const cohort of [0, 1]) {
      paid[cohort] += sumOf(beginning, cohort, 'dividends')
      staked[cohort] += sumOf(beginning, cohort, 'stakeWeight')
    }
  }
  return paid[1] / staked[1] / (paid[0] / staked[0])
}

describe('a bond speculator', () => {
  test('earns like the honest where nothing moves, and where it does not lean', () => {
    expect(pay({ persistence: 1 }, 20)).toBeCloseTo(1, 2)
    expect(pay({ tilt: 0 }, 20)).toBeCloseTo(1, 2)
  }, 60_000)

  test('sets the weights of an honest validator times exp(gamma k rise)', () => {
    const beginning = world({ tilt: 2 })
    pass(beginning, 8 * TEMPO)
    const { chain } = beginning.society
    const netuid = netuidOf(beginning)
    const [mine] = uidsOf(beginning, 1)
    const [honest] = uidsOf(beginning, 0)
    const miners = uidsOf(beginning, 2)
    const ratio = miners.map((uid) => chain.weight(netuid, mine, uid) / chain.weight(netuid, honest, uid))
    expect(Math.max(...ratio) / Math.min(...ratio)).toBeGreaterThan(1.2)
    expect(totalsOf(beginning, 1).refusals).toBe(0)
  })

  test('who runs ahead of slow averages earns more than one who lags behind them', () => {
    // Scores that others average over ten looks: leaning towards rises is closer to where they go.
    const [against, ahead] = [-2, 2].map((tilt) => pay({ tilt, persistence: 0.98 }))
    expect(ahead).toBeGreaterThan(against)
  }, 60_000)
})
