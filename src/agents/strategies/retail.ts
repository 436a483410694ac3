import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, number, perDay, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { arrivalMemory, arrives, runClock, setRate, startArrivals } from '../arrivals.js'
import type { Outside } from '../outside/outside.js'
import { nextDue, pendingMemory, placeDue, plan } from '../pending.js'
import { defineStrategy, type Me } from '../strategy.js'
import { alphaWorth, Purse, priceAfterBuy, priceAfterSell } from '../trading.js'

const purse = new Purse()

const params = {
  arrivals: perDay(5.6, 'trades a day on the median subnet, on a median day'),
  size: tao('12 TAO', 'median trade in a pool of the reference size'),
  sizeSpread: number(1, 'log', 'standard deviation of the logarithm of a trade', { min: 0, max: 4 }),
  sizeOnPool: number(0.7, '-', 'exponent of the size on the TAO in the pool', { min: 0, max: 2 }),
  sizeOnActivity: number(
    0.33,
    '-',
    "exponent of the size on the day's activity against the subnet's usual day",
    { min: -2, max: 2 },
  ),
  sizeTilt: number(0.14, 'log', 'standard deviation across subnets of the logarithm of the median trade', {
    min: 0,
    max: 2,
  }),
  referencePool: tao('7000 TAO', 'pool in which the median trade has its size', { min: '1 TAO' }),
  buyShare: fraction('50%', 'part of the trades that buy'),
  undone: fraction('34%', 'part of the trades that are undone soon after'),
  undoneWithin: blocks('720 blocks', 'longest time until a trade is undone', { min: 1 }),
  unlimited: fraction('35%', 'part of the trades that send no limit price'),
  limit: choice(
    ['quote', 'spot'],
    'quote',
    "where the tolerance counts from: the price after one's own order, or spot",
  ),
  covered: fraction(
    '0%',
    'part of the trades that are signed and left with a relayer (needs an order-relayer and network.limitOrders)',
  ),
  tightTolerance: fraction('0.5%', 'tolerance of half of the trades with a limit price'),
  looseTolerance: fraction('5%', 'tolerance of the other half'),
}
const memory = {
  ...arrivalMemory,
  ...pendingMemory,
  tilt: f64('log', 'how much larger trades are here than in other pools of the size, in standard deviations'),
}
type Crowd = Me<typeof params, typeof memory>

/**
 * Small trades of a crowd, up or down by the toss of a coin. One member stands for all of a subnet's retail.
 *
 *   arrivals   Poisson, rate = lambda exp(s + v)                              s, v: how busy the subnet is (outside)
 *   size       q = q0 (y / y0)^b exp(sigma e + nu v + i)                      TAO; y TAO in the pool, e ~ N(0, 1)
 *   i          ~ N(0, tilt^2), once for each subnet
 *
 * A purchase spends q; a sale sells alpha worth q at the spot price, so that both move the logarithm of the price
 * alike. A part psi of all trades is undone at a time uniform over the next two tempos: what was bought is sold again,
 * what was fetched is spent again. That part stands for arbitrageurs, bots and second thoughts.
 *
 * Some send no limit price. The others tolerate a little beyond the price that their own order leads to (`limit:
 * quote`, as a wallet does that quotes first) or beyond spot (`limit: spot`); half of them `tightTolerance`, half
 * `looseTolerance`. What the wallet lacks is not traded: who holds nothing cannot sell.
 *
 * Choices of reading: sides do not follow the trend (h = 0, calibration.md 7); an undone trade sends no limit price.
 * Source: A15, A17, A18 of the catalogue; model and values calibration.md 2, 3 and 7 (calibrated to daily prices of
 * August to October 2025).
 */
export const retail = defineStrategy({
  id: 'retail',
  summary: 'Small trades of a crowd without opinion, busier on some subnets and days than on others.',
  source: 'own model, calibrated to mainnet prices of August to October 2025 (calibration.md 3)',
  role: 'trader',
  local: true,
  code: 'A15',
  params,
  memory,
  start(me, chain, outside) {
    me.memory.tilt = me.random('tilt').normal()
    const rate = me.params.arrivals * Math.exp(outside.activity.of(me.netuid))
    startArrivals(me.memory, chain, rate, me.random('arrival'))
  },
  wake: (me, chain) => me.memory.nextLook - chain.block,
  decide(me, chain, desk, outside) {
    const { netuid, memory } = me
    purse.open(me, chain, desk, netuid)
    placeDue(memory, purse, chain.block, 1)
    runClock(memory, chain.block)
    while (arrives(memory, me.random('arrival'))) trade(me, chain, outside)
    setRate(memory, chain, me.params.arrivals * Math.exp(outside.activity.of(netuid)), nextDue(memory))
  },
})

/** One trade, and what will undo it. Seven draws whatever comes out, so that streams stay aligned. */
function trade(me: Crowd, chain: ChainView, outside: Outside): void {
  const { netuid, params } = me
  const buys = me.random('side').uniform() < params.buyShare
  const noise = me.random('size').normal()
  const amount = sizeOf(me, chain, outside.activity.change(netuid), noise)
  const tolerance = toleranceOf(params, me.random('limit').uniform())
  const undone = me.random('undo').uniform() < params.undone
  const due = chain.block + 1 + me.random('undo').below(params.undoneWithin)
  purse.covered = me.random('cover').uniform() < params.covered
  // What is undone brings nothing that stays.
  const meanAmount = amount * Math.exp(params.sizeSpread * (params.sizeSpread / 2 - noise))
  const meanFlow = (2 * params.buyShare - 1) * (1 - params.undone) * meanAmount
  outside.surprises.orderFlow += (undone ? 0 : buys ? amount : -amount) - meanFlow
  if (buys) {
    const from = params.limit === 'spot' ? chain.price(netuid) : priceAfterBuy(chain, netuid, amount)
    const spent = purse.buy(amount, from * (1 + tolerance))
    if (undone && spent > 0) plan(me.memory, due, -chain.buys(netuid, spent))
  } else {
    const alpha = alphaWorth(chain, netuid, amount)
    const from = params.limit === 'spot' ? chain.price(netuid) : priceAfterSell(chain, netuid, alpha)
    const sold = purse.sell(alpha, from * Math.max(0, 1 - tolerance))
    if (undone && sold > 0) plan(me.memory, due, chain.sells(netuid, sold))
  }
}

/** TAO, RAO. @param noise a standard normal */
function sizeOf({ netuid, params, memory }: Crowd, chain: ChainView, change: number, noise: number): number {
  const pool = chain.taoReserve(netuid) / params.referencePool
  const log = params.sizeSpread * noise + params.sizeOnActivity * change + params.sizeTilt * memory.tilt
  return params.size * pool ** params.sizeOnPool * Math.exp(log)
}

/** Infinity: no limit price. @param u uniform on [0, 1) */
function toleranceOf({ unlimited, tightTolerance, looseTolerance }: Crowd['params'], u: number): number {
  if (u < unlimited) return Number.POSITIVE_INFINITY
  return u < (1 + unlimited) / 2 ? tightTolerance : looseTolerance
}
