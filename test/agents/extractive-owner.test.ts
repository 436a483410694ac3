import { describe, expect, test } from 'vitest'

import { bestPlan, expectedWorth, type OwnerMenu, type OwnerPlan } from '../../src/agents/owner-forecast.js'
import { synthesise } from '../../src/genesis/synthetic.js'
import type { Beginning } from '../../src/genesis.js'
import { createStreams } from '../../src/random/streams.js'
import { alphaOf, DAY, memoryOf, netuidOf, oneSubnet, still, TEMPO } from './one-subnet.js'
import { freeOf, type Member, pass, totalsOf } from './small-world.js'

const OWNER = 2
const people = (params: Record<string, unknown>, more: readonly Member[] = []): Member[] => [
  { strategy: 'honest-validator', count: 4, alpha: 0.4, params: { sold: 0 } },
  // They sell what they earn, so that it matters who earns.
  { strategy: 'honest-miner', count: 8, params: { ...still, sold: 1 } },
  { strategy: 'extractive-owner', alpha: 0.05, capital: 1e11, params },
  ...more,
]
const shells: Member = { strategy: 'cabal-miner', count: 1, params: { ...still, quality: -9 } }

/** The largest of 16 subnets; the others are frozen, and take their shares. */
const snapshot = synthesise({ subnets: 16 }, createStreams('synthetic').stream('snapshot'))

/** A subnet under a share rule, some epochs old. */
function world(
  shares: string,
  params: Record<string, unknown> = {},
  more: readonly Member[] = [],
  days = 2,
): Beginning {
  const beginning = oneSubnet(people(params, more), {
    snapshot,
    rules: { shares, injection: 'emission-capped' },
    market: { depthCap: 1, backlogCap: 1, organicFlow: 0, marketFlow: 0, slowFlow: 0 },
  })
  pass(beginning, days * DAY)
  return beginning
}

const books = { stake: 1e13, free: 1e11, dumped: 1, bought: 0.5, minersSell: 1, horizon: 30 }
const menu = (changes: Partial<OwnerMenu>): OwnerMenu => ({
  burn: false,
  shell: false,
  dump: false,
  buy: false,
  detection: 0,
  ...changes,
})
const worthOf = (beginning: Beginning, plan: Partial<OwnerPlan>, detection = 0): number => {
  const { chain } = beginning.society
  const whole: OwnerPlan = { share: 0, keeper: 'burn', disposal: 'keep', ...plan }
  return expectedWorth(chain, netuidOf(beginning), whole, detection, books)
}

describe('the forecast of an owner', () => {
  const ema = world('price-ema')
  const burn = world('price-burn')
  const best = (beginning: Beginning, changes: Partial<OwnerMenu>) =>
    bestPlan(beginning.society.chain, netuidOf(beginning), menu(changes), books)

  test('favours burning all where shares go by price, for fewer miners sell', () => {
    expect(best(ema, { burn: true })).toEqual({ share: 1, keeper: 'burn', disposal: 'keep' })
    expect(worthOf(ema, { share: 1 })).toBeGreaterThan(worthOf(ema, { share: 0.5 }))
  })

  test('favours burning nothing where the withheld part lowers the share', () => {
    expect(best(burn, { burn: true }).share).toBe(0)
    expect(worthOf(burn, { share: 1 })).toBeLessThan(worthOf(burn, { share: 0 }))
  })

  test('favours a shell above both: b becomes its own pay, and nothing counts as withheld', () => {
    expect(best(burn, { burn: true, shell: true })).toMatchObject({ keeper: 'shell', share: 1 })
    expect(worthOf(burn, { share: 1, keeper: 'shell' })).toBeGreaterThan(worthOf(burn, { share: 0 }))
  })

  test('gives the shell up where it is found out more often than p*, at which both are worth the same', () => {
    const [shell, caught, honest] = [
      worthOf(burn, { share: 1, keeper: 'shell' }),
      worthOf(burn, { share: 1 }),
      worthOf(burn, {}),
    ]
    const threshold = (shell - honest) / (shell - caught)
    expect(threshold).toBeGreaterThan(0)
    expect(threshold).toBeLessThan(1)
    const at = (detection: number) => worthOf(burn, { share: 1, keeper: 'shell' }, detection)
    expect(at(threshold)).toBeCloseTo(honest, -3)
    expect(at(threshold - 0.05)).toBeGreaterThan(honest)
    expect(at(threshold + 0.05)).toBeLessThan(honest)
    expect(best(burn, { burn: true, shell: true, detection: 1 }).share).toBe(0)
  })

  test('does nothing where nothing is on the menu', () => {
    expect(best(ema, {})).toEqual({ share: 0, keeper: 'burn', disposal: 'keep' })
  })
})

describe('an extractive owner', () => {
  /** Free TAO and alpha at what the pool would pay, RAO. */
  const wealth = (beginning: Beginning): number =>
    freeOf(beginning, OWNER) +
    beginning.society.chain.sells(netuidOf(beginning), Math.floor(alphaOf(beginning, OWNER)))

  test('that burns is richer for it under price-ema, and poorer under price-burn', () => {
    const gain = (shares: string): number => {
      const [burns, not] = [1, 0].map((burned) => wealth(world(shares, { menu: ['burn'], burned }, [], 20)))
      return burns / not - 1
    }
    expect(gain('price-ema')).toBeGreaterThan(0.01)
    expect(gain('price-burn')).toBeLessThan(0)
  })

  test('choosing weekly does what the forecast says', () => {
    const share = (shares: string) =>
      memoryOf(world(shares, { menu: ['burn'], choose: 'weekly' }, [], 2), OWNER, 'share')[0]
    expect(share('price-ema')).toBe(1)
    expect(share('price-burn')).toBe(0)
  })

  test('with a shell has its miner paid, and the chain sees nothing withheld', () => {
    const params = { menu: ['shell'], burned: 0.6, shell: 'cabal-miner' }
    const beginning = world('price-burn', params, [shells], 1)
    const netuid = netuidOf(beginning)
    expect(beginning.society.chain.minerBurned(netuid)).toBeLessThan(0.02)
    expect(alphaOf(beginning, 3)).toBeGreaterThan(alphaOf(beginning, 1))
    const found = world('price-burn', { ...params, detection: 1 }, [shells], 1)
    expect(found.society.chain.minerBurned(netuid)).toBeGreaterThan(0.5)
  })

  test('whose shell is no cohort is an error of the scenario', () => {
    expect(() => world('price-burn', { menu: ['shell'], shell: 'nobody' })).toThrow(/the id of a cohort/)
  })

  test('that buys itself stakes its free TAO, week by week', () => {
    const beginning = world('price-ema', { menu: ['self_buy'], spent: 0.5 }, [], 7)
    expect(freeOf(beginning, OWNER) / 1e11).toBeCloseTo(0.5, 1)
    expect(alphaOf(beginning, OWNER)).toBeGreaterThan(alphaOf(world('price-ema', { menu: [] }, [], 7), OWNER))
  })

  test('that rugs keeps all until its day, and nothing from then on', () => {
    const params = { menu: ['rug'], rugAt: 2 * DAY }
    expect(totalsOf(world('price-ema', params, [], 1), OWNER).trades).toBe(0)
    const after = world('price-ema', params, [], 3)
    expect(totalsOf(after, OWNER).trades).toBeGreaterThan(0)
    // What came since its last look is all it has.
    const kept = alphaOf(world('price-ema', { menu: [] }, [], 3), OWNER)
    expect(alphaOf(after, OWNER)).toBeLessThan(0.02 * kept)
  })

  test('that turns the knobs has its tempo and penalty set', () => {
    const beginning = world('price-ema', { menu: ['hyper'], tempo: 720, penalty: 0 }, [], 1)
    const { chain } = beginning.society
    expect(chain.tempo(netuidOf(beginning))).toBe(720)
    expect(chain.ownerParam(netuidOf(beginning), 'bondsPenalty')).toBe(0)
  })

  test('asks for nothing that the chain refuses', () => {
    const all = { menu: ['dump', 'burn', 'self_buy', 'hyper', 'rug'], tempo: 360, rugAt: 2 * DAY }
    expect(totalsOf(world('price-ema', all, [], 3), OWNER).refusals).toBe(0)
    pass(world('price-ema', { ...all, choose: 'weekly' }), TEMPO)
  })
})
