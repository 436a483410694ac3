import type { ChainView } from '../../chain/view.js'
import type { Stream, Streams } from '../../random/streams.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'

const columns = perSubnet('outside/activity', {
  lasting: f64('log', 'how busy the subnet is against the median one, for good'),
  changing: f64('log', 'how busy it is today against its own usual day'),
})

/**
 * How busy the traders of a subnet are: one number for all of them, since retail and large orders come together.
 *
 *   activity = exp(s + v_t)       s ~ N(0, lasting),  v an Ornstein-Uhlenbeck process, stationary sd `changing`
 *   v' = k v + changing sqrt(1 - k^2) e      a day, k = 2^(-1 / half-life),  e ~ N(0, 1)
 *
 * s and v are logarithms without unit; v keeps its value within a day, counted from the start of the run.
 *
 * Source: calibration.md 2 (model) and 3 (values).
 */
export class Activity {
  readonly #columns: ReturnType<typeof columns.of>
  readonly #streams: Stream[]

  constructor(world: World, streams: Streams) {
    this.#columns = columns.of(world)
    this.#streams = Array.from(world.subnets.exists, (_, n) => streams.make(`outside/activity/${n}`))
  }

  /** Subnets are born busy or quiet, and on a day like any other. */
  open(chain: ChainView, lasting: number, changing: number): void {
    for (const n of chain.netuids) {
      this.#columns.lasting[n] = lasting * this.#streams[n].normal()
      this.#columns.changing[n] = changing * this.#streams[n].normal()
    }
  }

  newDay(chain: ChainView, changing: number, halfLife: number): void {
    const keep = 2 ** (-1 / halfLife)
    const kick = changing * Math.sqrt(1 - keep * keep)
    const { changing: v } = this.#columns
    for (const n of chain.netuids) v[n] = keep * v[n] + kick * this.#streams[n].normal()
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
