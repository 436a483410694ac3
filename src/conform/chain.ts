import { applyCalls } from '../chain/calls/index.js'
import { injectThenBuy } from '../chain/injection.js'
import { taoWeightParts } from '../market/balancer.js'
import { alphaLeavesPool, BLOCK_AUTHORS } from '../state/ledger.js'
import { addToPosition, stakeOf } from '../state/share-pools.js'
import { ROOT } from '../units.js'
import { ask, fillPool, type SmallChain, smallChain } from './chain-world.js'
import type { Hold, Runner, Vector } from './hold.js'

/** Era of a vector's `regime`. */
const BALANCER = 'mainnet@spec423'

/**
 * Kinds about what the chain books around a pool: they go through the very calls that the block loop carries out. In exact
 * mode too: bookkeeping is whole numbers, and where a pool answers the vector's own tolerance decides.
 */
export const chainRunners: Runner[] = [
  { kinds: ['stake_accounting'], run: stakeAccounting },
  { kinds: ['move_stake'], run: moveAccounting },
  { kinds: ['root_swap'], run: rootSwap },
  { kinds: ['coinbase_inject_and_buy'], run: injectAndBuy },
]

const RICH = 1e15

function carryOut(chain: SmallChain): void {
  applyCalls(chain.world, chain.rules, chain.mempool)
}

function stakeAccounting({ inputs, expected }: Vector, hold: Hold): void {
  const chain = smallChain(BALANCER, 1, { feeRate: inputs.fee_rate_u16 })
  const { world, coldkey, hotkey } = chain
  const { coldkeys, subnets } = world
  fillPool(
    chain,
    1,
    Number(inputs.tao_reserve_rao),
    Number(inputs.alpha_reserve_rao),
    inputs.quote_weight_1e18,
  )
  const amount = Number(inputs.amount_rao)
  if (inputs.op === 'add_stake') {
    coldkeys.free[coldkey] = RICH
    ask(chain, 'addStake', 1, amount, Number.POSITIVE_INFINITY)
    carryOut(chain)
    hold.rao('alpha_credited_rao', expected.alpha_credited_rao, stakeOf(world, hotkey, coldkey, 1))
    hold.rao('burned_fee_tao_rao', expected.burned_fee_tao_rao, 0)
  } else {
    holdAlpha(chain, 1, amount)
    ask(chain, 'removeStake', 1, amount, 0)
    carryOut(chain)
    hold.rao('tao_credited_rao', expected.tao_credited_rao, coldkeys.free[coldkey])
  }
  hold.rao('tao_reserve_after_rao', expected.tao_reserve_after_rao, subnets.taoReserve[1])
  hold.rao('alpha_reserve_after_rao', expected.alpha_reserve_after_rao, subnets.alphaReserve[1])
  hold.rao('block_author_tao_rao', expected.block_author_tao_rao, coldkeys.free[BLOCK_AUTHORS])
  hold.rao('user_flow_recorded_rao', expected.user_flow_recorded_rao, subnets.userFlow[1])
}

/** Alpha in the signer's hands, taken from nowhere but booked as outside the pool. */
function holdAlpha({ world, coldkey, hotkey }: SmallChain, netuid: number, alpha: number): void {
  world.subnets.alphaReserve[netuid] += alpha
  alphaLeavesPool(world, netuid, alpha)
  addToPosition(world, hotkey, coldkey, netuid, alpha)
}

function moveAccounting({ inputs, expected }: Vector, hold: Hold): void {
  const chain = smallChain(BALANCER, 2, { feeRate: inputs.fee_rate_u16 })
  const { world, coldkey, hotkey, mempool } = chain
  const { origin, destination } = inputs
  const fromRoot = typeof origin === 'string'
  const from = fromRoot ? ROOT : 1
  const amount = Number(inputs.alpha_rao)
  fillPool(
    chain,
    2,
    Number(destination.tao_reserve_rao),
    Number(destination.alpha_reserve_rao),
    destination.quote_weight_1e18,
  )
  const before = Number(destination.tao_reserve_rao)
  if (fromRoot) {
    world.subnets.taoReserve[ROOT] = amount
    addToPosition(world, hotkey, coldkey, ROOT, amount)
  } else {
    fillPool(
      chain,
      1,
      Number(origin.tao_reserve_rao),
      Number(origin.alpha_reserve_rao),
      origin.quote_weight_1e18,
    )
    holdAlpha(chain, 1, amount)
  }
  const row = ask(chain, 'moveStake', from, amount, 0)
  mempool.toNetuid[row] = 2
  mempool.toHotkey[row] = hotkey
  carryOut(chain)
  const arrived = world.subnets.taoReserve[2] - before
  const authors = world.coldkeys.free[BLOCK_AUTHORS]
  hold.rao('tao_moved_rao', expected.tao_moved_rao, arrived + (fromRoot ? authors : 0))
  hold.rao('destination_alpha_rao', expected.destination_alpha_rao, stakeOf(world, hotkey, coldkey, 2))
  hold.rao('destination_fee_rao', expected.destination_fee_rao, fromRoot ? authors : 0)
}

function rootSwap({ inputs, expected }: Vector, hold: Hold): void {
  const chain = smallChain(BALANCER, 1, { minStake: 0 })
  const { world, coldkey, hotkey } = chain
  const amount = Number(inputs.amount_rao)
  const free = world.coldkeys.free
  if (inputs.op === 'add_stake') {
    free[coldkey] = amount
    ask(chain, 'addStake', ROOT, amount, Number.POSITIVE_INFINITY)
    carryOut(chain)
    hold.equal('received_rao', expected.received_rao, stakeOf(world, hotkey, coldkey, ROOT))
  } else {
    world.subnets.taoReserve[ROOT] = amount
    addToPosition(world, hotkey, coldkey, ROOT, amount)
    ask(chain, 'removeStake', ROOT, amount, 0)
    carryOut(chain)
    hold.equal('received_rao', expected.received_rao, free[coldkey])
  }
  hold.equal('fee_rao', expected.fee_rao, free[BLOCK_AUTHORS])
}

function injectAndBuy({ inputs, expected }: Vector, hold: Hold): void {
  const chain = smallChain(BALANCER, 1)
  const { world, rules } = chain
  fillPool(
    chain,
    1,
    Number(inputs.tao_reserve_rao),
    Number(inputs.alpha_reserve_rao),
    inputs.quote_weight_1e18,
  )
  injectThenBuy(
    world,
    rules,
    1,
    Number(inputs.tao_in_rao),
    Number(inputs.alpha_in_rao),
    Number(inputs.excess_tao_rao),
  )
  const s = world.subnets
  const weight = Number(taoWeightParts(world, 1)) / 1e18
  hold.real('quote_weight_1e18_after', Number(expected.quote_weight_1e18_after) / 1e18, weight)
  hold.rao('alpha_bought_rao', expected.alpha_bought_rao, s.chainBought[1])
  hold.rao('tao_reserve_after_rao', expected.tao_reserve_after_rao, s.taoReserve[1])
  hold.rao('alpha_reserve_after_rao', expected.alpha_reserve_after_rao, s.alphaReserve[1])
  hold.real('price_after', Number(expected.price_after), rules.market.price(world, 1))
}
