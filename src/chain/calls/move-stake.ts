import { Fill, SELL } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { poolPays } from '../../state/ledger.js'
import { addToPosition, debitPosition, findPosition, positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { availableAlpha } from '../conviction/locks.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { heldThisBlock, noteStaked } from '../stake-limiter.js'
import { buyAlpha, type Signer, scratchFill, sellAlpha } from '../trade.js'
import { stakeRoot } from './add-stake.js'
import { signerOf } from './signer.js'

const trial = new Fill()

/**
 * Stake from (hotkey, netuid) to (toHotkey, toNetuid), amount in RAO of what is held at the origin.
 *
 * Within a subnet nothing is swapped. Across, it is an unstake and a stake of the TAO obtained, with one fee: on the
 * origin's side, or on the destination's where the origin is root. TAO below the minimum stake stays free. Both legs
 * record their flow. Source: pallets/subtensor/src/staking/move_stake.rs, transition_stake_internal, 14bc6f9f.
 */
export function callMoveStake(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const coldkey = mempool.coldkey[i]
  const toHotkey = mempool.toHotkey[i]
  const toNetuid = mempool.toNetuid[i]
  const from = world.poolIndex.get(mempool.hotkey[i], mempool.netuid[i])
  if (heldThisBlock(world, rules, findPosition(world, from, coldkey))) return REFUSAL['rate-limited']
  const code = moveStake(
    world,
    rules,
    signerOf(mempool, i),
    mempool.hotkey[i],
    mempool.netuid[i],
    toHotkey,
    toNetuid,
    mempool.amount[i],
    mempool.limit[i],
    mempool.partial[i] === 1,
  )
  if (code === 0) noteStaked(world, rules, toHotkey, coldkey, toNetuid)
  return code
}

/**
 * @param limit   least price ratio origin / destination, TAO per alpha each; 0 for none
 * @param partial whether a part may be moved where the limit allows no more
 */
export function moveStake(
  world: World,
  rules: Rules,
  signer: Signer,
  hotkey: number,
  netuid: number,
  toHotkey: number,
  toNetuid: number,
  amount: number,
  limit: number,
  partial: boolean,
): number {
  const { exists, subtokenEnabled } = world.subnets
  if (netuid >= exists.length || toNetuid >= exists.length || !exists[netuid] || !exists[toNetuid]) {
    return REFUSAL['subnet-does-not-exist']
  }
  if ((netuid !== ROOT && !subtokenEnabled[netuid]) || (toNetuid !== ROOT && !subtokenEnabled[toNetuid])) {
    return REFUSAL['subtoken-disabled']
  }
  if (toHotkey < 0 || toHotkey >= world.count.hotkeys) return REFUSAL['hotkey-does-not-exist']
  if (netuid === toNetuid && hotkey === toHotkey) return REFUSAL['same-position']
  const position = findPosition(world, world.poolIndex.get(hotkey, netuid), signer.coldkey)
  if (amount <= 0) return REFUSAL['amount-too-low']
  if (positionValue(world, position) < amount) return REFUSAL['not-enough-stake']
  if (netuid === toNetuid) return moveWithin(world, rules, signer, hotkey, position, netuid, toHotkey, amount)
  if (netuid !== ROOT && amount > availableAlpha(world, rules, netuid, signer.coldkey))
    return REFUSAL['stake-locked']
  const sized = limit > 0 ? withinRatio(world, rules, netuid, toNetuid, amount, limit) : amount
  if (sized === 0) return REFUSAL['price-limit-exceeded']
  if (sized < amount && !partial) return REFUSAL['slippage-too-high']
  return moveAcross(world, rules, signer, hotkey, position, netuid, toHotkey, toNetuid, sized)
}

/** Another hotkey on the same subnet: no swap, no fee, no flow. */
function moveWithin(
  world: World,
  rules: Rules,
  signer: Signer,
  hotkey: number,
  position: number,
  netuid: number,
  toHotkey: number,
  amount: number,
): number {
  const price = netuid === ROOT ? 1 : rules.market.price(world, netuid)
  if (Math.floor(amount * price) < rules.params.minStake) return REFUSAL['amount-too-low']
  if (netuid === ROOT) {
    rules.root.stakeChanges(world, hotkey, signer.coldkey, -amount)
    addToPosition(world, toHotkey, signer.coldkey, netuid, 0)
    rules.root.stakeChanges(world, toHotkey, signer.coldkey, amount)
  }
  debitPosition(world, position, amount)
  addToPosition(world, toHotkey, signer.coldkey, netuid, amount)
  return 0
}

function moveAcross(
  world: World,
  rules: Rules,
  signer: Signer,
  hotkey: number,
  position: number,
  netuid: number,
  toHotkey: number,
  toNetuid: number,
  amount: number,
): number {
  const { minStake, feeRate } = rules.params
  let tao = amount
  if (netuid === ROOT) {
    if (amount < minStake) return REFUSAL['amount-too-low']
    rules.root.stakeChanges(world, hotkey, signer.coldkey, -amount)
    debitPosition(world, position, amount)
    poolPays(world, ROOT, signer.coldkey, amount)
  } else {
    rules.market.quote(world, netuid, SELL, amount, 0, feeRate, trial)
    if (trial.refusal !== 0) return trial.refusal
    if (trial.paidOut < minStake && amount < positionValue(world, position)) return REFUSAL['amount-too-low']
    const refusal = sellAlpha(world, rules, signer, position, netuid, amount, 0, feeRate)
    if (refusal !== 0) return refusal
    tao = scratchFill.paidOut
  }
  if (tao < minStake) return 0
  if (toNetuid === ROOT) {
    stakeRoot(world, rules, toHotkey, signer.coldkey, tao)
    return 0
  }
  const fee = netuid === ROOT ? feeRate : 0
  return buyAlpha(world, rules, signer, toHotkey, toNetuid, tao, Number.POSITIVE_INFINITY, fee)
}

/**
 * Largest amount whose trade leaves the price ratio origin / destination at or above `limit`, by bisection on quotes.
 *
 * Differs: the chain evaluates the ratio with the constant-product closed form; here the pools' own curve answers.
 */
function withinRatio(
  world: World,
  rules: Rules,
  netuid: number,
  toNetuid: number,
  amount: number,
  limit: number,
): number {
  if (ratioAfter(world, rules, netuid, toNetuid, amount) >= limit) return amount
  let low = 0
  let high = amount
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ratioAfter(world, rules, netuid, toNetuid, middle) >= limit) low = middle
    else high = middle
  }
  return low
}

const out = new Fill()
const into = new Fill()

function ratioAfter(world: World, rules: Rules, netuid: number, toNetuid: number, amount: number): number {
  const { market } = rules
  const { taoReserve, alphaReserve } = world.subnets
  let tao = amount
  let priceFrom = 1
  let priceTo = 1
  if (netuid !== ROOT) {
    market.quote(world, netuid, SELL, amount, 0, rules.params.feeRate, out)
    if (out.refusal !== 0) return 0
    tao = out.paidOut
    const w = market.taoWeight(world, netuid)
    priceFrom = ((1 - w) * (taoReserve[netuid] - out.paidOut)) / (w * (alphaReserve[netuid] + out.paidIn))
  }
  if (toNetuid !== ROOT) {
    market.quote(
      world,
      toNetuid,
      0,
      tao,
      Number.POSITIVE_INFINITY,
      netuid === ROOT ? rules.params.feeRate : 0,
      into,
    )
    if (into.refusal !== 0) return 0
    const w = market.taoWeight(world, toNetuid)
    priceTo = ((1 - w) * (taoReserve[toNetuid] + into.paidIn)) / (w * (alphaReserve[toNetuid] - into.paidOut))
  }
  return priceFrom / priceTo
}
