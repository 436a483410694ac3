/** What corrupting an objective costs and brings, from runs at the least level that reaches it. */
export interface Corruption {
  /** coc: least capital that reaches the objective, TAO; Infinity if no capital does. */
  readonly cocTao: number
  /** Expected net loss of doing so: mean of -profit. Negative where corruption pays. */
  readonly cocNetTao: number
  /** Mean profit over that capital. */
  readonly marginFrac: number
}

/**
 * Cost of corruption from a search for the least capital (stats/bisect.ts) and the paired profits at it.
 *
 *   coc = least K with mean objective >= x      coc_net = -mean profit      margin = mean profit / coc
 *
 * @param level    least capital known to reach the objective, TAO; NaN if unreachable
 * @param profits  attack_profit_tao of the replicates at that level; empty cells are left out
 * Source: metrics of this project, section A.3
 */
export function corruptionOf(level: number, profits: ArrayLike<number>): Corruption {
  const present = Array.from(profits).filter((profit) => !Number.isNaN(profit))
  if (Number.isNaN(level)) {
    return { cocTao: Number.POSITIVE_INFINITY, cocNetTao: Number.NaN, marginFrac: Number.NaN }
  }
  const profit = present.reduce((sum, value) => sum + value, 0) / present.length
  return { cocTao: level, cocNetTao: -profit, marginFrac: profit / level }
}

/** Days of the security budget that an attack is weighed against. */
const MONTH = 30

/**
 * Cost of corruption over what the network pays for its security in a month:
 *
 *   attack_cost_ratio = coc P / (30 B)          P USD per TAO, B security budget (USD/day), both means over the run
 *
 * Below 1, a month's pay of all validators and stakers would buy the attack.
 * @param cocTao TAO; Infinity if no capital suffices, and then so is the ratio
 * @example costRatio(3000, 300, 15_000)  // => 2
 * Source: metrics of this project, section C
 */
export const costRatio = (cocTao: number, taoUsd: number, budgetUsdPerDay: number): number =>
  (cocTao * taoUsd) / (MONTH * budgetUsdPerDay)
