import type { World } from '../../state/world.js'
import { setChildrenNow } from './links.js'

/** Root validators at most. Source: pallets/subtensor/src/coinbase/root.rs, 14bc6f9f. */
const ROOT_VALIDATORS = 64

/**
 * Every root validator becomes a parent of a new subnet's owner with all its weight there, so that the owner starts with
 * root's whole stake weight. A validator takes it back by naming other children, or none.
 *
 * Source: pallets/subtensor/src/staking/set_children.rs, do_set_root_validators_for_subnet, v3.3.14-401 and later
 * Differs: the chain keeps a list of root validators; here they are the 64 hotkeys with most stake on root.
 */
export function rootLendsTo(world: World, netuid: number, ownerHotkey: number): void {
  const { hotkeys, sharePools, count } = world
  const validators: number[] = []
  const stake = (hotkey: number) => sharePools.total[hotkeys.rootPool[hotkey]]
  for (let hotkey = 0; hotkey < count.hotkeys; hotkey++) {
    if (hotkey !== ownerHotkey && hotkeys.rootPool[hotkey] >= 0 && stake(hotkey) > 0) validators.push(hotkey)
  }
  validators.sort((a, b) => stake(b) - stake(a) || a - b)
  for (const hotkey of validators.slice(0, ROOT_VALIDATORS)) {
    setChildrenNow(world, netuid, hotkey, [{ hotkey: ownerHotkey, part: 1 }])
  }
}
