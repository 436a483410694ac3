import {
  type ExactPool,
  exactAlphaBought,
  exactAlphaNeeded,
  exactBalancerSwap,
  exactInputToLimit,
  exactPrice,
  exactTaoReceived,
  exactWeightAfter,
  exactWeightFromPrice,
  expParts,
} from '../market/exact/balancer.js'
import { bitsOfDecimal, decimalOfBits, exactFee, exactFeeAtStop } from '../market/exact/fixed.js'
import type { Answers } from './pool.js'

const PARTS = 10n ** 18n

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>
const poolOf = (inputs: Inputs): ExactPool => ({
  x: BigInt(inputs.alpha_reserve_rao),
  y: BigInt(inputs.tao_reserve_rao),
  w2: BigInt(inputs.quote_weight_1e18 ?? PARTS / 2n),
})

function swap(inputs: Inputs): Answers {
  const amount = BigInt(inputs.amount_in_rao ?? inputs.amount_rao)
  const limit = inputs.limit_price === undefined ? null : bitsOfDecimal(String(inputs.limit_price))
  const rate = inputs.drop_fees ? 0n : BigInt(inputs.fee_rate_u16 ?? 0)
  const minimum = BigInt(/\d+$/.exec(inputs.minimum_reserve_rao ?? '')?.[0] ?? 1_000_000)
  const fill = exactBalancerSwap(poolOf(inputs), inputs.side !== 'sell', amount, limit, rate, minimum)
  if (fill.error) return { error: fill.error, accepted: false }
  return {
    accepted: true,
    amount_paid_in_rao: fill.paidIn,
    amount_paid_out_rao: fill.paidOut,
    fee_paid_rao: fill.fee,
    fee_to_block_author_rao: fill.paidIn > 0n ? fill.fee : 0n,
    net_input_rao: fill.paidIn,
    output_rao: fill.paidOut,
    fee_rao: fill.fee,
    stopped_at_limit: fill.stopped,
  }
}

function inject(inputs: Inputs): Answers {
  const pool = poolOf(inputs)
  const tao = BigInt(inputs.tao_delta_rao)
  const alpha = BigInt(inputs.alpha_delta_rao)
  let accepted = true
  for (let i = 0; i < (inputs.injections ?? 1) && accepted; i++) accepted = add(pool, alpha, tao)
  return {
    accepted,
    injected_tao_rao: accepted ? tao : 0n,
    injected_alpha_rao: accepted ? alpha : 0n,
    quote_weight_1e18_after: pool.w2,
    price_after: decimalOfBits(exactPrice(pool)),
  }
}

/** Both amounts or neither; the weight first, then the reserves. */
function add(pool: ExactPool, alpha: bigint, tao: bigint): boolean {
  const next = exactWeightAfter(pool, alpha, tao)
  if (next === null) return false
  pool.w2 = next
  pool.x += alpha
  pool.y += tao
  return true
}

function buyThenInject(inputs: Inputs): Answers {
  const pool = poolOf(inputs)
  const fill = exactBalancerSwap(pool, true, BigInt(inputs.chain_buy_rao), null, 0n, 1_000_000n)
  pool.x -= fill.paidOut
  pool.y += fill.paidIn
  add(pool, BigInt(inputs.alpha_in_rao), BigInt(inputs.tao_in_rao))
  return {
    alpha_bought_rao: fill.paidOut,
    quote_weight_after_1e18: pool.w2,
    tao_reserve_after_rao: pool.y,
    alpha_reserve_after_rao: pool.x,
  }
}

export const exactBalancerRunners: Record<string, (inputs: Inputs) => Answers> = {
  balancer_price: (inputs) => ({ price: decimalOfBits(exactPrice(poolOf(inputs))) }),
  balancer_exp(inputs) {
    const w2 = BigInt(inputs.quote_weight_1e18)
    const selling = inputs.exponent === 'base/quote'
    const [over, under] = selling ? [PARTS - w2, w2] : [w2, PARTS - w2]
    const parts = expParts(BigInt(inputs.reserve_rao), BigInt(inputs.delta_rao), over, under)
    const digits = parts.toString().padStart(19, '0')
    return { value: `${digits.slice(0, -18)}.${digits.slice(-18)}` }
  },
  balancer_convert_deltas: (inputs) => ({
    buy_alpha_out_rao: exactAlphaBought(poolOf(inputs), BigInt(inputs.delta_in_rao)),
    sell_tao_out_rao: exactTaoReceived(poolOf(inputs), BigInt(inputs.delta_in_rao)),
  }),
  balancer_limit_delta(inputs) {
    const w2 = BigInt(inputs.quote_weight_1e18)
    const from = bitsOfDecimal(inputs.current_price)
    const to = bitsOfDecimal(inputs.target_price)
    const reserve = BigInt(inputs.reserve_rao)
    const buying = inputs.reserve_kind.startsWith('tao')
    const input = buying
      ? exactInputToLimit(reserve, PARTS - w2, from, to)
      : exactInputToLimit(reserve, w2, to, from)
    return { delta_in_rao: input }
  },
  balancer_alpha_needed_for_tao: (inputs) => ({
    alpha_in_rao: exactAlphaNeeded(poolOf(inputs), BigInt(inputs.tao_wanted_rao)),
  }),
  balancer_init_with_price(inputs) {
    const { x, y } = poolOf(inputs)
    const w2 = exactWeightFromPrice(x, y, bitsOfDecimal(inputs.price))
    return { quote_weight_1e18: w2, price_after: decimalOfBits(exactPrice({ x, y, w2 })) }
  },
  balancer_swap: swap,
  balancer_input_cap: swap,
  balancer_quote: swap,
  balancer_inject: inject,
  balancer_inject_series: inject,
  buy_then_inject: buyThenInject,
  fee_amount(inputs) {
    const amount = BigInt(inputs.amount_in_rao)
    const fee = exactFee(amount, BigInt(inputs.fee_rate_u16))
    return { fee_rao: fee, net_in_rao: amount - fee }
  },
  fee_recalculated_at_limit: (inputs) => ({
    fee_rao: exactFeeAtStop(BigInt(inputs.delta_in_rao), BigInt(inputs.fee_rate_u16)),
  }),
}
