import { blocks, fraction } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { sellQueued } from '../selling.js'
import { defineStrategy } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

/**
 * All who hold alpha of a subnet and neither mine nor validate: their net flow in and out, without a story of its own.
 * One member stands for a subnet's holders.
 *
 *   flow       F = h m dt y           TAO; F > 0 is spent, F < 0 is sold as alpha, |F| x / y
 *   dividends  a part s of what arrives is put into the subnet's queue of sales
 *
 * m net flow of the market (1/day: organic mean, the day's factor shared by all subnets, slow factor; outside), dt days
 * since the last look, y and x TAO and alpha in the pool, h part of the flow that this cohort carries.
 *
 * Choice of reading: dividends are what the value of a share of the validator's pool grew by, times the stake; they are
 * right whatever the wallet's owner traded meanwhile, also if several cohorts use one wallet.
 * Source: A10, A11 as one flow; model and values calibration.md 2 (items 1 and 2), 3 and 7.
 */
export const organicHolders = defineStrategy({
  id: 'organic-holders',
  summary:
    "The crowd of alpha holders: the market's net flow into or out of every pool, and dividends sold in part.",
  source: 'own model, calibrated to mainnet reserves of August and September 2026 (calibration.md 3)',
  role: 'staker',
  local: true,
  code: 'A10',
  params: {
    period: blocks('360 blocks', 'time between two trades', { min: 1 }),
    flowShare: fraction('100%', "part of the market's net flow that this cohort carries"),
    dividendsSold: fraction('30%', 'part of the dividends that is put up for sale'),
  },
  memory: {
    queued: f64('RAO of alpha', 'put up for sale and not yet sold'),
    soldAt: f64('block', 'block of the last look'),
    shareValue: f64('RAO of alpha', 'value of a share of the pool of stake at the last look'),
  },
  start(me, chain) {
    me.memory.shareValue = me.shareValue(me.netuid)
    me.memory.soldAt = chain.block
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk, outside) {
    const { netuid, memory, params } = me
    const days = (chain.block - memory.soldAt) / BLOCKS_PER_DAY
    purse.open(me, chain, desk, netuid)
    const received = purse.stake * grownBy(memory.shareValue, me.shareValue(netuid))
    memory.shareValue = me.shareValue(netuid)
    purse.stake -= sellQueued(me, chain, desk, outside, netuid, params.dividendsSold * received, purse.stake)
    const flow = params.flowShare * outside.marketFlow * days
    if (flow > 0) purse.buy(flow * chain.taoReserve(netuid))
    else purse.sell(-flow * chain.alphaReserve(netuid))
  },
})

/** Part of the value now that was not there before; 0 if there was nothing. */
const grownBy = (before: number, now: number): number => (before > 0 && now > before ? 1 - before / now : 0)
