import type { ChainView } from '../../chain/view.js'
import { blocks, choice, number, perDay } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Outside } from '../outside/outside.js'
import { defineStrategy, type Me } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  piece: blocks('360 blocks', "time between two orders that make up a day's demand", { min: 1 }),
  depth: perDay(0.01, "mu_D: demand a day of one unit, as part of the pool's TAO"),
  pull: number(0.12, '-', 'phi: demand of fundamentalists for a gap of one in logarithms', {
    min: 0,
    max: 1000,
  }),
  trend: number(1.5, '-', 'chi: demand of chartists for a rise of one in logarithms since yesterday', {
    min: -1000,
    max: 1000,
  }),
  noiseFundamental: number(0.758, '-', "sigma_f: noise of the fundamentalists' demand", {
    min: 0,
    max: 1000,
  }),
  noiseChart: number(2.087, '-', "sigma_c: noise of the chartists' demand", { min: 0, max: 1000 }),
  predisposition: number(-0.327, '-', 'alpha_0: liking for fundamentalism whatever happens', {
    min: -1000,
    max: 1000,
  }),
  herding: number(1.79, '-', 'alpha_n: liking for what the others do', { min: -1000, max: 1000 }),
  misalignment: number(18.43, '-', 'alpha_p: liking for fundamentalism by the squared gap', {
    min: -1e6,
    max: 1e6,
  }),
  intensity: number(1, '-', 'beta: intensity of choice', { min: 0, max: 1000 }),
  switching: choice(['logit', 'transitions'], 'logit', 'shares follow the logit at once, or by transitions'),
  flexibility: number(0.05, '1/day', 'nu: rate of transitions where nothing speaks for either side', {
    min: 0,
    max: 1,
  }),
}
const memory = {
  fundamental: f64('fraction', 'n_f: share of fundamentalists', 0.5),
  lastLog: f64('ln TAO/alpha', "logarithm of yesterday's price"),
  today: f64('1/block', "demand as part of the pool's TAO"),
  dayEnds: f64('block', 'block of the next daily step'),
  seen: f64('block', 'block of the last order'),
}
type Crowd = Me<typeof params, typeof memory>

/**
 * A whole population that wavers between two rules of trade; one member stands for all of a subnet.
 *
 *   D_f = phi (ln F - ln p) + sigma_f e_f            D_c = chi (ln p - ln p_yesterday) + sigma_c e_c        a day
 *   a   = alpha_0 + alpha_n (n_f - n_c) + alpha_p (ln F - ln p)^2        n_f + n_c = 1
 *   n_f = 1 / (1 + exp(-beta a))                     of the next day (logit)
 *   net demand = mu_D y (n_f D_f + n_c D_c)          TAO a day, in equal pieces; negative: alpha worth as much is sold
 *
 * F fundamental value and p spot price (TAO per alpha), y TAO in the pool (RAO), e ~ N(0, 1). A sale takes the same part
 * of the pool's alpha, so that both sides move the logarithm of the price alike. With `transitions` the shares move by
 * n_c nu exp(beta a) - n_f nu exp(-beta a) a day instead (each rate at most 1), as in Lux and Marchesi (1999).
 *
 * The defaults are estimates for daily stock indices from the literature, not for alpha: volatility comes in clusters,
 * but its level and tails have to be fitted again. Choices of reading: the demand of a day is set at its start and the
 * shares after it; no limit prices; what the wallet lacks is not traded.
 * Source: A14 of the catalogue; structural stochastic volatility, Franke and Westerhoff (J. Econ. Dyn. Control 36, 2012),
 * logit after Brock and Hommes (1998).
 */
export const switchingPopulation = defineStrategy({
  id: 'switching-population',
  summary: 'A crowd that wavers between trading on value and trading on trends.',
  source: 'own model (A14) after Franke and Westerhoff 2012; parameters of stock indices, not fitted',
  role: 'trader',
  local: true,
  code: 'A14',
  params,
  memory,
  start(me, chain) {
    me.memory.lastLog = Math.log(Math.max(chain.price(me.netuid), 1e-12))
    me.memory.seen = chain.block
    me.memory.dayEnds = chain.block
  },
  wake: (me) => me.params.piece,
  decide(me, chain, desk, outside) {
    const { memory, netuid } = me
    if (chain.block >= memory.dayEnds) {
      newDay(me, chain, outside)
      memory.dayEnds += BLOCKS_PER_DAY * (1 + Math.floor((chain.block - memory.dayEnds) / BLOCKS_PER_DAY))
    }
    const part = memory.today * (chain.block - memory.seen)
    memory.seen = chain.block
    purse.open(me, chain, desk, netuid)
    if (part > 0) purse.buy(part * chain.taoReserve(netuid))
    else purse.sell(-part * chain.alphaReserve(netuid))
  },
})

/** Set the demand of the day, then let people change their minds. Two draws, whatever the prices. */
function newDay(me: Crowd, chain: ChainView, outside: Outside): void {
  const { memory, netuid, params } = me
  const fundamentalNoise = params.noiseFundamental * me.random('fundamentalists').normal()
  const chartNoise = params.noiseChart * me.random('chartists').normal()
  const log = Math.log(chain.price(netuid))
  if (!Number.isFinite(log)) {
    memory.today = 0
    return
  }
  const gap = Math.log(outside.fundamental(netuid)) - log
  const byValue = params.pull * gap + fundamentalNoise
  const byTrend = params.trend * (log - memory.lastLog) + chartNoise
  const n = memory.fundamental
  memory.today = params.depth * (n * byValue + (1 - n) * byTrend)
  memory.lastLog = log
  const liking =
    params.intensity *
    (params.predisposition + params.herding * (2 * n - 1) + params.misalignment * gap * gap)
  if (params.switching === 'logit') memory.fundamental = 1 / (1 + Math.exp(-liking))
  else {
    const toValue = Math.min(1, params.flexibility * Math.exp(liking))
    const toTrend = Math.min(1, params.flexibility * Math.exp(-liking))
    memory.fundamental = n + (1 - n) * toValue - n * toTrend
  }
}
