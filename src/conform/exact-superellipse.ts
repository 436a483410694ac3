import {
  type ExactEllipse,
  exactEllipseFit,
  exactEllipseInputFor,
  exactEllipseInputTo,
  exactEllipseMaxInput,
  exactEllipseOut,
  exactEllipsePrice,
  exactEllipseSwap,
} from '../market/exact/superellipse.js'
import type { Answers } from './pool.js'

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>

const ellipseOf = (inputs: Inputs): ExactEllipse => ({
  x: BigInt(inputs.alpha_reserve_rao),
  y: BigInt(inputs.tao_reserve_rao),
  a: BigInt(inputs.alpha_scale_q32),
  b: BigInt(inputs.tao_scale_q32),
  cx: BigInt(inputs.center_alpha_q32),
  cy: BigInt(inputs.center_tao_q32),
})
const buys = (inputs: Inputs) => inputs.side !== 'sell'

export const exactEllipseRunners: Record<string, (inputs: Inputs) => Answers> = {
  superellipse_init(inputs) {
    const [x, y] = [BigInt(inputs.alpha_reserve_rao), BigInt(inputs.tao_reserve_rao)]
    const pool = exactEllipseFit(x, y, BigInt(inputs.quote_weight_1e18))
    return {
      alpha_scale_q32: pool.a,
      tao_scale_q32: pool.b,
      center_alpha_q32: pool.cx,
      center_tao_q32: pool.cy,
      price_bits64: exactEllipsePrice(pool),
      max_buy_rao: exactEllipseMaxInput(pool, true, 0n),
      max_sell_rao: exactEllipseMaxInput(pool, false, 0n),
    }
  },
  superellipse_swap(inputs) {
    const pool = ellipseOf(inputs)
    const net = BigInt(inputs.net_input_rao)
    const out = exactEllipseOut(pool, buys(inputs), net)
    const [dx, dy] = buys(inputs) ? [-out, net] : [net, -out]
    const after = { ...pool, x: pool.x + dx, y: pool.y + dy }
    return { output_rao: out, price_after_bits64: exactEllipsePrice(after) }
  },
  superellipse_limit: (inputs) => ({
    largest_input_rao: exactEllipseInputTo(
      ellipseOf(inputs),
      buys(inputs),
      BigInt(inputs.limit_price_bits64),
    ),
  }),
  superellipse_inverse: (inputs) => ({
    alpha_needed_rao: exactEllipseInputFor(ellipseOf(inputs), BigInt(inputs.tao_wanted_rao)),
  }),
  superellipse_inject(inputs) {
    const pool = ellipseOf(inputs)
    const [dx, dy] = [BigInt(inputs.alpha_in_rao), BigInt(inputs.tao_in_rao)]
    const { x, y, cx, cy } = pool
    const after = { ...pool, x: x + dx, y: y + dy, cx: cx + (dx << 32n), cy: cy + (dy << 32n) }
    return {
      center_alpha_q32: after.cx,
      center_tao_q32: after.cy,
      price_bits64: exactEllipsePrice(after),
      buy_1_tao_output_rao: exactEllipseOut(after, true, 1_000_000_000n),
    }
  },
  superellipse_step(inputs): Answers {
    const bits = inputs.limit_price_bits64
    const fill = exactEllipseSwap(
      ellipseOf(inputs),
      buys(inputs),
      BigInt(inputs.amount_rao),
      bits === undefined ? null : BigInt(bits),
      BigInt(inputs.fee_rate_u16),
      BigInt(inputs.reserve_floor_rao),
    )
    if (fill.error) return { error: fill.error, accepted: false }
    return { accepted: true, net_input_rao: fill.paidIn, fee_rao: fill.fee, output_rao: fill.paidOut }
  },
}
