import {
  addStakeWithFlatFee,
  MINIMUM_POOL_LIQUIDITY,
  removeStakeWithFlatFee,
} from '../market/constant-product.js'
import { exactConstantProduct } from '../market/exact/constant-product.js'
import { Fill } from '../market/market.js'
import type { Mode, Runner } from './hold.js'
import { type Answers, holdAnswers } from './pool.js'

// biome-ignore lint/suspicious/noExplicitAny: inputs differ by kind
type Inputs = Record<string, any>
const fill = new Fill()

/** The swap of a vector: a stake or an unstake with a flat fee, 0 for a bare swap. */
function swap(inputs: Inputs, mode: Mode): Answers {
  const keep = Number(inputs.min_pool_liquidity_rao ?? MINIMUM_POOL_LIQUIDITY)
  const amount = Number(inputs.amount_in_rao ?? inputs.stake_rao)
  const fee = Number(inputs.flat_fee_rao ?? 0)
  const x = Number(inputs.alpha_reserve_rao)
  const y = Number(inputs.tao_reserve_rao)
  const buying = inputs.side !== 'sell'
  let result: { accepted: boolean; paidIn: number | bigint; paidOut: number | bigint }
  if (mode === 'exact') {
    const net = BigInt(amount) - (buying ? BigInt(fee) : 0n)
    const [input, output] = buying ? [BigInt(y), BigInt(x)] : [BigInt(x), BigInt(y)]
    const { error, paidIn, paidOut } = exactConstantProduct(input, output, net, BigInt(keep), BigInt(amount))
    result = { accepted: error === '', paidIn, paidOut: buying || error ? paidOut : paidOut - BigInt(fee) }
  } else {
    if (buying) addStakeWithFlatFee(x, y, amount, fee, keep, fill)
    else removeStakeWithFlatFee(x, y, amount, fee, keep, fill)
    result = { accepted: fill.refusal === 0, paidIn: fill.paidIn, paidOut: fill.paidOut }
  }
  const [taoChange, alphaChange] = buying
    ? [Number(result.paidIn), -Number(result.paidOut)]
    : [-Number(result.paidOut), Number(result.paidIn)]
  return {
    accepted: result.accepted,
    amount_out_rao: result.paidOut,
    alpha_received_rao: result.paidOut,
    tao_received_rao: result.paidOut,
    tao_reserve_after_rao: y + taoChange,
    alpha_reserve_after_rao: x + alphaChange,
  }
}

export const constantProductRunner: Runner = {
  kinds: ['cp_swap', 'cp_add_stake'],
  run: (vector, hold, mode) => holdAnswers(vector, hold, swap(vector.inputs, mode)),
}
