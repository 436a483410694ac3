import { BUY, Fill } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { payPool, recycleFromPool } from '../../state/ledger.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { logEvent, logTrade } from '../log.js'
import type { Mempool } from '../mempool.js'
import { seatNeuron, uidToPrune } from '../neurons.js'
import type { Rules } from '../rules.js'
import { payTradeFee, recordInflow } from '../trade.js'
import { uidOf } from '../uid.js'
import { signerOf } from './signer.js'

const fill = new Fill()

/**
 * A UID for a hotkey: the burn price buys alpha, which ceases to exist; the TAO stays in the pool.
 *
 * `limit` is the most the signer will pay, RAO (Infinity for any price). On a full subnet the worst neuron is pruned.
 * Source: pallets/subtensor/src/subnets/registration.rs, do_register, register_limit, 14bc6f9f.
 */
export function register(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const coldkey = mempool.coldkey[i]
  const { exists, registrationAllowed, burn, neuronCount, maxUids } = world.subnets
  if (netuid === ROOT) return REFUSAL['root-only']
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (registrationAllowed[netuid] === 0) return REFUSAL['registration-disabled']
  const tooFast = rules.registration.refusal(world, netuid)
  if (tooFast !== 0) return tooFast
  const price = burn[netuid]
  if (price > mempool.limit[i]) return REFUSAL['registration-price-limit']
  if (world.hotkeys.owner[hotkey] !== coldkey) return REFUSAL['incorrect-owner']
  if (uidOf(world, netuid, hotkey) >= 0) return REFUSAL['already-registered']
  if (world.coldkeys.free[coldkey] < price) return REFUSAL['not-enough-balance-to-register']
  const full = neuronCount[netuid] >= maxUids[netuid]
  const uid = full ? uidToPrune(world, netuid) : neuronCount[netuid]
  if (uid < 0) return REFUSAL['no-neuron-to-prune']
  const refusal = payBurn(world, rules, mempool, i, price)
  if (refusal !== 0) return refusal
  if (full) logEvent(rules.log, world.block, 'deregistration', netuid, uid)
  seatNeuron(world, rules, netuid, uid, hotkey)
  world.subnets.registrationTotal[netuid]++
  world.subnets.registrationPaidTotal[netuid] += price
  rules.registration.registered(world, netuid)
  logEvent(rules.log, world.block, 'registration', netuid, price, mempool.cohort[i], mempool.agent[i])
  return 0
}

/** The burn crosses the pool with the usual fee; the alpha it buys is recycled at once. */
function payBurn(world: World, rules: Rules, mempool: Mempool, i: number, price: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  rules.market.quote(world, netuid, BUY, price, Number.POSITIVE_INFINITY, rules.params.feeRate, fill)
  if (fill.refusal !== 0) return fill.refusal
  payPool(world, coldkey, netuid, fill.paidIn)
  if (fill.fee > 0) payTradeFee(world, rules, coldkey, netuid, fill.fee)
  recycleFromPool(world, netuid, fill.paidOut)
  rules.market.settle(world, netuid, BUY, fill)
  // The chain records the whole price as inflow here, where a stake records it net of fee.
  if (rules.params.registrationIsFlow) recordInflow(world, netuid, price, price)
  else world.subnets.volume[netuid] += price
  const signer = signerOf(mempool, i)
  logTrade(rules.log, netuid, BUY, signer, fill.paidIn, fill.paidOut, fill.fee, world.subnets)
  return 0
}
