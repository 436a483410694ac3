import { hashKeys } from '../random/keyed.js'
import { ROOT } from '../units.js'

/**
 * To which validator those without a hotkey of their own stake: one of the subnet's validators that genesis listed, in
 * proportion to their size, the same one each time. On root, one of the root validators.
 */
export interface Delegation {
  /** @returns a hotkey, -1 if the subnet has no validator */
  choose(netuid: number, key: number): number
}

/**
 * @param lists  hotkeys and their sizes by netuid; root's under 0
 * @param onRoot hotkey on root of those keys whose validator genesis chose for them
 */
export function createDelegation(
  lists: readonly { hotkeys: number[]; sizes: number[] }[],
  onRoot?: ReadonlyMap<number, number>,
): Delegation {
  const sums = lists.map(({ sizes }) => {
    let total = 0
    return sizes.map((size) => {
      total += size
      return total
    })
  })
  return {
    choose(netuid, key) {
      const fixed = netuid === ROOT ? onRoot?.get(key) : undefined
      if (fixed !== undefined) return fixed
      const list = lists[netuid] ?? lists[ROOT]
      const cumulative = sums[netuid]
      if (!cumulative || cumulative.length === 0) return lists[ROOT].hotkeys[0] ?? -1
      const target = (hashKeys(0x5eed, key, netuid, 0) / 4_294_967_296) * cumulative[cumulative.length - 1]
      let k = 0
      while (k < cumulative.length - 1 && cumulative[k] <= target) k++
      return list.hotkeys[k]
    },
  }
}
