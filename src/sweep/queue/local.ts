import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import type { OrderDone, RunOrder, RunQueue } from './queue.js'
import type { WorkerTask } from './worker.js'

export interface LocalQueueOptions {
  /** Of the runs; exists or is made by the first run. */
  readonly folder: string
  /** Threads, at least 1. */
  readonly workers: number
}

/** Orders handed out ahead of those that run, so that no thread waits for the next. */
const AHEAD = 1

/** Carries out orders in threads of this process. No other file knows the pool (piscina). */
export function localQueue({ folder, workers }: LocalQueueOptions): RunQueue {
  const stop = new SharedArrayBuffer(4)
  const { filename, execArgv } = workerFile()
  const pool = new Piscina<RunOrder, OrderDone>({
    filename,
    execArgv,
    maxThreads: workers,
    // Threads start when the first order comes and stay: loading the engine costs more than a small run.
    minThreads: 0,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: { folder, stop } satisfies WorkerTask,
  })

  const start = (order: RunOrder): Promise<OrderDone> =>
    pool.run(order).catch((error: unknown) => {
      // The thread itself has ended, as by want of memory; the pool makes another one.
      const words = error instanceof Error ? error.message : String(error)
      return {
        run: order.run,
        status: 'failed',
        reused: false,
        error: `the worker ended: ${words}`,
        seconds: 0,
      }
    })

  return {
    width: workers,
    async *carryOut(orders, signal) {
      const flag = new Int32Array(stop)
      const onAbort = () => Atomics.store(flag, 0, 1)
      if (signal.aborted) onAbort()
      signal.addEventListener('abort', onAbort)
      try {
        yield* race(orders, workers + AHEAD, start, signal)
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
    close: () => pool.close({ force: true }),
  }
}

/** So many orders at a time; each result as soon as it is there. */
async function* race(
  orders: Iterable<RunOrder>,
  width: number,
  start: (order: RunOrder) => Promise<OrderDone>,
  signal: AbortSignal,
): AsyncIterable<OrderDone> {
  const running = new Map<string, Promise<OrderDone>>()
  const source = orders[Symbol.iterator]()
  let more = true
  while (more || running.size > 0) {
    while (more && running.size < width) {
      const next = signal.aborted ? { done: true as const, value: undefined } : source.next()
      if (next.done) more = false
      else running.set(next.value.run, start(next.value))
    }
    if (running.size === 0) return
    const done = await Promise.race(running.values())
    running.delete(done.run)
    yield done
  }
}

/** The thread's file beside this one; from TypeScript sources it needs the loader that this process may run under itself. */
function workerFile(): { filename: string; execArgv: string[] } {
  const here = fileURLToPath(import.meta.url)
  if (!here.endsWith('.ts'))
    return { filename: fileURLToPath(new URL('worker.js', import.meta.url)), execArgv: [] }
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return { filename: fileURLToPath(new URL('worker.ts', import.meta.url)), execArgv: ['--import', loader] }
}
