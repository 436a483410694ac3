import { balancerReservoirs, setTaoWeightParts, taoWeightParts } from '../market/balancer.js'
import {
  alphaBought,
  alphaNeededFor,
  inputToLimit,
  PART,
  paidFraction,
  quoteBalancer,
  taoReceived,
  tiltFromPrice,
} from '../market/balancer-math.js'
import { feeAtStop, swapFee } from '../market/fee.js'
import { BUY, Fill, Injection, SELL } from '../market/market.js'
import type { World } from '../state/world.js'
import { exactBalancerRunners } from './exact-balancer.js'
import type { Hold, Mode, Runner, Vector } from './hold.js'
import { type Answers, errorName, holdAnswers, NETUID, poolWorld } from './pool.js'

const HALF = 500_000_000_000_000_000n
const fill = new Fill()
const injection = new Injection()

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>
const reserves = (inputs: Inputs) => ({
  x: Number(inputs.alpha_reserve_rao),
  y: Number(inputs.tao_reserve_rao),
})
const tiltOf = (inputs: Inputs): number => Number(BigInt(inputs.quote_weight_1e18) - HALF)

function balancerWorld(inputs: Inputs): World {
  const { x, y } = reserves(inputs)
  const world = poolWorld(x, y)
  balancerReservoirs.open(world, NETUID)
  setTaoWeightParts(world, NETUID, BigInt(inputs.quote_weight_1e18))
  return world
}

/** A swap through the kernel that `quote` calls; the minimum reserve may be the vector's own. */
function swap(inputs: Inputs): Answers {
  const { x, y } = reserves(inputs)
  const side = inputs.side === 'sell' ? SELL : BUY
  const amount = Number(inputs.amount_in_rao ?? inputs.amount_rao)
  const none = side === BUY ? Number.POSITIVE_INFINITY : 0
  const limit = inputs.limit_price === undefined ? none : Number(inputs.limit_price)
  const rate = inputs.drop_fees ? 0 : (inputs.fee_rate_u16 ?? 0)
  const minimum = Number(
    /\d+$/.exec(inputs.minimum_reserve_rao ?? '')?.[0] ?? balancerReservoirs.minimumReserve,
  )
  const tilt = inputs.quote_weight_1e18 === undefined ? 0 : tiltOf(inputs)
  const column = (value: number) => Float64Array.of(value)
  quoteBalancer(column(x), column(y), column(tilt), 0, side, amount, limit, rate, minimum, fill)
  if (fill.refusal > 0) return { error: errorName(fill.refusal), accepted: false }
  return {
    accepted: true,
    amount_paid_in_rao: fill.paidIn,
    amount_paid_out_rao: fill.paidOut,
    fee_paid_rao: fill.fee,
    fee_to_block_author_rao: fill.paidIn > 0 ? fill.fee : 0,
    net_input_rao: fill.paidIn,
    output_rao: fill.paidOut,
    fee_rao: fill.fee,
    stopped_at_limit: fill.stopped === 1,
  }
}

function inject(inputs: Inputs): Answers {
  const world = balancerWorld(inputs)
  const { taoReserve, alphaReserve } = world.subnets
  let accepted = true
  for (let i = 0; i < (inputs.injections ?? 1); i++) {
    balancerReservoirs.inject(
      world,
      NETUID,
      Number(inputs.tao_delta_rao),
      Number(inputs.alpha_delta_rao),
      injection,
    )
    accepted &&=
      injection.tao === Number(inputs.tao_delta_rao) && injection.alpha === Number(inputs.alpha_delta_rao)
    taoReserve[NETUID] += injection.tao
    alphaReserve[NETUID] += injection.alpha
  }
  return {
    accepted,
    injected_tao_rao: injection.tao,
    injected_alpha_rao: injection.alpha,
    quote_weight_1e18_after: taoWeightParts(world, NETUID),
    price_after: balancerReservoirs.price(world, NETUID),
  }
}

function buyThenInject(inputs: Inputs): Answers {
  const world = balancerWorld(inputs)
  const { taoReserve, alphaReserve } = world.subnets
  const spend = Number(inputs.chain_buy_rao)
  balancerReservoirs.quote(world, NETUID, BUY, spend, Number.POSITIVE_INFINITY, 0, fill)
  taoReserve[NETUID] += fill.paidIn
  alphaReserve[NETUID] -= fill.paidOut
  balancerReservoirs.settle(world, NETUID, BUY, fill)
  balancerReservoirs.inject(world, NETUID, Number(inputs.tao_in_rao), Number(inputs.alpha_in_rao), injection)
  taoReserve[NETUID] += injection.tao
  alphaReserve[NETUID] += injection.alpha
  return {
    alpha_bought_rao: fill.paidOut,
    quote_weight_after_1e18: taoWeightParts(world, NETUID),
    tao_reserve_after_rao: taoReserve[NETUID],
    alpha_reserve_after_rao: alphaReserve[NETUID],
  }
}

const fast: Record<string, (inputs: Inputs) => Answers> = {
  balancer_price: (inputs) => ({ price: balancerReservoirs.price(balancerWorld(inputs), NETUID) }),
  balancer_exp(inputs) {
    const t = tiltOf(inputs) * PART
    const excess = inputs.exponent === 'base/quote' ? (-2 * t) / (0.5 + t) : (2 * t) / (0.5 - t)
    return { value: 1 - paidFraction(Number(inputs.delta_rao) / Number(inputs.reserve_rao), excess) }
  },
  balancer_convert_deltas(inputs) {
    const { x, y } = reserves(inputs)
    const amount = Number(inputs.delta_in_rao)
    return {
      buy_alpha_out_rao: alphaBought(x, y, tiltOf(inputs), amount),
      sell_tao_out_rao: taoReceived(x, y, tiltOf(inputs), amount),
    }
  },
  balancer_limit_delta(inputs) {
    const t = tiltOf(inputs) * PART
    const from = Number(inputs.current_price)
    const to = Number(inputs.target_price)
    const reserve = Number(inputs.reserve_rao)
    const buying = inputs.reserve_kind.startsWith('tao')
    const input = buying ? inputToLimit(reserve, 0.5 - t, from, to) : inputToLimit(reserve, 0.5 + t, to, from)
    return { delta_in_rao: input }
  },
  balancer_alpha_needed_for_tao(inputs) {
    const { x, y } = reserves(inputs)
    return { alpha_in_rao: alphaNeededFor(x, y, tiltOf(inputs), Number(inputs.tao_wanted_rao)) }
  },
  balancer_init_with_price(inputs) {
    const { x, y } = reserves(inputs)
    const world = poolWorld(x, y)
    setTaoWeightParts(world, NETUID, BigInt(tiltFromPrice(x, y, Number(inputs.price))) + HALF)
    const price = balancerReservoirs.price(world, NETUID)
    return { quote_weight_1e18: taoWeightParts(world, NETUID), price_after: price }
  },
  balancer_swap: swap,
  balancer_input_cap: swap,
  balancer_quote: swap,
  balancer_inject: inject,
  balancer_inject_series: inject,
  buy_then_inject: buyThenInject,
  fee_amount(inputs) {
    const fee = swapFee(Number(inputs.amount_in_rao), inputs.fee_rate_u16)
    return { fee_rao: fee, net_in_rao: Number(inputs.amount_in_rao) - fee }
  },
  fee_recalculated_at_limit: (inputs) => ({
    fee_rao: feeAtStop(Number(inputs.delta_in_rao), inputs.fee_rate_u16),
  }),
}

export const balancerRunner: Runner = {
  kinds: Object.keys(fast),
  run(vector: Vector, hold: Hold, mode: Mode) {
    const answer = mode === 'exact' ? exactBalancerRunners[vector.kind] : fast[vector.kind]
    holdAnswers(vector, hold, answer(vector.inputs))
  },
}
