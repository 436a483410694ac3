import { floor32 } from '../../emission/grid32.js'
import { BUY, Fill, SELL, type Side } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import {
  alphaEntersPool,
  alphaLeavesPool,
  burnAlpha,
  payPool,
  poolPays,
  REST,
  transferTao,
} from '../../state/ledger.js'
import { addToPosition, debitPosition, findPosition } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { logTrade } from '../log.js'
import type { Rules } from '../rules.js'
import { payTradeFee, recordInflow, recordOutflow, type Signer, sellFee } from '../trade.js'
import { book, closeOrder, LIMIT_BUY, swapLimit } from './book.js'
import { orderFee, payOrderFee } from './fees.js'

const fill = new Fill()
/** The pallet's own account trades the rest: nobody's cohort. */
const pallet: Signer = { coldkey: REST, cohort: -1, agent: -1 }

/**
 * Execute orders of one subnet together. Purchases and sales cancel out at the spot price p; what is left over meets the
 * pool in one trade, within the tightest limit of the side that outweighs the other.
 *
 *   B  TAO of purchases after their fees       S  alpha of sales        out  what the pool pays for the rest
 *   B >= p S:   buyers share S + out alpha, in proportion to their TAO; sellers get p S TAO
 *   B <  p S:   sellers share B + out TAO, in proportion to their alpha; buyers get B / p alpha
 *
 * All or nothing. Rounding stays with the pallet: its TAO with the rest of the world, its alpha burned.
 *
 * @param rows  orders that are valid, and whose signers hold what they offer (`collect` has seen to it)
 * @returns 0, or the refusal of the pool: then nothing has happened
 * Source: pallets/limit-orders/src/lib.rs, do_execute_batched_orders, a10b62e7 (0a6adbd0 for the first form)
 * Differs: on the chain the alpha that rounding leaves over is staked by the pallet, and may earn.
 */
export function executeBatch(world: World, rules: Rules, netuid: number, rows: readonly number[]): number {
  const { type, amount, fee } = book.of(world)
  const price = floor32(rules.market.price(world, netuid))
  let bought = 0
  let sold = 0
  for (const row of rows) {
    if (type[row] === LIMIT_BUY) bought += amount[row] - orderFee(amount[row], fee[row])
    else sold += amount[row]
  }
  const soldTao = Math.floor(price * sold)
  const side = bought >= soldTao ? BUY : SELL
  const rest = side === BUY ? bought - soldTao : Math.max(0, sold - Math.floor(bought / price))
  const refusal = quoteRest(world, rules, netuid, side, rest, tightest(world, rows, side))
  if (refusal !== 0) return refusal
  collect(world, rows, netuid)
  tradeRest(world, rules, netuid, side, rest)
  const got = rest > 0 ? fill.paidOut : 0
  const alpha = side === BUY ? sold + got : Math.floor(bought / price)
  const tao = side === SELL ? bought + got : soldTao
  const left = (side === BUY ? alpha : sold - rest) - payBuyers(world, rows, netuid, alpha, bought)
  if (left > 0) burnAlpha(world, netuid, left)
  paySellers(world, rows, tao, sold)
  for (const row of rows) closeOrder(world, row)
  return 0
}

/** What the pool would do with the rest; it must take all of it. */
function quoteRest(
  world: World,
  rules: Rules,
  netuid: number,
  side: Side,
  rest: number,
  limit: number,
): number {
  fill.paidOut = 0
  if (rest === 0) return 0
  rules.market.quote(world, netuid, side, rest, limit, rules.params.feeRate, fill)
  if (fill.refusal !== 0) return fill.refusal
  if (fill.stopped === 1) return REFUSAL['slippage-too-high']
  return fill.paidOut === 0 ? REFUSAL['insufficient-liquidity'] : 0
}

/** Buyers: the lowest of their ceilings. Sellers: the highest of their floors. */
function tightest(world: World, rows: readonly number[], side: Side): number {
  const { type, limit, slippage } = book.of(world)
  let bound = side === BUY ? Number.POSITIVE_INFINITY : 0
  for (const row of rows) {
    if ((type[row] === LIMIT_BUY) !== (side === BUY)) continue
    const own = swapLimit(type[row], limit[row], slippage[row])
    bound = side === BUY ? Math.min(bound, own) : Math.max(bound, own)
  }
  return bound
}

/** TAO of buyers goes to the pallet, alpha of sellers leaves their positions. Source: collect_assets */
function collect(world: World, rows: readonly number[], netuid: number): void {
  const { type, coldkey, hotkey, amount } = book.of(world)
  for (const row of rows) {
    if (type[row] === LIMIT_BUY) transferTao(world, coldkey[row], REST, amount[row])
    else {
      const pool = world.poolIndex.get(hotkey[row], netuid)
      debitPosition(world, findPosition(world, pool, coldkey[row]), amount[row])
    }
  }
}

/** The quoted trade, by the pallet: fee, flow and volume as of any user. */
function tradeRest(world: World, rules: Rules, netuid: number, side: Side, rest: number): void {
  if (rest === 0) return
  const { paidIn, paidOut, fee } = fill
  if (side === BUY) {
    payPool(world, REST, netuid, paidIn)
    if (fee > 0) payTradeFee(world, rules, REST, netuid, fee)
    alphaLeavesPool(world, netuid, paidOut)
    rules.market.settle(world, netuid, BUY, fill)
    recordInflow(world, netuid, paidIn, paidIn + fee)
    logTrade(rules.log, netuid, BUY, pallet, paidIn, paidOut, fee, world.subnets)
    return
  }
  alphaEntersPool(world, netuid, paidIn)
  poolPays(world, netuid, REST, paidOut)
  rules.market.settle(world, netuid, SELL, fill)
  let feeTao = 0
  if (fee > 0) {
    if (rules.market.feesTo === 'pool') alphaEntersPool(world, netuid, fee)
    else feeTao = sellFee(world, rules, netuid, fee)
  }
  recordOutflow(world, netuid, paidOut + feeTao)
  logTrade(rules.log, netuid, SELL, pallet, paidOut, paidIn, fee, world.subnets)
}

/** @returns alpha handed out */
function payBuyers(
  world: World,
  rows: readonly number[],
  netuid: number,
  alpha: number,
  bought: number,
): number {
  const { type, coldkey, hotkey, amount, fee, feeTo } = book.of(world)
  let paid = 0
  for (const row of rows) {
    if (type[row] !== LIMIT_BUY) continue
    const taken = orderFee(amount[row], fee[row])
    const share = portion(alpha, amount[row] - taken, bought)
    if (share > 0) addToPosition(world, hotkey[row], coldkey[row], netuid, share)
    payOrderFee(world, REST, feeTo[row], taken)
    paid += share
  }
  return paid
}

function paySellers(world: World, rows: readonly number[], tao: number, sold: number): void {
  const { type, coldkey, amount, fee, feeTo } = book.of(world)
  for (const row of rows) {
    if (type[row] === LIMIT_BUY) continue
    const share = portion(tao, amount[row], sold)
    const taken = orderFee(share, fee[row])
    transferTao(world, REST, coldkey[row], share - taken)
    payOrderFee(world, REST, feeTo[row], taken)
  }
}

/** floor(pot part / whole), exactly. */
const portion = (pot: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(pot) * BigInt(part)) / BigInt(whole))
