import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { netuidOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { pass, totalsOf } from './small-world.js'

interface Setting {
  persistence?: number
  network?: Record<string, unknown>
  copier?: Record<string, unknown>
  noise?: number
}

/** 15 honest validators with 95 % of the stake and a copier with the rest, 40 miners whose quality has spread 0.5. */
function world({ persistence = 1, network = {}, copier = {}, noise = 0.3 }: Setting): Beginning {
  const innovation = 0.5 * Math.sqrt(1 - persistence ** 2)
  const quality = persistence < 1 ? 0 : { distribution: 'normal' as const, args: { mean: 0, sd: 0.5 } }
  return oneSubnet(
    [
      {
        strategy: 'honest-validator',
        count: 15,
        alpha: 0.38,
        params: { samples: 1, smoothing: 1, sold: 0, noise },
      },
      { strategy: 'weight-copier', count: 1, alpha: 0.02, params: { sold: 0, ...copier } },
      { strategy: 'honest-miner', count: 40, params: { ...still, persistence, innovation, quality } },
    ],
    { network },
  )
}

/** Dividends per stake of the copier against the honest, over so many epochs; and its trust. */
function outcome(setting: Setting, epochs = 40): { pay: number; trust: number } {
  const beginning = world(setting)
  pass(beginning, 40 * TEMPO)
  const paid = [0, 0]
  const staked = [0, 0]
  let trust = 0
  for (let k = 0; k < epochs; k++) {
    pass(beginning, TEMPO)
    for (const cohort of [0, 1]) {
      paid[cohort] += sumOf(beginning, cohort, 'dividends')
      staked[cohort] += sumOf(beginning, cohort, 'stakeWeight')
    }
    trust += sumOf(beginning, 1, 'validatorTrust') / epochs
  }
  return { pay: paid[1] / staked[1] / (paid[0] / staked[0]), trust }
}

describe('weight copiers', () => {
  test('with open weights earn some 10 % more than those who measure, and are trusted more', () => {
    for (const yuma3 of [true, false]) {
      const { pay, trust } = outcome({ network: { yuma3, bondsPenalty: 1 } })
      expect(pay).toBeGreaterThan(1.06)
      expect(pay).toBeLessThan(1.14)
      expect(trust).toBeGreaterThan(0.94)
    }
  })

  test('earn no more where bonds carry no penalty', () => {
    const { pay } = outcome({ network: { yuma3: false, bondsPenalty: 0 } })
    expect(pay).toBeGreaterThan(0.97)
    expect(pay).toBeLessThan(1.03)
  })

  test('earn the less under commit-reveal, the faster quality moves and the longer weights are hidden', () => {
    const hidden = (persistence: number, revealPeriod: number) =>
      outcome({ persistence, network: { commitReveal: true, revealPeriod } }).pay
    const [open, slow, fast, longer] = [outcome({}).pay, hidden(0.99, 1), hidden(0.7, 1), hidden(0.7, 3)]
    expect(open).toBeGreaterThan(slow)
    expect(slow).toBeGreaterThan(fast)
    expect(fast).toBeGreaterThan(longer)
    expect(longer).toBeLessThan(1)
  })

  test('a lag of their own costs them as hidden weights do', () => {
    const pay = [0, 2, 4].map((lag) => outcome({ persistence: 0.8, copier: { lag } }).pay)
    expect(pay[0]).toBeGreaterThan(pay[1])
    expect(pay[1]).toBeGreaterThan(pay[2])
  })

  test('copy the leader to the letter', () => {
    const beginning = world({ copier: { target: 'leader' } })
    pass(beginning, 10 * TEMPO - 1)
    const { chain } = beginning.society
    const netuid = netuidOf(beginning)
    const [copier] = uidsOf(beginning, 1)
    const shares = uidsOf(beginning, 0).map((uid) => chain.stakeWeight(netuid, uid))
    const leader = uidsOf(beginning, 0)[shares.indexOf(Math.max(...shares))]
    const rowOf = (validator: number) =>
      uidsOf(beginning, 2).map((uid) => chain.weight(netuid, validator, uid))
    const apart = rowOf(copier).map((weight, k) => Math.abs(weight - rowOf(leader)[k]))
    // The leader may have set a newer row since; before that the two are the same to rounding.
    pass(beginning, 1)
    expect(chain.lastUpdate(netuid, copier)).toBeGreaterThan(0)
    expect(Math.min(...apart)).toBeLessThanOrEqual(1)
  })

  test('of consensus and of the mean agree where nobody errs', () => {
    for (const target of ['consensus', 'mean']) {
      const { trust, pay } = outcome({ noise: 0, copier: { target } }, 5)
      expect(trust).toBeGreaterThan(0.999)
      expect(pay).toBeCloseTo(1, 2)
    }
  })

  test('may carry the last change forward, and give nobody less than nothing', () => {
    const network = { commitReveal: true, revealPeriod: 2 }
    const beginning = world({ persistence: 0.5, network, copier: { extrapolate: 'linear' } })
    pass(beginning, 20 * TEMPO)
    const { chain } = beginning.society
    const netuid = netuidOf(beginning)
    const [copier] = uidsOf(beginning, 1)
    const row = uidsOf(beginning, 2).map((uid) => chain.weight(netuid, copier, uid))
    // Changes outrun some weights: these UIDs have no entry.
    expect(row.some((weight) => weight === -1)).toBe(true)
    expect(row.every((weight) => weight >= -1)).toBe(true)
    expect(totalsOf(beginning, 1).refusals).toBe(0)
  })
})
