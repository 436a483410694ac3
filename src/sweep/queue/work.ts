import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { takeParcels } from './bull.js'
import { localQueue } from './local.js'
import type { OrderDone, RunOrder, RunQueue } from './queue.js'

export interface WorkOptions {
  readonly url: string
  /** Runs at a time, each in a thread of its own. */
  readonly workers: number
  /** Where the runs go on this machine, if the folder has another path here than for the one who asks. */
  readonly folder?: string
  /** End when nothing waits any more. */
  readonly untilEmpty?: boolean
  /** Aborted: running ones end after their block and go back to the queue. */
  readonly stop: AbortSignal
  /** Redis has answered, and let us in: orders may come. */
  ready?(): void
  say(words: string): void
}

export interface WorkDone {
  readonly complete: number
  readonly failed: number
  /** Begun, and given back. */
  readonly returned: number
}

/**
 * Serve a shared queue until told to stop.
 *
 * A run is carried out in a thread, so that this process's event loop stays free to renew the hold on it. An order comes at
 * least once: a worker that dies loses its hold, and another one carries the run out anew; the first to finish gives the
 * run's folder its name.
 */
export async function serve(options: WorkOptions): Promise<WorkDone> {
  const { url, workers, stop, say } = options
  const tally = { complete: 0, failed: 0, returned: 0 }
  const lanes = Array.from({ length: workers }, () => new Lane())
  const end = new Ending(stop)

  const handle = async (folder: string, order: RunOrder): Promise<OrderDone | undefined> => {
    if (!existsSync(folder)) {
      end.because(new MissingFolder(folder))
      return undefined
    }
    const lane = lanes.find(({ busy }) => !busy)!
    const done = await lane.carryOut(folder, order, end.signal)
    if (done.status === 'interrupted') tally.returned++
    else tally[done.status]++
    return done.status === 'interrupted' ? undefined : done
  }

  let away = false
  const taker = await takeParcels(
    url,
    workers,
    (parcel) => handle(options.folder ?? parcel.folder, parcel.order),
    {
      lost: (reason) => {
        if (!away && !end.signal.aborted) say(`Redis is away (${reason}); waiting for it`)
        away = true
      },
      back: () => {
        if (away) say('Redis is back')
        away = false
      },
      empty: () => {
        if (options.untilEmpty) end.gently()
      },
    },
  )
  options.ready?.()
  await end.reached
  await Promise.race([taker.close(), end.overdue()])
  await taker.drop()
  await Promise.all(lanes.map((lane) => lane.close()))
  if (end.error) throw end.error
  return tally
}

/** One run at a time, in a thread that stays for the next run of the same sweep. */
class Lane {
  busy = false
  #folder = ''
  #queue?: RunQueue

  async carryOut(folder: string, order: RunOrder, stop: AbortSignal): Promise<OrderDone> {
    this.busy = true
    try {
      if (this.#folder !== folder) {
        await this.close()
        this.#queue = localQueue({ folder, workers: 1 })
        this.#folder = folder
      }
      for await (const done of this.#queue!.carryOut([order], stop)) return done
      return { run: order.run, status: 'interrupted', reused: false, seconds: 0 }
    } finally {
      this.busy = false
    }
  }

  async close(): Promise<void> {
    await this.#queue?.close()
  }
}

/** Milliseconds in which a worker that is told to stop gives its runs back; then it goes without. */
const GRACE = 20_000

/** The end of a worker, and why. */
class Ending {
  readonly #controller = new AbortController()
  readonly signal = this.#controller.signal
  readonly reached: Promise<void>
  error?: Error
  #reach = () => {}

  constructor(stop: AbortSignal) {
    this.reached = new Promise((resolve) => {
      this.#reach = resolve
    })
    if (stop.aborted) this.because()
    stop.addEventListener('abort', () => this.because())
  }

  /** At once: running ones go back to the queue. */
  because(error?: Error): void {
    this.error ??= error
    this.#controller.abort()
    this.#reach()
  }

  /** Running ones come to their end. */
  gently(): void {
    this.#reach()
  }

  /** So long after the wish to end at once; never if all is well. */
  overdue(): Promise<void> {
    const late = () => pause(GRACE, undefined, { ref: false })
    return this.signal.aborted ? late() : once(this.signal, 'abort').then(late)
  }
}

/** The machine lacks the folder that the runs go to. */
class MissingFolder extends Error {
  readonly code = 'ENOENT'
  constructor(folder: string) {
    super(
      `${folder} is not there on ${hostname()}: mount it, or say with --folder where the runs go on this machine`,
    )
  }
}
