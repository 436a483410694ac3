import type { Card } from '../card.js'
import type { World } from '../state/world.js'
import type { EmissionParams } from './emission.js'
import * as grid from './grid32.js'

/**
 * How the moving price m follows the spot price p, block by block:   m' = a min(p, 1) + (1 - a) m
 *
 * The stored price lies on a grid of 2^-32 TAO and every step is rounded down, which a float average would miss: a price
 * that rises by less than a grid step a block does not rise at all, and a price that holds still sinks.
 */
export interface MovingPriceRule extends Card {
  /** Update the moving prices of the emitting subnets, after the block's injections and buys. @param spot by netuid */
  update(world: World, emitting: Uint16Array, count: number, spot: Float64Array, params: EmissionParams): void
}

const { ofBits, rawBits } = grid

/**
 * One step with every intermediate cut to 2^-32, in raw bits (value times 2^32), all exact in a double:
 *
 *   A' = floor(A F / 2^32),   M' = floor(A' P / 2^32) + M - ceil(A' M / 2^32)
 *
 * @param moving    M, 0 .. 2^32        @param spot  p, TAO per alpha, held to 1
 * @param alphaBits A, below 2^21       @param ageBits  F, 2^32 for a constant rate
 * Source: pallets/subtensor/src/staking/stake_utils.rs, update_moving_price, v3.2.0 (U96F32), v2.0.4 (I96F32)
 */
export function step32(moving: number, spot: number, alphaBits: number, ageBits: number): number {
  const alpha = Math.floor(ofBits(alphaBits * ageBits))
  const price = Math.floor(rawBits(Math.min(spot, 1)))
  return Math.floor(ofBits(alpha * price)) + moving - Math.ceil(ofBits(alpha * moving))
}

/**
 * One step with intermediates cut to 2^-64 and the result to 2^-32, in raw bits of 2^-32:
 *
 *   M' = M + floor(a (P - M) - 2^-32)
 *
 * @param moving  M, 0 .. 2^32        @param spot  p, TAO per alpha, held to 1        @param alpha  a, 0 .. 1
 * The chain's two products lose between 0 and 2 units of 2^-64, that is 2^-31 grid steps; the mean of that is subtracted,
 * which matters only where a (P - M) is whole: at P = M the price sinks by one step. The floor is taken of the change alone,
 * since the sum would not fit a double.
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, update_moving_price, v3.4.8-423 and 14bc6f9f
 * Differs: about one update in 10^9 falls to the other side of a grid step; a price of exactly 1 sinks by one step.
 */
export function step64(moving: number, spot: number, alpha: number): number {
  const price = rawBits(Math.min(spot, 1))
  const next = moving + Math.floor(alpha * (price - moving) - ofBits(1))
  return Math.max(next, 0)
}

/** b / (b + h), the part of the full rate that a subnet of age b has reached. */
const ageFactor = (age: number, halving: number): number => (age > 0 ? age / (age + halving) : 0)

const source = 'pallets/subtensor/src/staking/stake_utils.rs, update_moving_price'

/** A constant rate; v2.0.0 to v2.0.5 (E1, E1a). Differs: v2.0.0 did not hold the spot price to 1; v2.0.1 came the same day. */
export const movingPricePlain32: MovingPriceRule = {
  id: 'plain-32',
  summary: 'Constant rate, all terms cut to 2^-32',
  source: `${source}, v2.0.4`,
  status: 'retired',
  update(world, emitting, count, spot, params) {
    const { movingPrice } = world.subnets
    const alphaBits = Math.floor(rawBits(params.movingAlpha))
    for (let k = 0; k < count; k++) {
      const i = emitting[k]
      movingPrice[i] = ofBits(step32(rawBits(movingPrice[i]), spot[i], alphaBits, rawBits(1)))
    }
  },
}

/** A rate that grows with the blocks since `origin` (the block before the first one that counts). */
function aged32(
  id: string,
  summary: string,
  tag: string,
  origin: 'registeredAt' | 'firstEmissionBlock',
): MovingPriceRule {
  // the start call stands one block before the first emission
  const lead = origin === 'firstEmissionBlock' ? 1 : 0
  return {
    id,
    summary,
    source: `${source}, ${tag}`,
    status: 'retired',
    update(world, emitting, count, spot, params) {
      const { movingPrice } = world.subnets
      const start = world.subnets[origin]
      const now = world.block + lead
      const halving = params.priceHalvingBlocks
      const alphaBits = Math.floor(rawBits(params.movingAlpha))
      for (let k = 0; k < count; k++) {
        const i = emitting[k]
        const ageBits = Math.floor(rawBits(ageFactor(now - start[i], halving)))
        movingPrice[i] = ofBits(step32(rawBits(movingPrice[i]), spot[i], alphaBits, ageBits))
      }
    },
  }
}

/** Age since registration; v2.0.6 to v2.0.9 (E2, E2a). */
export const movingPriceRegistered32 = aged32(
  'registered-32',
  'Rate grows with the age since registration, all terms cut to 2^-32',
  'v2.0.6',
  'registeredAt',
)

/** Age since the start call; v2.0.10 to v3.4.7 (E2a to E8a). */
export const movingPriceAge32 = aged32(
  'age-32',
  'Rate grows with the age since the start call, all terms cut to 2^-32',
  'v3.2.0',
  'firstEmissionBlock',
)

/** Age since the start call, finer arithmetic; from v3.4.8 on (E8b). The default. */
export const movingPriceAge64: MovingPriceRule = {
  id: 'age-64',
  summary: 'Rate grows with the age since the start call, terms cut to 2^-64, the price to 2^-32',
  source: `${source}, 14bc6f9f`,
  status: 'mainnet',
  update(world, emitting, count, spot, params) {
    const { movingPrice, firstEmissionBlock } = world.subnets
    const { movingAlpha, priceHalvingBlocks } = params
    const now = world.block + 1
    for (let k = 0; k < count; k++) {
      const i = emitting[k]
      const age = now - firstEmissionBlock[i]
      const alpha = age > 0 ? movingAlpha * (age / (age + priceHalvingBlocks)) : 0
      movingPrice[i] = ofBits(step64(rawBits(movingPrice[i]), spot[i], alpha))
    }
  },
}
