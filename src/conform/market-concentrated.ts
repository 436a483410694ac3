import { concentrated } from '../market/concentrated.js'
import {
  outputOf,
  positionAlpha,
  positionTao,
  SwapStep,
  sqrtPriceOfTick,
  swapStep,
} from '../market/concentrated-math.js'
import { activeLiquidity, addPosition, nearestEdge, poolColumns } from '../market/concentrated-positions.js'
import { BUY, Fill, Injection, SELL, type Side } from '../market/market.js'
import type { World } from '../state/world.js'
import { exactV3Runners } from './exact-concentrated.js'
import type { Runner } from './hold.js'
import { type Answers, errorName, holdAnswers, NETUID, poolWorld } from './pool.js'

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>
const fill = new Fill()

function openPool(inputs: Inputs): World {
  const world = poolWorld(Number(inputs.alpha_reserve_rao), Number(inputs.tao_reserve_rao))
  concentrated.open(world, NETUID)
  const user = inputs.user_position
  const need = new Injection()
  if (user) addPosition(world, NETUID, 0, user.tick_low, user.tick_high, Number(user.liquidity), need)
  return world
}

function swap(inputs: Inputs): Answers {
  const world = openPool(inputs)
  const side = inputs.side === 'sell' ? SELL : BUY
  const none = side === BUY ? Number.POSITIVE_INFINITY : 0
  const limit = inputs.limit_price === undefined ? none : Number(inputs.limit_price)
  const rate = inputs.drop_fees ? 0 : inputs.fee_rate_u16
  const amount = Number(inputs.amount_in_rao)
  const steps = stepsOf(world, side, amount, rate)
  concentrated.quote(world, NETUID, side, amount, limit, rate, fill)
  if (fill.refusal > 0) return { error: errorName(fill.refusal), accepted: false }
  const { paidIn, paidOut, fee, stopped } = fill
  concentrated.settle(world, NETUID, side, fill)
  return {
    accepted: true,
    amount_paid_in_rao: paidIn,
    amount_paid_out_rao: paidOut,
    fee_rao: fee,
    stopped_at_limit: stopped === 1,
    sqrt_price_after: poolColumns.of(world).sqrtPrice[NETUID],
    steps,
  }
}

/** The steps of an unlimited swap, one by one, through the kernel that the walk calls. */
function stepsOf(world: World, side: Side, amount: number, rate: number): Answers[] {
  const rows: Answers[] = []
  const step = new SwapStep()
  let P = poolColumns.of(world).sqrtPrice[NETUID]
  let left = amount
  do {
    const liquidity = activeLiquidity(world, NETUID, P, side)
    const edge = nearestEdge(world, NETUID, P, side)
    swapStep(liquidity, P, side, left, edge, side === BUY ? Number.POSITIVE_INFINITY : 0, rate, step)
    rows.push({ delta_in_rao: step.paidIn, out_rao: step.paidOut, fee_rao: step.fee, liquidity })
    left -= step.paidIn + step.fee
    P = step.sqrtPrice
  } while (step.crossing === 1 && left > 0 && rows.length < 1000)
  return rows
}

const fast: Record<string, (inputs: Inputs) => Answers> = {
  v3_init(inputs) {
    const { liquidity, sqrtPrice } = poolColumns.of(openPool(inputs))
    const P = sqrtPrice[NETUID]
    return { liquidity: liquidity[NETUID], sqrt_price: P, price: P * P }
  },
  v3_convert_deltas(inputs) {
    const [L, P, d] = [inputs.liquidity, inputs.sqrt_price, inputs.delta_in_rao].map(Number)
    return { buy_alpha_out_rao: outputOf(L, P, BUY, d), sell_tao_out_rao: outputOf(L, P, SELL, d) }
  },
  v3_swap: swap,
  v3_crossing_swap: swap,
  v3_tick_price(inputs) {
    const P = sqrtPriceOfTick(inputs.tick)
    return { sqrt_price: P, price: P * P }
  },
  v3_position_amounts(inputs) {
    const [L, P] = [Number(inputs.liquidity), Number(inputs.sqrt_price)]
    const [a, b] = [sqrtPriceOfTick(inputs.tick_low), sqrtPriceOfTick(inputs.tick_high)]
    return { tao_rao: positionTao(L, P, a, b), alpha_rao: positionAlpha(L, P, a, b) }
  },
  v3_inject(inputs) {
    const world = openPool(inputs)
    const pool = poolColumns.of(world)
    const before = pool.sqrtPrice[NETUID]
    const fees = Number(inputs.protocol_fees_claimed ?? 0)
    const [tao, alpha] = [Number(inputs.tao_delta_rao) + fees, Number(inputs.alpha_delta_rao)]
    pool.scrapTao[NETUID] = Number(inputs.scrap_tao_before_rao ?? 0)
    pool.scrapAlpha[NETUID] = Number(inputs.scrap_alpha_before_rao ?? 0)
    const available = [tao + pool.scrapTao[NETUID], alpha + pool.scrapAlpha[NETUID]]
    concentrated.inject(world, NETUID, tao, alpha, new Injection())
    return {
      tao_used_rao: available[0] - pool.scrapTao[NETUID],
      alpha_used_rao: available[1] - pool.scrapAlpha[NETUID],
      scrap_tao_after_rao: pool.scrapTao[NETUID],
      scrap_alpha_after_rao: pool.scrapAlpha[NETUID],
      liquidity_after: pool.liquidity[NETUID],
      sqrt_price_unchanged: pool.sqrtPrice[NETUID] === before,
    }
  },
}

export const concentratedRunner: Runner = {
  kinds: Object.keys(fast),
  run(vector, hold, mode) {
    const answer = mode === 'exact' ? exactV3Runners[vector.kind] : fast[vector.kind]
    holdAnswers(vector, hold, answer(vector.inputs))
  },
}
