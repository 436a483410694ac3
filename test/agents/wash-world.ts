import { flowMemory } from '../../src/emission/shares/flow-memory.js'
import { synthesise } from '../../src/genesis/synthetic.js'
import type { Beginning } from '../../src/genesis.js'
import { createStreams } from '../../src/random/streams.js'
import type { Values } from '../../src/scenario/scenario.js'
import { type Member, pass, smallWorld, stillMarket } from './small-world.js'

export const DAY = 7_200
export const TAO = 1e9
const POOL = 15_000

/**
 * The world of the reference figures on washing (agents.md A19): 64 pools of 15,000 TAO at 0.02 TAO per alpha, 3,600 TAO
 * emitted a day, a share rule, and honest users who together put in so much a day for long. On subnet 1 traders pull the
 * price back to its value with the calibrated strength.
 *
 * @param honest TAO a day over all subnets
 */
export function washWorld(
  shares: string,
  honest: number,
  washer: Values,
  subnets = 64,
  poolPart = 0.3,
): Beginning {
  const crowd = { per: 'subnet' as const, capital: 10_000 * TAO, alpha: 0.5, params: { dividendsSold: 0 } }
  const members: Member[] = [
    { ...crowd, strategy: 'organic-holders' },
    {
      strategy: 'fundamentalist',
      per: 'subnet',
      netuids: [1],
      wallet: 'organic-holders',
      params: { poolPart, horizon: 0 },
    },
    { strategy: 'flow-washer', capital: Number(washer.capital), params: washer },
  ]
  const world = smallWorld(members, {
    snapshot: synthesise(
      { subnets, poolTao: { median: POOL, logSd: 0 }, price: { median: 0.02, logSd: 0 } },
      createStreams('wash-world').stream('snapshot'),
    ),
    start: 'mainnet@spec401',
    rules: { shares },
    market: { ...stillMarket, organicFlow: honest / (subnets * POOL) },
  })
  // The flow has been what it is for long.
  const { userEma, slowEma, started } = flowMemory.of(world.world)
  for (let n = 1; n <= subnets; n++) {
    userEma[n] = (honest * TAO) / subnets / DAY
    slowEma[n] = userEma[n]
    started[n] = 1
  }
  return world
}

/** One forced pump of `tao` TAO for so many days. @returns what the washer has gained, as part of what it put in */
export function pumpReturn(
  shares: string,
  tao: number,
  honest: number,
  days: number,
  poolPart = 0.3,
): number {
  const capital = tao * TAO
  const pump = { mode: 'single', when: 'always', netuid: 1, capital, hold: days * DAY, period: 10 }
  const world = washWorld(shares, honest, pump, 64, poolPart)
  const { cohorts } = world.society
  pass(world, days * DAY + 20)
  const { trades, refusals } = cohorts[2].totals
  if (trades !== 2 || refusals !== 0)
    throw new Error(`${trades} trades and ${refusals} refusals for one pump`)
  return world.world.coldkeys.free[cohorts[2].coldkey[0]] / capital - 1
}
