import { blocks, flag, fraction, number, usd } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO } from '../../units.js'
import { defineStrategy } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

/**
 * A subnet that sells its product for dollars and spends a part of the revenue on its own alpha, for good.
 *
 *   revenue   ln R' = ln R + (g - sigma^2 / 2) dt + sigma sqrt(dt) e           USD a day, e ~ N(0, 1)
 *   buyback   b R dt / P                                                       TAO, each tempo
 *
 * R revenue (USD/day) and b the part spent (0..1), g growth and sigma volatility of revenue, P TAO price (USD), dt days
 * since the last look. The alpha bought is burned by the same call: the price is carried, nobody holds more, and the
 * purchase counts as user inflow. One member stands for a subnet; a part of them has revenue, drawn at the start.
 *
 * The dollars buy TAO outside (the TAO price moves) and that TAO buys alpha on the chain; it comes out of the agent's own
 * free TAO, so its `capital` stands for the TAO that the market can deliver.
 *
 * Choices of reading: the step of revenue is drawn at each look; without `burns` the alpha is staked and kept,
 * and so are the dividends that it earns. The limit of one such call a tempo that the catalogue gives to owners is the
 * default period; the chain of this project does not enforce it.
 * Source: A24 of the catalogue (own assumptions); the call: staking/add_stake.rs, do_add_stake_burn, 14bc6f9f.
 */
export const revenueBuyback = defineStrategy({
  id: 'revenue-buyback',
  summary: "Spends a part of a subnet's revenue on its alpha, every tempo, and burns it.",
  source: 'own model (A24)',
  role: 'demand',
  local: true,
  code: 'A24',
  params: {
    active: fraction('10%', 'part of the subnets that have revenue'),
    revenue: usd('lognormal(median=2000 USD, sigma=1)', 'R at the start, a day, where there is revenue'),
    part: fraction('50%', 'b: part of the revenue that is spent on alpha'),
    burns: flag(true, 'the alpha bought is burned; else it is staked and kept'),
    growth: number(0, '1/day', 'g: mean growth of revenue', { min: -1, max: 1 }),
    volatility: number(0.02, '1/sqrt(day)', 'sigma: volatility of the logarithm of revenue', {
      min: 0,
      max: 1,
    }),
    period: blocks('360 blocks', 'time between two buybacks', { min: 1 }),
  },
  memory: {
    revenue: f64('USD/day', 'R; 0 where there is none'),
    waits: f64('RAO', 'TAO bought and not yet spent: too little for a call, or more than the wallet has'),
    spent: f64('RAO', 'TAO spent on alpha so far'),
    seen: f64('block', 'block of the last look'),
  },
  withoutCapital: ({ part }) =>
    part === 0 ? undefined : 'no alpha is bought: what it spends on the chain comes out of the capital',
  start(me, chain) {
    me.memory.seen = chain.block
    me.memory.revenue = me.random('active').uniform() < me.params.active ? me.params.revenue : 0
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk, outside) {
    const { memory, netuid, params } = me
    const days = (chain.block - memory.seen) / BLOCKS_PER_DAY
    memory.seen = chain.block
    const shock = me.random('revenue').normal()
    if (memory.revenue === 0) return
    const tao = ((params.part * memory.revenue * days) / outside.taoUsd) * RAO_PER_TAO
    const drift = (params.growth - params.volatility ** 2 / 2) * days
    memory.revenue *= Math.exp(drift + params.volatility * Math.sqrt(days) * shock)
    desk.buyOutside(tao)
    memory.waits += tao
    purse.open(me, chain, desk, netuid)
    const spent = params.burns ? purse.buyToBurn(memory.waits) : purse.buy(memory.waits)
    memory.waits -= spent
    memory.spent += spent
  },
})
