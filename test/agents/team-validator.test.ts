import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { netuidOf, oneSubnet, still, uidsOf } from './one-subnet.js'
import { pass, totalsOf } from './small-world.js'

const [HONEST, CABAL, MINERS, RING] = [0, 1, 2, 3]

/** Four honest validators and three of a cabal; twelve honest miners and eight of the cabal. */
function world(honest: Record<string, unknown>, cabal: Record<string, unknown> = {}, blocks = 3): Beginning {
  const [own, other] = ['honest-miner', 'cabal-miner']
  const beginning = oneSubnet([
    { id: 'honest', strategy: 'team-validator', count: 4, alpha: 0.4, params: { own, other, ...honest } },
    {
      id: 'cabal',
      strategy: 'team-validator',
      count: 3,
      alpha: 0.3,
      adversary: true,
      params: { own: other, other: own, ...cabal },
    },
    { strategy: 'honest-miner', count: 12, params: still },
    { strategy: 'cabal-miner', count: 8, params: still },
  ])
  pass(beginning, blocks)
  return beginning
}

/** A member's row over the miners of a cohort, u16 as the chain stores it; -1 where there is no entry. */
function rowOf(beginning: Beginning, validators: number, member: number, miners: number): number[] {
  const { chain } = beginning.society
  const validator = uidsOf(beginning, validators)[member]
  return uidsOf(beginning, miners).map((uid) => chain.weight(netuidOf(beginning), validator, uid))
}
const sum = (values: readonly number[]) => values.reduce((total, x) => total + x, 0)

/** Part of a row that goes to a cohort's miners. */
function partFor(beginning: Beginning, validators: number, member: number, miners: number): number {
  const [a, b] = [MINERS, RING].map((cohort) => sum(rowOf(beginning, validators, member, cohort)))
  return (miners === MINERS ? a : b) / (a + b)
}

describe('team validators', () => {
  test('give their utility to the own miners and the rest to the others, whatever the deviation', () => {
    for (const deviation of [0, 0.4]) {
      const beginning = world({ utility: 0.7, deviation }, { utility: 0.9, deviation })
      for (const member of [0, 1, 2]) {
        expect(partFor(beginning, HONEST, member, MINERS)).toBeCloseTo(0.7, 4)
        expect(partFor(beginning, CABAL, member, RING)).toBeCloseTo(0.9, 4)
      }
    }
  })

  test('without deviation treat all miners of a team alike', () => {
    const row = rowOf(world({ utility: 0.7, deviation: 0 }), HONEST, 0, MINERS)
    expect(new Set(row).size).toBe(1)
  })

  test('deviate each on its own, and by the same draws whatever the utility', () => {
    const [low, high] = [0.5, 0.8].map((utility) => world({ utility, deviation: 0.4 }))
    const shape = (beginning: Beginning, member: number) => {
      const row = rowOf(beginning, HONEST, member, MINERS)
      return row.map((x) => x / sum(row))
    }
    shape(low, 0).forEach((part, k) => {
      expect(part).toBeCloseTo(shape(high, 0)[k], 3)
    })
    expect(shape(low, 1)).not.toEqual(shape(low, 0))
  })

  test('set one row only, and are refused nothing', () => {
    const beginning = world({ utility: 0.7 }, {}, 800)
    const { chain } = beginning.society
    for (const uid of uidsOf(beginning, HONEST)) {
      expect(chain.lastUpdate(netuidOf(beginning), uid)).toBe(chain.startBlock + 2)
    }
    expect(totalsOf(beginning, HONEST).refusals).toBe(0)
  })

  test('of a team that is not there are an error of the scenario', () => {
    expect(() => world({ own: 'honest-miners' })).toThrow(/the id of a cohort of this scenario/)
    expect(() => world({ other: '' })).toThrow(/the id of a cohort of this scenario/)
  })
})
