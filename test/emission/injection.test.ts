import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mainnetEmissionParams, SplitTable, Terms } from '../../src/emission/emission.js'
import { exactTerms } from '../../src/emission/exact/terms.js'
import { injectionRules } from '../../src/emission/index.js'
import { rootProportion } from '../../src/emission/root-proportion.js'
import { createWorld } from '../../src/state/world.js'

const terms = (id: string, ...given: [number, number, number, number, number]): Terms => {
  const out = new Terms()
  injectionRules.get(id).terms(...given, out)
  return out
}

describe.each(injectionRules.all.map((rule) => rule.id))('the injection rule %s', (id) => {
  const amounts = fc.tuple(
    fc.integer({ min: 0, max: 500_000_000 }),
    fc.integer({ min: 0, max: 2 ** 32 }).map((bits) => bits / 2 ** 32),
    fc.constantFrom(1e9, 5e8),
    fc.constantFrom(1e9, 5e8),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )

  test('spends no RAO that was not emitted, and strands at most one', () => {
    fc.assert(
      fc.property(amounts, (given) => {
        const { taoIn, alphaIn, excess } = terms(id, ...given)
        expect([taoIn, alphaIn, excess].every((amount) => amount >= 0 && Number.isInteger(amount))).toBe(true)
        expect(taoIn + excess).toBeLessThanOrEqual(given[0])
        expect(taoIn + excess).toBeGreaterThanOrEqual(given[0] - 1)
      }),
    )
  })

  test('agrees with its exact twin to the RAO', () => {
    if (id === 'chain-buy-cap') return
    fc.assert(
      fc.property(amounts, ([emission, price, , block]) => {
        const rho = rootProportion(5e15, Number(3_320_413_933_267_719_290n) / 2 ** 64, 2e15)
        const got = terms(id, emission, price, 1e9, block, rho)
        const twin = exactTerms(
          id,
          {
            tao_emission_rao: String(emission),
            price_tao_per_alpha: price.toFixed(40),
            alpha_issuance_rao: '2000000000000000',
            tao_block_emission_rao: String(block),
            root_tao_rao: '5000000000000000',
            tao_weight_u64: '3320413933267719290',
          },
          1_000_000_000n,
        )
        expect(Math.abs(got.taoIn - Number(twin.taoIn))).toBeLessThanOrEqual(1)
        expect(Math.abs(got.excess - Number(twin.excess))).toBeLessThanOrEqual(1)
        // at most a RAO for each 2^30 of the quotient, which a double cannot hold to 2^-32
        expect(Math.abs(got.alphaIn - Number(twin.alphaIn))).toBeLessThanOrEqual(
          1 + Number(twin.alphaIn) * 1e-15,
        )
      }),
    )
  })
})

test('a pool without a price takes all the TAO and no alpha, and buys nothing', () => {
  expect(terms('root-capped', 1e7, 0, 1e9, 5e8, 0.2)).toMatchObject({ taoIn: 1e7, alphaIn: 0, excess: 0 })
})

test('without root stake nothing is injected: everything buys alpha', () => {
  expect(terms('root-capped', 1e7, 0.01, 1e9, 5e8, 0)).toMatchObject({ taoIn: 0, alphaIn: 0, excess: 1e7 })
})

test('before caps, an alpha cap let the injection raise the price instead of sparing TAO', () => {
  expect(terms('uncapped', 3e7, 0.01, 1e9, 1e9, 0)).toMatchObject({ taoIn: 3e7, alphaIn: 1e9, excess: 0 })
})

test('a subsidy stops when the price reaches the share of emission', () => {
  expect(terms('subsidised', 1e7, 0.02, 1e9, 1e9, 0)).toMatchObject({ excess: 0, subsidised: false })
  expect(terms('subsidised', 3e7, 0.02, 1e9, 1e9, 0)).toMatchObject({ excess: 1e7, subsidised: true })
})

test('a cap on chain buys moves TAO between subnets and loses none of it', () => {
  const subnet = fc.tuple(
    fc.integer({ min: 0, max: 100_000_000 }),
    fc.integer({ min: 1, max: 2 ** 30 }),
    fc.integer({ min: 0, max: 100 }),
  )
  const rule = injectionRules.get('chain-buy-cap')
  fc.assert(
    fc.property(fc.array(subnet, { minLength: 1, maxLength: 20 }), (rows) => {
      const n = rows.length
      const world = createWorld({ subnets: n + 1, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
      const split = new SplitTable(n + 1)
      rows.forEach(([emission, priceBits, burned], k) => {
        split.emission[k + 1] = emission
        split.price[k + 1] = priceBits / 2 ** 32
        split.alphaEmission[k + 1] = 1e9
        split.rootProportion[k + 1] = 0.15
        world.subnets.minerBurned[k + 1] = burned / 100
      })
      const emitting = Uint16Array.from(rows, (_, k) => k + 1)
      for (const i of emitting) {
        const got = terms(rule.id, split.emission[i], split.price[i], 1e9, 5e8, 0.15)
        split.taoIn[i] = got.taoIn
        split.alphaIn[i] = got.alphaIn
        split.excess[i] = got.excess
      }
      rule.respread?.(world, emitting, n, mainnetEmissionParams, split)
      let spent = 0
      for (let i = 1; i <= n; i++) spent += split.taoIn[i] + split.excess[i] + split.reservoir[i]
      const emitted = rows.reduce((sum, [emission]) => sum + emission, 0)
      expect(emitted - spent).toBeGreaterThanOrEqual(0)
      expect(emitted - spent).toBeLessThanOrEqual(n)
    }),
  )
})
