import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { Purse } from '../trading.js'
import { alphaYield } from '../yields.js'

const purse = new Purse()

const params = {
  period: blocks('1 day', 'time between two looks, and between two sales of dividends', { min: 1 }),
  within: blocks('1 day', 'age, counted from the start call, up to which a subnet is entered', { min: 1 }),
  impact: fraction('10%', 'iota: rise of the price that the own purchase may cause', { max: 10 }),
  leastYield: number(1, '1/year', 'r_min: yield below which the principal is sold', { min: 0, max: 1e6 }),
  stop: fraction('30%', 'fall of the price from that of the entry at which the principal is sold'),
  take: fraction('18%', 'delegate take that is reckoned with', { max: '18%' }),
}
const memory = {
  principal: perSubnetMemory(
    f64('RAO of alpha', 'stake less the dividends still to be sold; 0 while not in'),
  ),
  entryPrice: perSubnetMemory(f64('TAO/alpha', 'price before the own purchase; 0 while not in')),
  enteredAt: perSubnetMemory(f64('block', 'block of the purchase, 0 for never')),
}
type Farmer = Me<typeof params, typeof memory>

/**
 * Enters subnets in their first day, when few hold alpha and dividends are shared by few, and lives on these.
 *
 *   enters      age <= 1 day from the start call, with  min(free, y ((1 + iota)^(1 - w) - 1))     TAO
 *   dividends   0.41 (1 - rho) alpha_out, shared by all alpha staked; sold at each look, at any price
 *   leaves      all of it  if Y < r_min  or  p < (1 - stop) p_entry
 *
 * rho root proportion, w weight of the pool's TAO side, y TAO in the pool (RAO), Y yearly yield in alpha (1 is 100 %), p
 * price (TAO per alpha). A new subnet's moving price follows slowly (its rate grows with age, emission/moving-price.ts)
 * and TAO emission waits for its switch, while alpha is paid from the first block: early stakers are paid in alpha that
 * little TAO backs yet.
 *
 * Choices of reading: each start of a subnet is farmed once; the look after a purchase sets the principal to what is
 * held then, the few dividends of that time with it; with a home subnet it looks at that one alone.
 * Source: A20 of the catalogue (own assumptions); 41 % as in coinbase/run_coinbase.rs, 14bc6f9f.
 */
export const emissionFarmer = defineStrategy({
  id: 'emission-farmer',
  summary:
    'Stakes on subnets in their first day, sells the dividends daily, leaves when the yield or the price falls.',
  source: 'own model (A20)',
  role: 'staker',
  code: 'A20',
  whenOff: 'shadow-twin',
  params,
  memory,
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    if (me.netuid >= 0) {
      look(me, chain, desk, me.netuid, me.free)
      return
    }
    const { netuids } = chain
    let left = me.free
    for (let k = 0; k < netuids.length; k++) left -= look(me, chain, desk, netuids[k], left)
  },
})

/** @returns RAO of TAO spent */
function look(me: Farmer, chain: ChainView, desk: Desk, netuid: number, left: number): number {
  const { memory, params } = me
  if (!chain.started(netuid)) return 0
  purse.open(me, chain, desk, netuid)
  purse.free = Math.min(purse.free, left)
  const entered = memory.enteredAt.get(netuid)
  const start = chain.startedAt(netuid)
  if (memory.entryPrice.get(netuid) === 0) {
    if (entered > start || chain.block - start > params.within) return 0
    const price = chain.price(netuid)
    const spent = purse.buy(chain.buyWithin(netuid, params.impact))
    if (spent > 0) {
      memory.entryPrice.set(netuid, price)
      memory.enteredAt.set(netuid, chain.block)
      memory.principal.set(netuid, 0)
    }
    return spent
  }
  farm(me, chain, netuid)
  return 0
}

/** Sell the dividends, or everything. */
function farm({ memory, params }: Farmer, chain: ChainView, netuid: number): void {
  const poor = alphaYield(chain, netuid, params.take) < params.leastYield
  const fallen = chain.price(netuid) < (1 - params.stop) * memory.entryPrice.get(netuid)
  if (poor || fallen || purse.stake === 0) {
    purse.sell(purse.stake)
    memory.entryPrice.set(netuid, 0)
    memory.principal.set(netuid, 0)
    return
  }
  if (memory.principal.get(netuid) === 0) memory.principal.set(netuid, purse.stake)
  else purse.sell(purse.stake - memory.principal.get(netuid))
}
