import { ROOT } from '../units.js'
import { alphaStaked } from './holdings.js'
import type { RecordView } from './view.js'

/** Stakers' part of alpha_out: what the owner leaves, halved. Source: coinbase/run_coinbase.rs, 14bc6f9f. */
export const STAKERS_PART = 0.41
/** Miners' part, of the same size. */
export const MINERS_PART = 0.41
/** Take of a validator that has set none. Source: lib.rs, DefaultDelegateTake (11,796 / 65,535), 14bc6f9f. */
const TAKE = 11_796 / 65_535
/** Blocks of a tempo, and tempos of a year of 365.25 days. */
const TEMPO = 360
const TEMPOS = 7305

/**
 * What a TAO on root earns in a tempo, as part of it: (1 - take) 360 sum_i rho_i 0.41 a_i p_i / R; 0 while root's alpha is
 * not sold, NaN without root stake.
 *
 * rho root proportion, a alpha minted for participants a block, p spot price, R TAO on root.
 */
export function rootYield(view: RecordView): number {
  const { netuids, subnets } = view.world
  let income = 0
  for (const n of netuids) income += subnets.rootProportion[n] * subnets.alphaEmitted[n] * view.price(n)
  const staked = subnets.taoReserve[ROOT]
  if (staked === 0) return Number.NaN
  return view.rootSells() ? ((1 - TAKE) * TEMPO * STAKERS_PART * income) / staked : 0
}

/** What a staked alpha earns in a tempo, as part of it: (1 - take) 360 0.41 a (1 - rho) / A; NaN if none is staked. */
export function alphaYield({ world }: RecordView, netuid: number): number {
  const { alphaEmitted, rootProportion } = world.subnets
  const staked = alphaStaked(world, netuid)
  const income = alphaEmitted[netuid] * (1 - rootProportion[netuid])
  return staked > 0 ? ((1 - TAKE) * TEMPO * STAKERS_PART * income) / staked : Number.NaN
}

/** A tempo's yield, compounded over a year: (1 + y)^7305 - 1. */
export const yearly = (tempo: number): number => Math.expm1(TEMPOS * Math.log1p(tempo))

/** The same over a day of 20 tempos, as a logarithm. */
export const logOfDay = (tempo: number): number => 20 * Math.log1p(tempo)
