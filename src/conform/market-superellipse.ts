import { BUY, Fill, Injection, SELL } from '../market/market.js'
import { superellipse, superellipseColumns } from '../market/superellipse.js'
import { ellipseInputFor, ellipseInputTo, ellipseMaxInput, ellipseOut } from '../market/superellipse-math.js'
import { TWO_32 } from '../units.js'
import { exactEllipseRunners } from './exact-superellipse.js'
import type { Runner } from './hold.js'
import { type Answers, errorName, holdAnswers, NETUID, poolWorld } from './pool.js'

const TWO_64 = TWO_32 * TWO_32
// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>
const fill = new Fill()

/** A world with the vector's curve: its rooms from centres and reserves, in whole numbers first. */
function ellipseWorld(inputs: Inputs) {
  const x = Number(inputs.alpha_reserve_rao)
  const y = Number(inputs.tao_reserve_rao)
  const world = poolWorld(x, y)
  const curve = superellipseColumns.of(world)
  if (inputs.quote_weight_1e18 === undefined) {
    const room = (centre: string, reserve: string) =>
      Number(BigInt(centre) - (BigInt(reserve) << 32n)) / TWO_32
    curve.alphaScale[NETUID] = Number(inputs.alpha_scale_q32) / TWO_32
    curve.taoScale[NETUID] = Number(inputs.tao_scale_q32) / TWO_32
    curve.alphaRoom[NETUID] = room(inputs.center_alpha_q32, inputs.alpha_reserve_rao)
    curve.taoRoom[NETUID] = room(inputs.center_tao_q32, inputs.tao_reserve_rao)
  } else superellipse.open(world, NETUID, Number(inputs.quote_weight_1e18) / 1e18)
  const a = curve.alphaScale[NETUID]
  const b = curve.taoScale[NETUID]
  const [X, Y] = [curve.alphaRoom[NETUID], curve.taoRoom[NETUID]]
  const bits = () => BigInt(Math.floor(superellipse.price(world, NETUID) * TWO_64))
  return { world, x, y, a, b, X, Y, bits, buying: inputs.side !== 'sell' }
}
type EllipseWorld = ReturnType<typeof ellipseWorld>

const centres = ({ world }: EllipseWorld): Answers => {
  const { alphaRoom, taoRoom } = superellipseColumns.of(world)
  const { alphaReserve, taoReserve } = world.subnets
  return {
    center_alpha_q32: BigInt((alphaRoom[NETUID] + alphaReserve[NETUID]) * TWO_32),
    center_tao_q32: BigInt((taoRoom[NETUID] + taoReserve[NETUID]) * TWO_32),
  }
}

function move(pool: EllipseWorld, side: typeof BUY | typeof SELL): void {
  const { taoReserve, alphaReserve } = pool.world.subnets
  taoReserve[NETUID] += side === BUY ? fill.paidIn : -fill.paidOut
  alphaReserve[NETUID] += side === BUY ? -fill.paidOut : fill.paidIn
  superellipse.settle(pool.world, NETUID, side, fill)
}

const fast: Record<string, (pool: EllipseWorld, inputs: Inputs) => Answers> = {
  superellipse_init: (pool) => ({
    ...centres(pool),
    alpha_scale_q32: BigInt(Math.floor(pool.a * TWO_32)),
    tao_scale_q32: BigInt(Math.floor(pool.b * TWO_32)),
    price_bits64: pool.bits(),
    max_buy_rao: ellipseMaxInput(pool.Y, pool.X, pool.b, pool.a, pool.x, 0),
    max_sell_rao: ellipseMaxInput(pool.X, pool.Y, pool.a, pool.b, pool.y, 0),
  }),
  superellipse_swap(pool, inputs) {
    const { a, b, X, Y, buying } = pool
    fill.paidIn = Number(inputs.net_input_rao)
    fill.paidOut = buying ? ellipseOut(Y, X, b, a, fill.paidIn) : ellipseOut(X, Y, a, b, fill.paidIn)
    const output = fill.paidOut
    move(pool, buying ? BUY : SELL)
    return { output_rao: output, price_after_bits64: pool.bits() }
  },
  superellipse_limit({ a, b, X, Y, buying }, inputs) {
    const limit = Number(inputs.limit_price_bits64) / TWO_64
    return {
      largest_input_rao: buying
        ? ellipseInputTo(Y, X, b, a, (limit * a) / b)
        : ellipseInputTo(X, Y, a, b, b / (limit * a)),
    }
  },
  superellipse_inverse: ({ a, b, X, Y }, inputs) => ({
    alpha_needed_rao: ellipseInputFor(X, Y, a, b, Number(inputs.tao_wanted_rao)),
  }),
  superellipse_inject(pool, inputs) {
    const accepted = new Injection()
    const { taoReserve, alphaReserve } = pool.world.subnets
    superellipse.inject(pool.world, NETUID, Number(inputs.tao_in_rao), Number(inputs.alpha_in_rao), accepted)
    taoReserve[NETUID] += accepted.tao
    alphaReserve[NETUID] += accepted.alpha
    superellipse.quote(pool.world, NETUID, BUY, 1e9, Number.POSITIVE_INFINITY, 0, fill)
    return { ...centres(pool), price_bits64: pool.bits(), buy_1_tao_output_rao: fill.paidOut }
  },
  superellipse_step({ world, buying }, inputs): Answers {
    const none = buying ? TWO_64 : 1 / TWO_64 // no limit at all; a call without one would have the chain's default
    const bits = inputs.limit_price_bits64
    const limit = bits === undefined ? none : Number(bits) / TWO_64
    const side = buying ? BUY : SELL
    superellipse.quote(world, NETUID, side, Number(inputs.amount_rao), limit, inputs.fee_rate_u16, fill)
    if (fill.refusal > 0) return { error: errorName(fill.refusal), accepted: false }
    return { accepted: true, net_input_rao: fill.paidIn, fee_rao: fill.fee, output_rao: fill.paidOut }
  },
}

export const superellipseRunner: Runner = {
  kinds: Object.keys(fast),
  run(vector, hold, mode) {
    const { kind, inputs } = vector
    const answers =
      mode === 'exact' ? exactEllipseRunners[kind](inputs) : fast[kind](ellipseWorld(inputs), inputs)
    holdAnswers(vector, hold, answers)
  },
}
