import type { Job } from '../one-run.js'

/**
 * One run of a sweep, asked for: pure data (JSON holds all of it), so that a worker on another machine can carry it out
 * with nothing but this, the same version of the engine, and a folder to write to.
 */
export interface RunOrder {
  /** Name of the run, `nameOf(job)`: equal runs of two cells are one order. */
  readonly run: string
  readonly job: Job
  /** Tables kept beside `summary`; all if undefined. */
  readonly keep?: readonly string[]
  /** Columns kept beside the tables for comparing it with its pair, `pairing.ts`. */
  readonly pairing?: boolean
  /** Who asked for it, for messages: the first of those that want this run. */
  readonly place: OrderPlace
}
export interface OrderPlace {
  readonly experiment: string
  readonly cell: number
  readonly rep: number
  /** The run is the counterfactual of that cell and replicate: the same with the attack off. */
  readonly twin?: boolean
}

/**
 * What became of an order. The rows are not in it: they lie in the run's folder, which has its final name exactly if the
 * run is complete.
 */
export interface OrderDone {
  readonly run: string
  /** `interrupted`: it was begun and told to stop, or never begun. */
  readonly status: 'complete' | 'failed' | 'interrupted'
  /** A finished run of that name was there before, and was left as it is. */
  readonly reused: boolean
  /** What ended a failed run, in words. */
  readonly error?: string
  /** Wall time of the run, seconds; for estimates of time alone. */
  readonly seconds: number
}

/**
 * Carries out orders, somewhere. Three promises:
 *
 * - Orders are drawn as there is room, never all at once: memory does not grow with the number of runs.
 * - An order may be carried out more than once (a worker died, two parents share a folder): the run's folder gets its name
 *   by a rename, the first one stays, the others are thrown away. Equal orders give equal bytes, so it does not matter.
 * - Exactly one `OrderDone` comes back for each order drawn, in the order of finishing. A run that fails is a result; an
 *   exception is for a queue that can no longer work at all.
 */
export interface RunQueue {
  /**
   * May be called again after it has ended (the next batch of replicates).
   * @param stop  aborted: draw no more orders, let running ones end after their block, as `interrupted`
   */
  carryOut(orders: Iterable<RunOrder>, stop: AbortSignal): AsyncIterable<OrderDone>
  /** How many runs it carries out at a time, as far as it knows; for the progress line. */
  readonly width: number
  close(): Promise<void>
}
