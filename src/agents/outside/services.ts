import { f64, i32 } from '../../state/columns.js'
import { perRow, type World } from '../../state/world.js'

/** By UID of every subnet. */
export interface ServiceColumns {
  readonly quality: Float64Array
  readonly detection: Float64Array
  readonly server: Int32Array
}

/**
 * What miners serve, off the chain: a quality per UID, in logarithms (0 is the median miner). Validators look at it
 * through noise; the chain never sees it.
 */
export class Services {
  readonly #stride: number
  readonly #table: ServiceColumns

  constructor(world: World) {
    this.#stride = world.stride
    const rows = world.subnets.exists.length * world.stride
    this.#table = perRow('services', rows, {
      quality: f64('log', 'quality served; the median miner has 0'),
      detection: f64('probability', 'a validator sees at a look that the work is copied, and scores it 0'),
      server: i32('row', 'hotkey that serves; a newcomer to the UID inherits nothing', -1),
    }).of(world)
  }

  serve(netuid: number, uid: number, hotkey: number, quality: number, detection = 0): void {
    const row = netuid * this.#stride + uid
    this.#table.quality[row] = quality
    this.#table.detection[row] = detection
    this.#table.server[row] = hotkey
  }

  stop(netuid: number, uid: number): void {
    this.#table.server[netuid * this.#stride + uid] = -1
  }

  /** All of it, for loops over the UIDs of a subnet: from `rowOf(netuid)` on. `server` is the hotkey that serves, -1 none. */
  get columns(): ServiceColumns {
    return this.#table
  }
  rowOf(netuid: number): number {
    return netuid * this.#stride
  }

  /** Whether the hotkey that holds the UID serves anything; one that does not is scored 0. */
  serves(netuid: number, uid: number, hotkey: number): boolean {
    return hotkey >= 0 && this.#table.server[netuid * this.#stride + uid] === hotkey
  }

  /** True quality, log units. */
  quality(netuid: number, uid: number): number {
    return this.#table.quality[netuid * this.#stride + uid]
  }

  /** Chance that a validator finds out at a look that this is copied work. */
  detection(netuid: number, uid: number): number {
    return this.#table.detection[netuid * this.#stride + uid]
  }
}
