/** A lock of alpha towards a hotkey: what is locked, and how long it has been meant. */
export interface LockState {
  /** RAO of alpha that cannot leave. */
  mass: number
  /** RAO of alpha, weighted by age. */
  conviction: number
}

/** How a lock ages, in blocks: time constants tau = half-life / ln 2. */
export interface LockRates {
  /** tau_u, UnlockRate. */
  unlock: number
  /** tau_m, MaturityRate. */
  maturity: number
}

/** Mass and conviction below this both count as none, RAO. Source: staking/lock.rs, 14bc6f9f. */
const DUST = 100

/**
 * Carry a lock over dt blocks, in place:
 *
 *   decaying   m' = m e^(-dt/u)     c' = c e^(-dt/v) + m (dt/v) e^(-dt/v)                         for u = v
 *                                   c' = c e^(-dt/v) + m u (e^(-dt/u) - e^(-dt/v)) / (u - v)      otherwise
 *   perpetual  m' = m               c' = c e^(-dt/v) + m (1 - e^(-dt/v))
 *
 * u  unlock rate, v  maturity rate, both in blocks. A lock towards the subnet owner's hotkey has its full conviction at
 * once: c' = m'. The mass is rounded down to whole RAO.
 *
 * Source: pallets/subtensor/src/staking/lock.rs, roll_forward_lock, v3.4.0-411 and later, 14bc6f9f
 */
export function rollForward(
  lock: LockState,
  dt: number,
  { unlock, maturity }: LockRates,
  perpetual: boolean,
  toOwner: boolean,
): void {
  const { mass } = lock
  const aged = Math.exp(-dt / maturity)
  const kept = perpetual ? 1 : Math.exp(-dt / unlock)
  const grown = perpetual
    ? 1 - aged
    : unlock === maturity
      ? (dt / maturity) * aged
      : (unlock * (kept - aged)) / (unlock - maturity)
  lock.mass = Math.floor(mass * kept)
  lock.conviction = toOwner ? lock.mass : lock.conviction * aged + mass * grown
  if (lock.mass < DUST && lock.conviction < DUST) {
    lock.mass = 0
    lock.conviction = 0
  }
}

/** A year of blocks: a younger subnet keeps its owner. */
export const ONE_YEAR = 2_629_800

/**
 * Whether conviction may name another owner: the subnet is a year old, and the convictions reach a tenth of the alpha
 * outside the pool.
 *
 * @param age  blocks since registration  @param conviction  of all locks together, RAO  @param alphaOut  RAO of alpha
 * Source: pallets/subtensor/src/staking/lock.rs, change_subnet_owner_if_needed, 14bc6f9f
 */
export const ownerMayChange = (age: number, conviction: number, alphaOut: number): boolean =>
  age >= ONE_YEAR && alphaOut > 0 && conviction * 10 >= alphaOut
