import { describe, expect, test } from 'vitest'
import { defendedPrice } from '../../src/agents/strategies/dereg-defender.js'
import { payoutGain } from '../../src/agents/strategies/dereg-sniper.js'
import { lastRegistration } from '../../src/chain/lifecycle/memory.js'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { listNetuids } from '../../src/state/world.js'
import { freeOf, type Member, pass, type SmallWorld, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const DAY = 7_200
/** Every netuid taken, no subnet immune, nothing emitted; a new subnet for 100 TAO at most. */
const full = (
  members: readonly Member[],
  network: Record<string, unknown> = {},
  options: SmallWorld = {},
): Beginning =>
  smallWorld(members, {
    subnets: 4,
    ...options,
    network: {
      emissionEnabled: false,
      rootRelease: 0,
      subnetLimit: 4,
      networkImmunity: 0,
      networkLastLock: 100 * TAO,
      ...network,
    },
  })
const sniper = (params: Record<string, unknown>): Member => ({
  strategy: 'dereg-sniper',
  capital: 5_000 * TAO,
  params,
})

describe('a sniper of slots', () => {
  test('registers a subnet once the lock has fallen to what one is worth to it, and not before', () => {
    const world = full([sniper({ mode: 'register', value: 60 * TAO, period: 1 })], {
      lockReductionInterval: 28_800,
      networkRateLimit: 100,
    })
    const { chain } = world.society
    lastRegistration.of(world.world).block[0] = world.world.block
    expect(chain.subnetLock).toBe(200 * TAO)
    let block = 0
    while (freeOf(world, 0) === 5_000 * TAO && block < 100_000) {
      if (chain.subnetLock > 60.1 * TAO) expect(freeOf(world, 0)).toBe(5_000 * TAO)
      pass(world, 1)
      block++
    }
    const paid = 5_000 - freeOf(world, 0) / TAO
    expect(paid).toBeGreaterThan(59)
    expect(paid).toBeLessThanOrEqual(60)
    pass(world, 5)
    const own = [...chain.netuids].filter(
      (n) => chain.ownerColdkey(n) === world.society.cohorts[0].coldkey[0],
    )
    expect(own.length).toBe(1)
    expect(chain.started(own[0])).toBe(true)
    auditWorld(world.world)
  }, 30_000)

  test('takes the place of the lowest moving price', () => {
    const world = full([sniper({ mode: 'register', value: 1e6 * TAO, period: 1 })])
    const { chain } = world.society
    const lowest = [...chain.netuids].sort((a, b) => chain.movingPrice(a) - chain.movingPrice(b))[0]
    expect(chain.nextToGo).toBe(lowest)
    pass(world, 3)
    expect(chain.ownerColdkey(lowest)).toBe(world.society.cohorts[0].coldkey[0])
  })

  test('does not buy alpha of a victim whose pool shares in the pot: nobody gains by that', () => {
    const world = full([sniper({ mode: 'liquidate', period: 1, costs: 0 })], { poolSharesFrom: 0 })
    const { chain } = world.society
    for (const n of chain.netuids) {
      expect(chain.payout(n)).toBeLessThan(chain.price(n))
      expect(payoutGain(chain, n, TAO)).toBeLessThan(0)
    }
    pass(world, 5)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('buys alpha of a victim under the legacy refund exactly where less alpha is out than in the pool', () => {
    for (const ratio of [0.5, 0.9, 1.2]) {
      const world = full([sniper({ mode: 'liquidate', period: 1, costs: 0 })], { poolSharesFrom: 1e9 })
      const { chain } = world.society
      const victim = chain.nextToGo
      outToPool(world, victim, ratio)
      expect(chain.payout(victim) / chain.price(victim)).toBeCloseTo(1 / ratio, 2)
      pass(world, 2)
      expect(totalsOf(world, 0).trades).toBe(ratio < 1 ? 1 : 0)
    }
  })

  test('leaves a victim alone that is not simulated', () => {
    for (const frozen of [0, 1]) {
      const world = full([sniper({ mode: 'liquidate', period: 1, costs: 0 })], { poolSharesFrom: 1e9 })
      const victim = world.society.chain.nextToGo
      outToPool(world, victim, 0.5)
      world.world.subnets.frozen[victim] = frozen
      listNetuids(world.world)
      expect(world.society.chain.nextToGo).toBe(victim)
      pass(world, 2)
      expect(totalsOf(world, 0).trades).toBe(1 - frozen)
    }
  })

  test('earns by the dissolution what the closed form says', () => {
    const params = { mode: 'both', period: 1, costs: 0, value: 1e6 * TAO, most: 50 * TAO, subnets: 1 }
    const world = full([sniper(params)], {
      poolSharesFrom: 1e9,
      networkMinLock: TAO,
      networkLastLock: 10 * TAO,
      lockReductionInterval: 1_000,
    })
    const { chain } = world.society
    const victim = chain.nextToGo
    outToPool(world, victim, 0.4)
    const expected = payoutGain(chain, victim, 50 * TAO)
    expect(expected).toBeGreaterThan(0)
    pass(world, 2)
    const lock = chain.subnetLock
    expect(freeOf(world, 0) / TAO).toBeCloseTo(4_950, 4)
    pass(world, 1)
    const gain = freeOf(world, 0) - 5_000 * TAO + lock
    expect(gain / expected).toBeCloseTo(1, 2)
    auditWorld(world.world)
  })

  test('sells what it holds once another subnet is next', () => {
    const world = full([sniper({ mode: 'liquidate', period: 1, costs: 0, most: 20 * TAO })], {
      poolSharesFrom: 1e9,
    })
    const victim = world.society.chain.nextToGo
    outToPool(world, victim, 0.4)
    pass(world, 2)
    expect(freeOf(world, 0)).toBeLessThan(5_000 * TAO)
    world.world.subnets.movingPrice[victim] = 0.9
    pass(world, 1)
    expect(totalsOf(world, 0).trades).toBe(2)
    expect(freeOf(world, 0) / TAO).toBeGreaterThan(4_999)
  })
})

/** Give the subnet so much alpha outside the pool for each in it, by adding to the pool at the same price. */
function outToPool({ world, society }: Beginning, netuid: number, ratio: number): void {
  const { chain } = society
  const held = chain.taoReserve(netuid) / chain.payout(netuid)
  const factor = held / ratio / chain.alphaReserve(netuid)
  const alpha = Math.floor(world.subnets.alphaReserve[netuid] * factor) - world.subnets.alphaReserve[netuid]
  const tao = Math.floor(world.subnets.taoReserve[netuid] * factor) - world.subnets.taoReserve[netuid]
  world.subnets.alphaReserve[netuid] += alpha
  world.subnets.taoReserve[netuid] += tao
  // Out of what nobody models, so that the books stay balanced.
  world.coldkeys.free[1] -= tao
}

describe('a defender of a slot', () => {
  test('needs g = 1 + (rival / own - 1) / (1 - (1 - a)^h)', () => {
    expect(defendedPrice(1, 1.1, 1e-4, 10_000) - 1).toBeCloseTo(0.1 / (1 - (1 - 1e-4) ** 10_000), 12)
    // So long that the moving price has arrived: the price itself.
    expect(defendedPrice(1, 1.1, 1e-2, 1e6)).toBeCloseTo(1.1, 12)
  })

  const lead = 2 * DAY
  const defended = (budget: number) => {
    const world = full([
      {
        strategy: 'dereg-defender',
        per: 'subnet',
        capital: 1e6 * TAO,
        params: { budget, lead, period: 10, margin: 0.001 },
      },
    ])
    const { chain } = world.society
    const victim = chain.nextToGo
    const order = [...chain.netuids].sort((a, b) => chain.movingPrice(a) - chain.movingPrice(b))
    return { world, chain, victim, rival: order[1] }
  }

  test('lifts the price so far that the moving price passes that of the rival in the time it has set', () => {
    const { world, chain, victim, rival } = defended(1e6 * TAO)
    const member = [...chain.netuids].indexOf(victim)
    pass(world, 15)
    expect(freeOf(world, 0, member)).toBeLessThan(1e6 * TAO)
    const left = freeOf(world, 0, member)
    pass(world, 0.7 * lead)
    expect(chain.nextToGo).toBe(victim)
    pass(world, 0.3 * lead)
    expect(chain.nextToGo).toBe(rival)
    // Nobody traded the price back: one purchase was enough.
    expect(freeOf(world, 0, member)).toBeGreaterThanOrEqual(left)
  }, 60_000)

  test('pays y ((p_m g / p)^(1/2) - 1) / (1 - f)', () => {
    const { world, chain, victim, rival } = defended(1e6 * TAO)
    const member = [...chain.netuids].indexOf(victim)
    const rate = chain.movingRate(victim)
    const goal = defendedPrice(chain.movingPrice(victim), 1.001 * chain.movingPrice(rival), rate, lead)
    const cost = (chain.taoReserve(victim) * (Math.sqrt(goal / chain.price(victim)) - 1)) / (1 - chain.fee)
    pass(world, 11)
    expect((1e6 * TAO - freeOf(world, 0, member)) / cost).toBeCloseTo(1, 2)
  })

  test('does not begin what its budget cannot finish', () => {
    const { world, chain, victim } = defended(TAO / 10)
    pass(world, 100)
    expect(freeOf(world, 0, [...chain.netuids].indexOf(victim))).toBe(1e6 * TAO)
  })
})
