import { SplitTable as Split, type SplitTable } from '../emission/emission.js'
import type { World } from '../state/world.js'

/** Work arrays of a world, made once. */
export interface Scratch {
  /** Eligible netuids, the frozen ones too: they take part in the shares. */
  emitting: Uint16Array
  count: number
  /** Those of them that live. */
  live: Uint16Array
  liveCount: number
  /** Those whose terms are reckoned: the living, or all where the rule shares TAO out anew among them. */
  fed: Uint16Array
  fedCount: number
  share: Float64Array
  split: SplitTable
  /** Root proportions after the injection, and root's alpha, by netuid. */
  rho: Float64Array
  root: Float64Array
  /** RAO of TAO this block may mint. */
  blockEmission: number
}
const scratches = new WeakMap<World, Scratch>()

export function scratchOf(world: World): Scratch {
  let scratch = scratches.get(world)
  if (!scratch) {
    const rows = world.subnets.exists.length
    const live = new Uint16Array(rows)
    scratch = {
      emitting: new Uint16Array(rows),
      count: 0,
      live,
      liveCount: 0,
      fed: live,
      fedCount: 0,
      share: world.subnets.share,
      split: new Split(rows),
      rho: new Float64Array(rows),
      root: new Float64Array(rows),
      blockEmission: 0,
    }
    scratches.set(world, scratch)
  }
  return scratch
}
