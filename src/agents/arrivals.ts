import type { ChainView } from '../chain/view.js'
import type { Stream } from '../random/streams.js'
import { f64 } from '../state/columns.js'
import { BLOCKS_PER_DAY } from '../units.js'

/**
 * Poisson arrivals whose rate is constant within a day and changes from day to day, without error of discretisation:
 *
 *   C <- C - r dt;  every time C falls to 0 something arrives, and C grows by an exponential with mean 1
 *
 * C what is left of the clock (no unit), r rate (1/block), dt blocks since the last look. Those who use it look again
 * at the next arrival and at every change of the rate (`nextLook`). Own model; the time change of a Poisson process.
 */
export const arrivalMemory = {
  clock: f64('1', 'what is left of the exponential clock until the next arrival'),
  rate: f64('1/block', 'rate of arrivals since the last look'),
  seen: f64('block', 'block of the last look'),
  nextLook: f64('block', 'block of the next look'),
}
interface Arrivals {
  clock: number
  rate: number
  seen: number
  nextLook: number
}

/** Set the clock going. */
export function startArrivals(memory: Arrivals, chain: ChainView, rate: number, stream: Stream): void {
  memory.clock = stream.exponential()
  memory.rate = rate
  memory.seen = chain.block
  memory.nextLook = lookAt(memory, chain)
}

/** Let the clock run to this block. Then call `arrives` until it says no. */
export function runClock(memory: Arrivals, block: number): void {
  memory.clock -= memory.rate * (block - memory.seen)
  memory.seen = block
}

/** Whether one more has arrived; takes it off the clock. */
export function arrives(memory: Arrivals, stream: Stream): boolean {
  if (memory.clock > 0) return false
  memory.clock += stream.exponential()
  return true
}

/** From now on this rate. @param due block at which there is something else to do, Infinity for none */
export function setRate(memory: Arrivals, chain: ChainView, rate: number, due: number): void {
  memory.rate = rate
  memory.nextLook = Math.min(due, lookAt(memory, chain))
}

/** The next arrival, or the end of the day, at which activity changes. */
function lookAt({ clock, rate }: Arrivals, chain: ChainView): number {
  const elapsed = chain.block - chain.startBlock
  const dayEnds = chain.block + BLOCKS_PER_DAY - (elapsed % BLOCKS_PER_DAY)
  const arrival = rate > 0 ? chain.block + Math.ceil(clock / rate) : Number.POSITIVE_INFINITY
  return Math.min(dayEnds, Math.max(chain.block + 1, arrival))
}
