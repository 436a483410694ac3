import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { netuidOf, oneSubnet, still, sumOf, TEMPO } from './one-subnet.js'
import { freeOf, pass, totalsOf } from './small-world.js'

const [COLLUDERS, RING] = [1, 3]

/** 12 honest validators and 6 of a ring with that part of the stake; a third of equally good miners is the ring's. */
function world(
  part: number,
  params: Record<string, unknown>,
  network: Record<string, unknown> = {},
  capital = 0,
): Beginning {
  const miner = { ...still, quality: 0 }
  const beginning = oneSubnet(
    [
      { strategy: 'honest-validator', count: 12, alpha: 0.4 * (1 - part), params: { sold: 0 } },
      {
        strategy: 'colluding-validators',
        count: 6,
        alpha: 0.4 * part,
        adversary: true,
        capital,
        params: { sold: 0, miners: 'cabal-miner', ...params },
      },
      { strategy: 'honest-miner', count: 20, params: miner },
      { strategy: 'cabal-miner', count: 10, params: miner },
    ],
    { network },
  )
  pass(beginning, 20 * TEMPO)
  return beginning
}
const incentiveOf = (part: number, params: Record<string, unknown>) =>
  sumOf(world(part, params), RING, 'incentive')

/** Half of the incentive of the ring's miners and half of the dividends of its validators: its part of the subnet. */
const emissionOf = (beginning: Beginning): number =>
  (sumOf(beginning, RING, 'incentive') + sumOf(beginning, COLLUDERS, 'dividends')) / 2

describe('colluding validators', () => {
  test('with less stake than kappa gain little by favouring their own, and lose dividends by it', () => {
    const beginning = world(0.3, { policy: 'selfweight', ownPart: 1 })
    expect(sumOf(beginning, RING, 'incentive')).toBeGreaterThan(1 / 3)
    expect(sumOf(beginning, RING, 'incentive')).toBeLessThan(0.45)
    expect(sumOf(beginning, COLLUDERS, 'dividends')).toBeLessThan(0.25)
  })

  test('with more stake than kappa set consensus themselves', () => {
    expect(incentiveOf(0.6, { policy: 'selfweight', ownPart: 0.9 })).toBeGreaterThan(0.8)
    expect(incentiveOf(0.6, { policy: 'optimal' })).toBeGreaterThan(0.99)
  })

  test('choosing by forecast never do worse than favouring their own bluntly', () => {
    for (const part of [0.2, 0.45, 0.6]) {
      const chosen = emissionOf(world(part, { policy: 'optimal' }))
      for (const ownPart of [0.4, 0.7, 1]) {
        expect(chosen).toBeGreaterThan(emissionOf(world(part, { policy: 'selfweight', ownPart })) - 0.005)
      }
    }
  })

  test('close to consensus are trusted as much as anybody', () => {
    const beginning = world(0.3, { policy: 'hug' })
    const trust = (cohort: number, count: number) => sumOf(beginning, cohort, 'validatorTrust') / count
    expect(trust(COLLUDERS, 6)).toBeGreaterThan(trust(0, 12))
  })

  test('can deny the best miners their pay only with more stake than 1 - kappa', () => {
    const dent = (part: number) => incentiveOf(part, { policy: 'lowball', targets: 0.5 }) - 1 / 3
    expect(dent(0.6)).toBeGreaterThan(2 * dent(0.3))
  })

  test('without miners of their own vote for one another', () => {
    const beginning = world(0.6, { policy: 'selfweight', ownPart: 1, miners: '' })
    expect(sumOf(beginning, COLLUDERS, 'incentive')).toBeGreaterThan(0.95)
  })

  test('are refused nothing, under commit-reveal too', () => {
    for (const policy of ['selfweight', 'optimal', 'hug', 'lowball']) {
      const beginning = world(0.3, { policy }, { commitReveal: true })
      expect(totalsOf(beginning, COLLUDERS).refusals).toBe(0)
    }
  })

  test('who are to favour a cohort that is not there are an error of the scenario', () => {
    expect(() => world(0.3, { miners: 'cabal-miners' })).toThrow(/the id of a cohort of this scenario/)
  })

  test('that learn earn no more than those who reckon, and more than by harming others alone', () => {
    const optimal = emissionOf(world(0.6, { policy: 'optimal' }))
    const learned = world(0.6, { policy: 'bandit', exploration: 0, trial: 2 })
    expect(emissionOf(learned)).toBeLessThan(optimal + 0.005)
    expect(emissionOf(learned)).toBeGreaterThan(emissionOf(world(0.6, { policy: 'lowball' })) + 0.1)
  })

  test('that learn try each policy once, then keep to the one that paid best', () => {
    const beginning = world(0.6, { policy: 'bandit', exploration: 0, trial: 2 })
    const { shared } = beginning.society.cohorts[COLLUDERS]
    const column = (name: string) => shared.column(name)[netuidOf(beginning)]
    const tries = [0, 1, 2, 3].map((k) => column(`tries${k}`))
    const pay = [0, 1, 2, 3].map((k) => column(`pay${k}`))
    expect(Math.min(...tries)).toBeGreaterThanOrEqual(1)
    expect(pay[column('arm') - 1]).toBe(Math.max(...pay))
    expect(tries[column('arm') - 1]).toBe(Math.max(...tries))
  })

  test('that buy stake gain weight by it, as far as their TAO reaches', () => {
    const buying = world(0.3, { buys: 1e12, sold: 0 }, {}, 5e11)
    expect(sumOf(buying, COLLUDERS, 'stakeWeight')).toBeGreaterThan(
      sumOf(world(0.3, { sold: 0 }), COLLUDERS, 'stakeWeight') + 0.001,
    )
    expect(freeOf(buying, COLLUDERS)).toBeLessThan(1e10)
    expect(totalsOf(buying, COLLUDERS).refusals).toBe(0)
  })
})
