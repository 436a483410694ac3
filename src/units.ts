/** Units of the chain. Inside the engine amounts are whole RAO and times are blocks; people's units live at the edges. */

/** RAO in one TAO, and the same part of one alpha. */
export const RAO_PER_TAO = 1e9
/** Seconds between blocks. Source: subtensor runtime/src/lib.rs, MILLISECS_PER_BLOCK, 14bc6f9f. */
export const SECONDS_PER_BLOCK = 12
export const BLOCKS_PER_DAY = 7_200
/** 365.25 days. */
export const BLOCKS_PER_YEAR = 2_629_800
/** The chain stores proportions as parts of this. */
export const U16_MAX = 65_535
/** 2^64 - 1, as a double (rounds to 2^64). */
export const U64_MAX = 18_446_744_073_709_551_615n
/** The chain's fixed point keeps 32 fractional bits. */
export const TWO_32 = 4_294_967_296
/** Root, the subnet that holds staked TAO one to one. */
export const ROOT = 0

export const toRao = (amount: number): number => Math.floor(amount * RAO_PER_TAO + 0.5)
export const toTao = (rao: number): number => rao / RAO_PER_TAO
export const toDays = (blocks: number): number => blocks / BLOCKS_PER_DAY
/** Largest u16 proportion not above `x`, 0 .. 65535. */
export const toU16 = (x: number): number => Math.min(U16_MAX, Math.max(0, Math.floor(x * U16_MAX)))
