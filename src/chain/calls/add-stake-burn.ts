import { BUY, Fill } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { alphaLeavesPool, burnAlpha, payPool } from '../../state/ledger.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { logTrade } from '../log.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { payTradeFee, recordInflow } from '../trade.js'
import { checkAddStake } from './add-stake.js'
import { signerOf } from './signer.js'

const fill = new Fill()

/**
 * Buy alpha for `amount` RAO of TAO and burn it at once: the price rises, no one holds more.
 *
 * Source: pallets/subtensor/src/staking/add_stake.rs, do_add_stake_burn, v3.3.10 and later, 14bc6f9f
 */
export function addStakeBurn(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const amount = mempool.amount[i]
  if (netuid === ROOT) return REFUSAL['root-only']
  const refusal = checkAddStake(world, rules, netuid, mempool.hotkey[i], amount)
  if (refusal !== 0) return refusal
  if (world.coldkeys.free[coldkey] < amount) return REFUSAL['not-enough-balance']
  rules.market.quote(world, netuid, BUY, amount, mempool.limit[i], rules.params.feeRate, fill)
  if (fill.refusal !== 0) return fill.refusal
  if (fill.stopped === 1 || fill.paidIn === 0) return REFUSAL['slippage-too-high']
  payPool(world, coldkey, netuid, fill.paidIn)
  if (fill.fee > 0) payTradeFee(world, rules, coldkey, netuid, fill.fee)
  alphaLeavesPool(world, netuid, fill.paidOut)
  burnAlpha(world, netuid, fill.paidOut)
  rules.market.settle(world, netuid, BUY, fill)
  recordInflow(world, netuid, fill.paidIn, fill.paidIn + fill.fee)
  const signer = signerOf(mempool, i)
  logTrade(rules.log, netuid, BUY, signer, fill.paidIn, fill.paidOut, fill.fee, world.subnets)
  return 0
}
