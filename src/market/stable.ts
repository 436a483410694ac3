import type { Market } from './market.js'

/**
 * Root, and any subnet of mechanism 0: no pool, one TAO for one alpha, without fee or slippage.
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, swap_tao_for_alpha, swap_alpha_for_tao, 14bc6f9f
 */
export const stable: Market = {
  id: 'stable',
  summary: 'One to one, without fee or slippage: root and subnets of mechanism 0.',
  source: 'pallets/subtensor/src/staking/stake_utils.rs, swap_tao_for_alpha, 14bc6f9f',
  status: 'mainnet',
  chainBuy: 'before-injection',
  feesTo: 'author',
  minimumReserve: 0,
  price: () => 1,
  taoWeight: () => 0.5,
  quote(_world, _netuid, _side, amount, _limit, _feeRate, fill) {
    fill.refusal = 0
    fill.paidIn = amount
    fill.paidOut = amount
    fill.fee = 0
    fill.stopped = 0
  },
  settle() {},
  inject(_world, _netuid, tao, alpha, accepted) {
    accepted.tao = tao
    accepted.alpha = alpha
  },
  open() {},
  enter() {},
}
