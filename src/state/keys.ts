import { growTable } from './columns.js'
import type { World } from './world.js'

/** A new coldkey with no TAO. @returns its row */
export function createColdkey(world: World): number {
  const row = world.count.coldkeys++
  growTable(world.coldkeys, row + 1)
  return row
}

/** A new hotkey of that coldkey. @returns its row */
export function createHotkey(world: World, owner: number): number {
  const row = world.count.hotkeys++
  growTable(world.hotkeys, row + 1)
  world.hotkeys.owner[row] = owner
  return row
}
