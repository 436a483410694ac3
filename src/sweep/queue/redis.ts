import { setTimeout as pause } from 'node:timers/promises'
import { sha256Hex } from '../../hash.js'
import { finishedRun } from '../../record/sinks/folder.js'
import { type Board, openBoard } from './bull.js'
import type { OrderDone, RunOrder, RunQueue } from './queue.js'

export interface RedisQueueOptions {
  /** redis://[:password@]host[:port][/number], or rediss:// */
  readonly url: string
  /** Of the sweep's runs, shared by all machines; absolute. */
  readonly folder: string
  /** Told in words of what holds up the work. */
  say?(words: string): void
}

/** Orders in Redis at a time, for each worker process, and at least. */
const AHEAD = 8
const LEAST = 64
/** Milliseconds between two looks at what is out. Events tell sooner; the looks are for events that were lost. */
const LOOK = 1_000
/** Orders looked after in one look. */
const LOOKED = 256
/** Milliseconds in which a command must be answered before it is tried again at the next look. */
const PATIENCE = 5_000
/** Milliseconds without Redis after which the sweep gives up. */
const AWAY = 600_000
/** Milliseconds in which a finished run's folder must be seen: a network's file system may show it late. */
const UNSEEN = 120_000

interface Out {
  readonly order: RunOrder
  posted: boolean
  /** When Redis first called it done while its folder was not to be seen. */
  unseenSince?: number
}

/**
 * Carries out orders on any machine where `taolab work` runs against the same Redis and sees the same folder.
 *
 * Truth is the folder: a run is complete when it lies there under its name. Redis carries orders and hints, and may lose
 * both: every order that is out is looked after, and posted again if Redis no longer knows it.
 *
 * @throws ScenarioError if Redis is not there, or does not let us in
 */
export async function redisQueue(options: RedisQueueOptions): Promise<RunQueue> {
  const parent = new Parent(options)
  await parent.open()
  return parent
}

class Parent implements RunQueue {
  readonly #options: RedisQueueOptions
  #board!: Board
  #workers = 0
  #lostAt?: number
  readonly #out = new Map<string, Out>()
  readonly #ended = new Set<string>()
  #wake = () => {}

  constructor(options: RedisQueueOptions) {
    this.#options = options
  }

  get width(): number {
    return Math.max(1, this.#workers)
  }

  async open(): Promise<void> {
    this.#board = await openBoard(this.#options.url, {
      ended: (id) => {
        if (!this.#out.has(id)) return
        this.#ended.add(id)
        this.#wake()
      },
      lost: (reason) => {
        if (this.#lostAt === undefined) this.#say(`Redis is away (${reason}); waiting for it`)
        this.#lostAt ??= Date.now()
      },
      back: () => {
        if (this.#lostAt !== undefined) this.#say('Redis is back')
        this.#lostAt = undefined
      },
    })
    this.#workers = await this.#board.workers()
    if (this.#workers === 0) this.#say('no worker is connected yet: `taolab work --queue …` starts one')
  }

  close(): Promise<void> {
    return this.#board.close()
  }

  async *carryOut(orders: Iterable<RunOrder>, stop: AbortSignal): AsyncIterable<OrderDone> {
    const source = orders[Symbol.iterator]()
    let more = true
    stop.addEventListener('abort', () => this.#wake(), { once: true })
    while (!stop.aborted) {
      while (more && this.#out.size < Math.max(LEAST, AHEAD * this.#workers)) {
        const next = source.next()
        if (next.done) more = false
        else this.#out.set(this.#id(next.value), { order: next.value, posted: false })
      }
      if (this.#out.size === 0) return
      await this.#post()
      if (this.#ended.size === 0) await this.#sleep(stop)
      for (const done of await this.#look()) yield done
    }
    yield* this.#giveUp()
  }

  /** The same run for the same folder is the same order, whoever asks. */
  #id({ run }: RunOrder): string {
    return `${sha256Hex(this.#options.folder).slice(0, 8)}-${run}`
  }

  async #post(): Promise<void> {
    const { folder } = this.#options
    for (const [id, out] of this.#out) {
      if (out.posted) continue
      out.posted = await answered(
        this.#board.post(id, { folder, order: out.order }).then(() => true),
        false,
      )
      if (!out.posted) return
    }
  }

  async #sleep(stop: AbortSignal): Promise<void> {
    const timer = new AbortController()
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    const slept = pause(LOOK, undefined, { signal: timer.signal }).catch(() => {})
    if (!stop.aborted) await Promise.race([woken, slept])
    timer.abort()
    if (this.#lostAt !== undefined && Date.now() - this.#lostAt > AWAY) {
      const error = new Error(`Redis has been away for ${AWAY / 60_000} minutes`)
      throw Object.assign(error, { code: 'ECONNREFUSED' })
    }
  }

  /** What has ended: first what Redis told of, then those not looked at for longest. */
  async #look(): Promise<OrderDone[]> {
    const ids = new Set(this.#ended)
    this.#ended.clear()
    if (ids.size === 0) {
      this.#workers = await answered(this.#board.workers(), this.#workers)
      for (const id of this.#out.keys()) if (ids.size < LOOKED) ids.add(id)
    }
    const found: OrderDone[] = []
    for (const id of ids) {
      const out = this.#out.get(id)
      if (!out) continue
      // Looked at last: it goes behind the others.
      this.#out.delete(id)
      const done = await this.#lookFor(id, out)
      if (done) found.push(done)
      else this.#out.set(id, out)
    }
    return found
  }

  async #lookFor(id: string, out: Out): Promise<OrderDone | undefined> {
    const { run } = out.order
    const { at, done, reason } = await answered(this.#board.where(id), { at: 'waiting' as const })
    if (finishedRun(this.#options.folder, run)) return done ?? completed(run)
    const failed = (error: string): OrderDone => ({ run, status: 'failed', reused: false, error, seconds: 0 })
    if (at === 'failed') return failed(`no worker could carry it out: ${reason}`)
    if (at === 'unknown') out.posted = false
    if (at !== 'completed') return undefined
    if (done?.status === 'failed') return done
    out.unseenSince ??= Date.now()
    if (Date.now() - out.unseenSince < UNSEEN) return undefined
    return failed(`a worker has done it, but not in ${this.#options.folder}: is that folder shared?`)
  }

  /** Nothing more is to be done: what nobody has begun is taken back, the rest its worker finishes on its own. */
  async *#giveUp(): AsyncIterable<OrderDone> {
    const left = [...this.#out]
    this.#out.clear()
    const withdrawn = left.map(([id]) => this.#board.withdraw(id).catch(() => {}))
    await answered(Promise.all(withdrawn), [])
    for (const [, { order }] of left)
      yield { run: order.run, status: 'interrupted', reused: false, seconds: 0 }
  }

  #say(words: string): void {
    this.#options.say?.(words)
  }
}

/** A run that lies there, of which Redis has kept nothing. */
const completed = (run: string): OrderDone => ({ run, status: 'complete', reused: false, seconds: 0 })

/** The answer, or `otherwise` if there is none in time. What is asked of Redis may be asked again. */
async function answered<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  const timer = new AbortController()
  const late = pause(PATIENCE, otherwise, { signal: timer.signal }).catch(() => otherwise)
  try {
    return await Promise.race([answer.catch(() => otherwise), late])
  } finally {
    timer.abort()
  }
}
