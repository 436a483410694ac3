import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { RAO_PER_TAO } from '../../src/units.js'
import { memoryOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { freeOf, pass, totalsOf } from './small-world.js'

const [OUTSIDERS, RING, , FAVOURED] = [0, 1, 2, 3]
const CAPITAL = 1000

/** A ring with 30 % of the validators' stake, outsiders with the rest; a third of equally good miners is the ring's. */
function world(bribe: number, outsider: Record<string, unknown> = {}, ring = {}): Beginning {
  const miner = { ...still, quality: 0 }
  const beginning = oneSubnet([
    {
      id: 'outsiders',
      strategy: outsider.strategy === undefined ? 'venal-validator' : String(outsider.strategy),
      count: 7,
      alpha: 0.28,
      params: { sold: 0, miners: 'friends', ...(outsider.params as object) },
    },
    {
      id: 'ring',
      strategy: 'colluding-validators',
      count: 3,
      alpha: 0.12,
      adversary: true,
      capital: CAPITAL * RAO_PER_TAO,
      params: {
        sold: 0,
        miners: 'friends',
        policy: 'selfweight',
        ownPart: 0.9,
        bribePerStake: bribe * RAO_PER_TAO,
        ...ring,
      },
    },
    { id: 'others', strategy: 'honest-miner', count: 20, params: miner },
    { id: 'friends', strategy: 'cabal-miner', count: 10, params: miner },
  ])
  pass(beginning, 20 * TEMPO)
  auditWorld(beginning.world)
  return beginning
}
const gained = (beginning: Beginning) => sumOf(beginning, FAVOURED, 'incentive')
const stakes = (beginning: Beginning) => [...beginning.world.sharePools.total]

describe('an outsider with a price', () => {
  test('is an honest validator, to the last RAO, while nobody offers anything', () => {
    expect(stakes(world(0))).toEqual(stakes(world(0, { strategy: 'honest-validator', params: {} })))
  })

  test('refuses what does not cover its expected loss, and takes what does', () => {
    const honest = gained(world(0))
    expect(honest).toBeLessThan(0.6)
    expect(gained(world(1e-6))).toBe(honest)
    const bought = world(5)
    expect(gained(bought)).toBeGreaterThan(0.85)
    expect(totalsOf(bought, OUTSIDERS).refusals).toBe(0)
  })

  test('asks a multiple of that loss', () => {
    expect(gained(world(5, { params: { price: 1e5 } }))).toBe(gained(world(0)))
  })

  test('is paid, by the members of the ring and out of nothing else', () => {
    const bought = world(5)
    const paid =
      3 * CAPITAL * RAO_PER_TAO - freeOf(bought, RING, 0) - freeOf(bought, RING, 1) - freeOf(bought, RING, 2)
    const taken = memoryOf(bought, OUTSIDERS, 'taken').reduce((sum, x) => sum + x, 0)
    expect(paid).toBeGreaterThan(0)
    // What is billed in the last look is paid in the block after it.
    expect(Math.abs(paid - taken)).toBeLessThan(5 * RAO_PER_TAO)
    // Seven tenths of the stake at 5 TAO an epoch, from the second row or so on.
    expect(paid / RAO_PER_TAO).toBeGreaterThan(0.7 * 5 * 14)
    expect(paid / RAO_PER_TAO).toBeLessThan(0.7 * 5 * 20)
  })

  test('is honest again when the ring has run out of TAO', () => {
    const poor = world(400)
    const left = [0, 1, 2].map((member) => freeOf(poor, RING, member))
    expect(Math.max(...left)).toBeLessThan(400 * RAO_PER_TAO)
    expect(gained(poor)).toBeLessThan(0.6)
    expect(memoryOf(poor, OUTSIDERS, 'payer').every((payer) => payer === 0)).toBe(true)
  })

  test('is offered nothing by a ring that hides or harms', () => {
    for (const policy of ['hug', 'lowball']) {
      const beginning = world(5, {}, { policy })
      const late = memoryOf(beginning, OUTSIDERS, 'payer')
      expect(late.every((payer) => payer === 0)).toBe(true)
    }
  })

  test('has a UID and a permit here', () => {
    expect(uidsOf(world(0), OUTSIDERS).every((uid) => uid >= 0)).toBe(true)
  })
})
