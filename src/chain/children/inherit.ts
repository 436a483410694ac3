import { floor32 } from '../../emission/grid32.js'
import { TWO_32, U64_MAX } from '../../units.js'

/**
 * A proportion as the chain stores it, parts of 2^64 - 1, as a fraction 0..1 cut to 2^-32.
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, get_inherited_for_hotkey_on_subnet (U96F32), 14bc6f9f
 */
export const fractionOf = (proportion: bigint): number =>
  Number((proportion * BigInt(TWO_32)) / U64_MAX) / TWO_32

/**
 * Stake that a parent lends to one child, RAO, cut to 2^-32 of a RAO:   S p
 *
 * It is rounded only after all that is lent and borrowed has been added up: a parent that lends two thirds of 3000 keeps
 * 1000, and each child of a third has 999. Source: as above.
 */
export const lent = (stake: number, part: number): number => floor32(stake * part)

/** Stake of a hotkey after it has lent and borrowed, whole RAO:   floor(own - lent + borrowed), at least 0 */
export const afterLending = (own: number, lentOut: number, borrowed: number): number =>
  Math.max(0, Math.floor(own - lentOut + borrowed))

/** The largest part on the 2^-32 grid that is not above the one asked for. */
export const floorPart = (part: number): number => floor32(part)
