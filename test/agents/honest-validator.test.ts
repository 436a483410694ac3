import { describe, expect, test } from 'vitest'
import { noiseKept } from '../../src/agents/scoring.js'
import { DAY, memoryOf, netuidOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { pass, totalsOf } from './small-world.js'

const miners = (count = 20) => ({ strategy: 'honest-miner', count, params: still })
const validators = (params: object = {}) => ({
  strategy: 'honest-validator',
  count: 6,
  alpha: 0.4,
  params: { sold: 0, ...params },
})

describe('honest validators', () => {
  test('average their noise: k epochs at once leave the noise of k single ones', () => {
    for (const a of [0.05, 0.3, 1]) {
      for (const k of [1, 2, 7, 40]) {
        let variance = 0
        for (let i = 0; i < k; i++) variance += (a * (1 - a) ** i) ** 2
        expect(noiseKept(a, (1 - a) ** k) ** 2).toBeCloseTo(variance, 12)
      }
    }
  })

  test('without noise agree fully: trust is 1 and incentive is the softmax of quality', () => {
    const beginning = oneSubnet([validators({ noise: 0, contrast: 2 }), miners()])
    pass(beginning, 3 * TEMPO)
    const { chain, outside } = beginning.society
    const netuid = netuidOf(beginning)
    const uids = uidsOf(beginning, 1)
    const weights = uids.map((uid) => Math.exp(2 * outside.services.quality(netuid, uid)))
    const total = weights.reduce((sum, x) => sum + x, 0)
    uids.forEach((uid, k) => {
      expect(chain.incentive(netuid, uid)).toBeCloseTo(weights[k] / total, 3)
    })
    for (const uid of uidsOf(beginning, 0)) expect(chain.validatorTrust(netuid, uid)).toBeGreaterThan(0.999)
  })

  test('disagree the more the noisier they measure', () => {
    const trust = [0.1, 0.4, 1].map((noise) => {
      const beginning = oneSubnet([validators({ noise, samples: 1, smoothing: 1 }), miners()])
      pass(beginning, 5 * TEMPO)
      return sumOf(beginning, 0, 'validatorTrust') / 6
    })
    expect(trust[0]).toBeGreaterThan(trust[1])
    expect(trust[1]).toBeGreaterThan(trust[2])
  })

  test('are as precise when they set weights every tenth epoch as when they do so at each', () => {
    const error = [TEMPO, 10 * TEMPO].map((period) => {
      const beginning = oneSubnet([validators({ period, noise: 0.5, smoothing: 0.1 }), miners(40)])
      pass(beginning, 100 * TEMPO)
      return 1 - sumOf(beginning, 0, 'validatorTrust') / 6
    })
    expect(error[1] / error[0]).toBeGreaterThan(0.7)
    expect(error[1] / error[0]).toBeLessThan(1.4)
  })

  test('give the owner what it asks to burn, and the chain withholds that and a little more', () => {
    const beginning = oneSubnet([
      validators(),
      miners(),
      { strategy: 'extractive-owner', params: { menu: ['burn'], burned: 0.4 } },
    ])
    pass(beginning, 5 * TEMPO)
    const withheld = beginning.society.chain.minerBurned(netuidOf(beginning))
    expect(withheld).toBeGreaterThan(0.4)
    expect(withheld).toBeLessThan(0.46)
  })

  test("put everything on the owner's UID where nobody serves", () => {
    const beginning = oneSubnet([validators(), { strategy: 'honest-owner' }])
    pass(beginning, 3 * TEMPO)
    const { chain } = beginning.society
    const netuid = netuidOf(beginning)
    expect(chain.incentive(netuid, chain.ownerUid(netuid))).toBeCloseTo(1, 9)
    expect(chain.minerBurned(netuid)).toBeCloseTo(1, 6)
  })

  test('look at a part of the miners only, and keep the score of the others', () => {
    const noiseless = { noise: 0, coverage: 0.5 }
    const beginning = oneSubnet([validators(noiseless), miners()])
    pass(beginning, TEMPO)
    const seen = () => {
      const score = memoryOf(beginning, 0, 'score')
      return uidsOf(beginning, 1).filter((uid) => score[uid] > -1000).length
    }
    expect(seen()).toBeGreaterThan(2)
    expect(seen()).toBeLessThan(18)
    pass(beginning, 15 * TEMPO)
    expect(seen()).toBe(20)
  })

  test('are refused nothing, under commit-reveal too', () => {
    for (const commitReveal of [false, true]) {
      const beginning = oneSubnet([validators(), miners()], { network: { commitReveal } })
      pass(beginning, DAY)
      expect(totalsOf(beginning, 0).refusals).toBe(0)
      expect(sumOf(beginning, 1, 'incentive')).toBeGreaterThan(0.99)
    }
  })
})
