import { expect, test } from 'vitest'
import { nextDue, type pendingMemory, placeDue, plan } from '../../src/agents/pending.js'
import type { SlotMemory } from '../../src/agents/strategy.js'
import { alphaWorth, type Purse, priceAfterBuy, priceAfterSell } from '../../src/agents/trading.js'
import { pass, smallWorld } from './small-world.js'

const TAO = 1e9
const quiet = { emissionEnabled: false, rootRelease: 0 }

test.each(['buy', 'sell'])(
  'the price foreseen for an order to %s is the price that the pool then has',
  (side) => {
    const whale = {
      strategy: 'whale',
      capital: 100_000 * TAO,
      alpha: 0.5,
      params: { mode: 'block', netuid: 1, side, size: 0.03 },
    }
    const world = smallWorld([whale], { subnets: 1, network: quiet })
    const { chain } = world.society
    const tao = 0.03 * chain.taoReserve(1)
    const foreseen =
      side === 'buy' ? priceAfterBuy(chain, 1, tao) : priceAfterSell(chain, 1, alphaWorth(chain, 1, tao))
    pass(world, 5)
    // The authors' fee of a sale is sold too, without a fee of its own.
    expect(chain.price(1) / foreseen).toBeCloseTo(1, side === 'buy' ? 8 : 4)
  },
)

/** Thirty-two slots in plain arrays. */
function slots(): SlotMemory {
  const values = new Float64Array(32)
  return { count: 32, get: (k) => values[k], set: (k, x) => void values.fill(x, k, k + 1) }
}
const plans = (): Record<keyof typeof pendingMemory, SlotMemory> => ({
  planDue: slots(),
  planAmount: slots(),
  planPieces: slots(),
})
/** A purse that notes what is asked of it. */
function noting() {
  const asked: number[] = []
  const purse = { buy: (tao: number) => asked.push(tao), sell: (alpha: number) => asked.push(-alpha) }
  return { asked, purse: purse as unknown as Purse }
}

test('what is planned is placed when it is due, once, and in pieces where so planned', () => {
  const list = plans()
  const { asked, purse } = noting()
  plan(list, 10, 5)
  plan(list, 12, -7, 3)
  expect(nextDue(list)).toBe(10)
  for (let block = 9; block <= 30; block++) placeDue(list, purse, block, 4)
  expect(asked).toEqual([5, -7, -7, -7])
  expect(nextDue(list)).toBe(Number.POSITIVE_INFINITY)
})

test('a plan that finds no room is dropped, and says so', () => {
  const list = plans()
  for (let k = 0; k < 32; k++) expect(plan(list, 5, 1)).toBe(true)
  expect(plan(list, 5, 1)).toBe(false)
})
