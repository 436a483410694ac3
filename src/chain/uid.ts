import type { World } from '../state/world.js'

/** UID of a hotkey on a subnet, -1 if it holds none. */
export function uidOf(world: World, netuid: number, hotkey: number): number {
  const slot = world.uidIndex.get(netuid, hotkey)
  return slot < 0 || world.neurons.hotkey[netuid * world.stride + slot] !== hotkey ? -1 : slot
}
