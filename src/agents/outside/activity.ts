import type { ChainView } from '../../chain/view.js'
import type { Stream, Streams } from '../../random/streams.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'

const columns = perSubnet('outside/activity', {
  lasting: f64('log', 'how busy the subnet is against the median one, for good'),
  changing: f64('log', 'how busy it is today against its own usual day'),
})

/** Made in runs in which activity has a slow part. */
const slowColumns = perSubnet('outside/slow-activity', {
  slow: f64('log', 'the part of `changing` that fades over weeks'),
})

/** Of the part of activity that changes: how strongly, and in how many days half of a change has faded. */
export interface Fading {
  /** Stationary standard deviation, log. */
  readonly size: number
  /** Days. */
  readonly halfLife: number
}

/**
 * How busy the traders of a subnet are: one number for all of them, since retail and large orders come together.
 *
 *   activity = exp(s + v_t),  v = f + g      s ~ N(0, lasting);  f and g Ornstein-Uhlenbeck processes, fast and slow
 *   f' = k f + size sqrt(1 - k^2) e          a day, k = 2^(-1 / half-life),  e ~ N(0, 1);  g alike
 *
 * s and v are logarithms without unit; v keeps its value within a day, counted from the start of the run. With one speed the
 * memory of volatility is too long at a day and too short at ten; a slow part of size 0 is no part.
 *
 * Source: calibration.md 2 (model), 3 (values) and 5 (two speeds).
 */
export class Activity {
  readonly #columns: ReturnType<typeof columns.of>
  readonly #streams: Stream[]
  readonly #slow: { columns: ReturnType<typeof slowColumns.of>; streams: Stream[] } | null = null

  /** @param slow  whether there is a slow part */
  constructor(world: World, streams: Streams, slow: boolean) {
    this.#columns = columns.of(world)
    this.#streams = Array.from(world.subnets.exists, (_, n) => streams.make(`outside/activity/${n}`))
    if (!slow) return
    const slowStreams = Array.from(world.subnets.exists, (_, n) => streams.make(`outside/slow-activity/${n}`))
    this.#slow = { columns: slowColumns.of(world), streams: slowStreams }
  }

  /** Subnets are born busy or quiet, and on a day like any other. */
  open(chain: ChainView, lasting: number, fast: Fading, slow: Fading): void {
    for (const n of chain.netuids) {
      this.#columns.lasting[n] = lasting * this.#streams[n].normal()
      this.#columns.changing[n] = fast.size * this.#streams[n].normal()
    }
    if (this.#slow === null) return
    const { columns, streams } = this.#slow
    for (const n of chain.netuids) {
      columns.slow[n] = slow.size * streams[n].normal()
      this.#columns.changing[n] += columns.slow[n]
    }
  }

  newDay(chain: ChainView, fast: Fading, slow: Fading): void {
    const keep = 2 ** (-1 / fast.halfLife)
    const kick = fast.size * Math.sqrt(1 - keep * keep)
    const { changing: v } = this.#columns
    if (this.#slow === null) {
      for (const n of chain.netuids) v[n] = keep * v[n] + kick * this.#streams[n].normal()
      return
    }
    const { columns, streams } = this.#slow
    const keepSlow = 2 ** (-1 / slow.halfLife)
    const kickSlow = slow.size * Math.sqrt(1 - keepSlow * keepSlow)
    for (const n of chain.netuids) {
      const f = keep * (v[n] - columns.slow[n]) + kick * this.#streams[n].normal()
      columns.slow[n] = keepSlow * columns.slow[n] + kickSlow * streams[n].normal()
      v[n] = f + columns.slow[n]
    }
  }

  /** s + v: logarithm of how busy the subnet is today; 0 is the median subnet on a median day. */
  of(netuid: number): number {
    return this.#columns.lasting[netuid] + this.#columns.changing[netuid]
  }
  /** v alone: against the subnet's own usual day. */
  change(netuid: number): number {
    return this.#columns.changing[netuid]
  }
}
