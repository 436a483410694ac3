import { describe, expect, test } from 'vitest'
import { flowMemory } from '../../src/emission/shares/flow-memory.js'
import { synthesise } from '../../src/genesis/synthetic.js'
import { createStreams } from '../../src/random/streams.js'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, type SmallWorld, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const SUBNETS = 64

/** The world of the reference figures: pools of 15,000 TAO at 0.02 TAO per alpha, all alike. */
const snapshot = () =>
  synthesise(
    { subnets: SUBNETS, poolTao: { median: 15_000, logSd: 0 }, price: { median: 0.02, logSd: 0 } },
    createStreams('flow-washer').stream('snapshot'),
  )

/**
 * One pump of `tao` on subnet 1 while all subnets together take in `honest` TAO of other users a day.
 * @returns what the washer has more than before, as part of what it put in
 */
function roi(shares: string, tao: number, honest: number, days = 15): number {
  const holders = { strategy: 'organic-holders', per: 'subnet' as const, capital: 10_000 * TAO, alpha: 0.5 }
  const believers = { strategy: 'fundamentalist', per: 'subnet' as const, netuids: [1], wallet: 'organic-holders', params: { poolPart: 0.3, horizon: 0 } }
  const params = { mode: 'single', when: 'always', netuid: 1, capital: tao * TAO, hold: days * DAY, period: 10 }
  const options: SmallWorld = {
    snapshot: snapshot(),
    start: 'mainnet@spec401',
    rules: { shares },
    market: { ...stillMarket, organicFlow: honest / (SUBNETS * 15_000) },
  }
  const washer = { strategy: 'flow-washer', capital: tao * TAO, params }
  const world = smallWorld([{ ...holders, params: { dividendsSold: 0 } }, believers, washer], options)
  // The flow has been what it is for long.
  const { userEma, started } = flowMemory.of(world.world)
  for (let n = 1; n <= SUBNETS; n++) {
    userEma[n] = (honest * TAO) / SUBNETS / DAY
    started[n] = 1
  }
  pass(world, (days + 1) * DAY)
  expect(totalsOf(world, 2)).toMatchObject({ trades: 2, refusals: 0 })
  auditWorld(world.world)
  return freeOf(world, 2) / (tao * TAO) - 1
}

describe('a flow washer', () => {
  test('x', () => {
    for (const shares of ['price-ema', 'flow-ema'])
      for (const k of [1_000, 5_000, 20_000])
        for (const honest of [300]) {const t=performance.now();console.log(shares, k, honest, roi(shares, k, honest).toFixed(4), ((performance.now()-t)/1000).toFixed(1))}
  }, 300_000)
})
