import type { ChainView } from '../../chain/view.js'
import { blocks, formula, fraction } from '../../fields.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO, ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { defineStrategy, type Me } from '../strategy.js'
import { alphaWorth, Purse } from '../trading.js'
import { alphaYield, rootYield } from '../yields.js'

/** What a rule may name. All in people's units: TAO, alpha, days, fractions. */
const variables = {
  price: 'TAO per alpha',
  movingPrice: 'TAO per alpha',
  return1d: 'p / p of a day ago - 1',
  return7d: 'the same over 7 days',
  return30d: 'the same over 30 days',
  emissionShare: "part of the block's TAO emission, 0..1",
  taoPerDay: 'TAO emitted to the subnet a day, as of the last block',
  alphaPerDay: 'alpha minted for participants a day',
  apy: 'yield of alpha staked there, a year, take left out',
  rootApy: 'yield of TAO on root, a year, take left out',
  rootProportion: '0..1',
  burned: "part of the miners' incentive that was withheld, 0..1",
  poolTao: 'TAO in the pool',
  poolAlpha: 'alpha in the pool',
  alphaOut: 'alpha outside the pool',
  ageDays: 'days since the subnet was started',
  ownAlpha: 'alpha of its own there',
  ownValue: 'the same in TAO at the price',
  freeTao: 'TAO it may still spend',
  rootTao: 'TAO of its own on root',
  taoUsd: 'dollars per TAO',
  day: 'days since the run began',
}
type Scope = Record<keyof typeof variables, number>

const params = {
  demand: formula(
    variables,
    '0',
    'TAO to spend on a subnet at this look; below 0: TAO worth of its alpha to sell there',
  ),
  period: blocks('1 day', 'time between two looks', { min: 1 }),
  tolerance: fraction('2%', 'farther than that from the price seen an order is not carried out'),
}

/** One object for all rules: filled before each evaluation. */
const scope = Object.fromEntries(Object.keys(variables).map((name) => [name, 0])) as Scope
const purse = new Purse()
/** From RAO a block to TAO (or alpha) a day. */
const PER_DAY = BLOCKS_PER_DAY / RAO_PER_TAO

/**
 * Trades by a rule that the scenario states: at each look, on each subnet, it asks for what `demand` says.
 *
 *   demand > 0   buys for that many TAO, at most what it has free
 *   demand < 0   sells alpha worth so many TAO at the price, at most what it has
 *
 * The rule sees the last finished block. An agent with a home subnet (`count: 1 per subnet`) looks there alone, others at
 * all subnets in the order of their numbers, each purchase leaving less for the next. Orders are filled as far as the
 * tolerance allows. Not a number (such as 0 / 0) is no order; what is too small for the chain is not sent.
 */
export const expression = defineStrategy({
  id: 'expression',
  role: 'trader',
  summary:
    'Trades by a rule stated in the scenario: TAO to spend or take out, as an expression of what it sees.',
  source: 'own model',
  params,
  memory: {},
  wake: (me) => me.params.period,
  start(_me, chain, outside) {
    outside.history(chain)
  },
  decide(me, chain, desk, outside) {
    scope.rootApy = rootYield(chain, 0)
    scope.rootTao = me.stake(ROOT) / RAO_PER_TAO
    scope.taoUsd = outside.taoUsd
    scope.day = chain.day
    if (me.netuid >= 0) {
      trade(me, chain, desk, outside, me.netuid, me.free)
      return
    }
    let left = me.free
    const { netuids } = chain
    for (let k = 0; k < netuids.length; k++) left -= trade(me, chain, desk, outside, netuids[k], left)
  },
})

/** @param free RAO it may spend. @returns RAO that the order spends */
function trade(
  me: Me<typeof params>,
  chain: ChainView,
  desk: Desk,
  outside: Outside,
  netuid: number,
  free: number,
): number {
  purse.open(me, chain, desk, netuid)
  purse.free = Math.min(purse.free, free)
  look(chain, outside, netuid)
  const { demand, tolerance } = me.params
  const tao = demand(scope) * RAO_PER_TAO
  const { price } = scope
  if (tao > 0) return purse.buy(tao, price * (1 + tolerance), true)
  if (tao < 0) purse.sell(alphaWorth(chain, netuid, -tao), price * (1 - tolerance), true)
  return 0
}

/** What is seen of a subnet. */
function look(chain: ChainView, outside: Outside, netuid: number): void {
  const history = outside.history(chain)
  const started = chain.startedAt(netuid)
  scope.price = chain.price(netuid)
  scope.movingPrice = chain.movingPrice(netuid)
  scope.return1d = history.change(chain, netuid, 1)
  scope.return7d = history.change(chain, netuid, 7)
  scope.return30d = history.change(chain, netuid, 30)
  scope.emissionShare = chain.share(netuid)
  scope.taoPerDay = chain.taoPerBlock(netuid) * PER_DAY
  scope.alphaPerDay = chain.alphaPerBlock(netuid) * PER_DAY
  scope.apy = alphaYield(chain, netuid, 0)
  scope.rootProportion = chain.rootProportion(netuid)
  scope.burned = chain.minerBurned(netuid)
  scope.poolTao = chain.taoReserve(netuid) / RAO_PER_TAO
  scope.poolAlpha = chain.alphaReserve(netuid) / RAO_PER_TAO
  scope.alphaOut = chain.alphaOut(netuid) / RAO_PER_TAO
  scope.ageDays = started > 0 ? (chain.block - started) / BLOCKS_PER_DAY : 0
  scope.ownAlpha = purse.stake / RAO_PER_TAO
  scope.ownValue = scope.ownAlpha * scope.price
  scope.freeTao = purse.free / RAO_PER_TAO
}
