import { lesser, ONE_32, ONE_64 } from './fixed.js'

/** Arithmetic of `update_moving_price` by release; names as the vectors have them. */
export type Arithmetic = 'plain32' | 'u96f32' | 'u64f64'

export interface MovingPriceInput {
  /** Moving price in bits of 2^-32. */
  moving: bigint
  /** Spot price in bits of 2^-64. */
  spot64: bigint
  /** SubnetMovingAlpha in bits of 2^-32. */
  alpha: bigint
  /** Blocks since the start call, held fixed. */
  age: bigint
  halving: bigint
  updates: number
}

/**
 * The moving price after some updates, in bits of 2^-32, exactly as the chain truncates: the twin of moving-price.ts.
 * Source: pallets/subtensor/src/staking/stake_utils.rs, update_moving_price, v2.0.4, v3.2.0 and 14bc6f9f
 */
export function exactMovingPrice(arithmetic: Arithmetic, input: MovingPriceInput): bigint {
  let { moving } = input
  const step = arithmetic === 'u64f64' ? exactStep64 : exactStep32
  for (let n = 0; n < input.updates; n++) moving = step(moving, input, arithmetic === 'plain32')
  return moving
}

function exactStep32(
  moving: bigint,
  { spot64, alpha, age, halving }: MovingPriceInput,
  constant: boolean,
): bigint {
  const ageBits = (age << 32n) / (age + halving || 1n)
  const rate = constant ? alpha : (alpha * ageBits) >> 32n
  const spot = spot64 >> 32n
  const held = lesser(spot, ONE_32)
  return ((rate * held) >> 32n) + (((ONE_32 - rate) * moving) >> 32n)
}

function exactStep64(moving: bigint, { spot64, alpha, age, halving }: MovingPriceInput): bigint {
  const ageBits = (age << 64n) / (age + halving || 1n)
  const rate = ((alpha << 32n) * ageBits) >> 64n
  const held = lesser(spot64, ONE_64)
  return (((rate * held) >> 64n) + (((ONE_64 - rate) * (moving << 32n)) >> 64n)) >> 32n
}
