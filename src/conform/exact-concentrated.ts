import {
  type ExactStep,
  type ExactV3,
  exactOutput,
  exactSqrt,
  exactSqrtPriceOfTick,
  exactTokens,
  exactV3,
  exactV3Inject,
  exactV3Swap,
} from '../market/exact/concentrated.js'
import { bitsOfDecimal, decimalOfBits, times } from '../market/exact/fixed.js'
import type { Answers } from './pool.js'

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>

function openPool(inputs: Inputs): ExactV3 {
  const pool = exactV3(BigInt(inputs.alpha_reserve_rao), BigInt(inputs.tao_reserve_rao))
  const user = inputs.user_position
  if (user) pool.ranges.push({ low: user.tick_low, high: user.tick_high, liquidity: BigInt(user.liquidity) })
  return pool
}

function swap(inputs: Inputs): Answers {
  const pool = openPool(inputs)
  const buying = inputs.side !== 'sell'
  const limit = inputs.limit_price === undefined ? null : exactSqrt(bitsOfDecimal(String(inputs.limit_price)))
  const rate = inputs.drop_fees ? 0n : BigInt(inputs.fee_rate_u16)
  const reserve = BigInt(buying ? inputs.alpha_reserve_rao : inputs.tao_reserve_rao)
  const steps: ExactStep[] = []
  const fill = exactV3Swap(pool, reserve, buying, BigInt(inputs.amount_in_rao), limit, rate, steps)
  if (fill.error) return { error: fill.error, accepted: false }
  return {
    accepted: true,
    amount_paid_in_rao: fill.paidIn,
    amount_paid_out_rao: fill.paidOut,
    fee_rao: fill.fee,
    stopped_at_limit: fill.stopped,
    sqrt_price_after: decimalOfBits(pool.P),
    steps: steps.map(({ paidIn, paidOut, fee, liquidity }) => ({
      delta_in_rao: paidIn,
      out_rao: paidOut,
      fee_rao: fee,
      liquidity,
    })),
  }
}

export const exactV3Runners: Record<string, (inputs: Inputs) => Answers> = {
  v3_init(inputs) {
    const { P, liquidity } = openPool(inputs)
    return { liquidity, sqrt_price: decimalOfBits(P), price: decimalOfBits(times(P, P)) }
  },
  v3_convert_deltas(inputs) {
    const [L, P, d] = [
      BigInt(inputs.liquidity),
      bitsOfDecimal(String(inputs.sqrt_price)),
      BigInt(inputs.delta_in_rao),
    ]
    return { buy_alpha_out_rao: exactOutput(L, P, true, d), sell_tao_out_rao: exactOutput(L, P, false, d) }
  },
  v3_swap: swap,
  v3_crossing_swap: swap,
  v3_tick_price({ tick }) {
    const P = exactSqrtPriceOfTick(tick)
    return { sqrt_price: decimalOfBits(P), price: decimalOfBits(times(P, P)) }
  },
  v3_position_amounts(inputs) {
    const P = bitsOfDecimal(String(inputs.sqrt_price))
    const [tao, alpha] = exactTokens(BigInt(inputs.liquidity), P, inputs.tick_low, inputs.tick_high)
    return { tao_rao: tao, alpha_rao: alpha }
  },
  v3_inject(inputs) {
    const pool = openPool(inputs)
    const before = pool.P
    pool.scrapTao = BigInt(inputs.scrap_tao_before_rao ?? 0)
    pool.scrapAlpha = BigInt(inputs.scrap_alpha_before_rao ?? 0)
    const tao = BigInt(inputs.tao_delta_rao) + BigInt(inputs.protocol_fees_claimed ?? 0)
    const [usedTao, usedAlpha] = exactV3Inject(pool, tao, BigInt(inputs.alpha_delta_rao))
    return {
      tao_used_rao: usedTao,
      alpha_used_rao: usedAlpha,
      scrap_tao_after_rao: pool.scrapTao,
      scrap_alpha_after_rao: pool.scrapAlpha,
      liquidity_after: pool.liquidity,
      sqrt_price_unchanged: pool.P === before,
    }
  },
}
