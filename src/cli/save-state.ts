import { packState, unpackState } from '../state/pack.js'
import { type SavedWorld, saveWorld } from '../state/save-world.js'
import type { World } from '../state/world.js'

/**
 * The tables of a world as one file: a line of JSON that names every column, its type and length, then the columns as
 * they lie in memory, in that order. For the one who looks into a bug; `restoreWorld` makes a world of it again.
 */
export const saveState = (world: World): Uint8Array => packState(saveWorld(world))

/** What `saveState` wrote. */
export const readState = (bytes: Uint8Array): SavedWorld => unpackState(bytes) as SavedWorld
