import { walletKey } from '../agents/cohort.js'
import type { Settled } from './people.js'

/**
 * To which root validator each wallet without a hotkey of its own stakes, so that delegations keep root as unequal as the
 * validators' own stake makes it: the largest wallet chooses first, and each chooses the validator furthest below its
 * part. A wallet stays whole, so one that is larger than any validator's part makes that validator the largest.
 *
 *   next = argmax_k (T R_k / sum R - G_k)          R_k own root stake, G_k given so far, T all that is delegated
 *
 * Ties go to the validator listed first. Source: own model.
 * @param amounts RAO of root TAO by wallet key  @param list root validators and their own stake
 * @returns hotkey by wallet key
 */
export function matchToRoot(
  amounts: ReadonlyMap<number, number>,
  { hotkeys, sizes }: { hotkeys: readonly number[]; sizes: readonly number[] },
): Map<number, number> {
  let delegated = 0
  for (const amount of amounts.values()) delegated += amount
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  const missing = sizes.map((size) => (delegated * size) / whole)
  const order = [...amounts.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const matched = new Map<number, number>()
  for (const [wallet, amount] of order) {
    let best = 0
    for (let k = 1; k < missing.length; k++) if (missing[k] > missing[best]) best = k
    matched.set(wallet, hotkeys[best])
    missing[best] -= amount
  }
  return matched
}

/** What each wallet that stakes to validators will hold on root. @param root RAO of root TAO in all */
export function rootWallets(settled: readonly Settled[], root: number): Map<number, number> {
  const amounts = new Map<number, number>()
  for (const { seed, portions } of settled) {
    if ((seed.hotkey[0] >= 0 && seed.netuid[0] >= 0) || portions.root === 0) continue
    const total = portions.size.reduce((sum, size) => sum + size, 0)
    for (let m = 0; m < seed.coldkey.length; m++) {
      const key = walletKey(seed, m)
      amounts.set(key, (amounts.get(key) ?? 0) + (portions.root * root * portions.size[m]) / total)
    }
  }
  return amounts
}
