import { Queue, QueueEvents, WaitingError, Worker } from 'bullmq'
import { ScenarioError } from '../../errors.js'
import { ENGINE_VERSION } from '../../version.js'
import type { OrderDone, RunOrder } from './queue.js'

/** An order on its way through Redis, with the folder that its run goes to. */
export interface Parcel {
  /** Of the sweep's runs, as the one who asked for it sees it. */
  readonly folder: string
  readonly order: RunOrder
}

/** Where Redis says a parcel is. */
export type Whereabouts = 'waiting' | 'active' | 'completed' | 'failed' | 'unknown'

/** What a parent does with the shared queue. */
export interface Board {
  /** Put a parcel there; one that waits or is worked on under that id stays as it is. */
  post(id: string, parcel: Parcel): Promise<void>
  /** Take it away, unless somebody works on it. */
  withdraw(id: string): Promise<void>
  where(id: string): Promise<{ at: Whereabouts; done?: OrderDone; reason?: string }>
  /** Worker processes that are connected. */
  workers(): Promise<number>
  close(): Promise<void>
}
export interface BoardEvents {
  /** A parcel came to an end: look for it. */
  ended(id: string): void
  lost(reason: string): void
  /** Redis answers. Told at every answer, or nearly so. */
  back(): void
}

/** Workers of another version never see our orders, nor we theirs: the version is in the queue's name. */
const QUEUE = `runs-${ENGINE_VERSION}`
const PREFIX = 'taolab'
/** Seconds that results stay in Redis for a parent that was away; the run's folder is what lasts. */
const KEEP = { age: 600 }
/** A worker that has not renewed its hold for so long is taken for dead, milliseconds. */
const HOLD = 15_000
/** Looks for such workers, milliseconds apart. */
const LOOK = 10_000
/** A run that has taken so many workers with it is not tried again. */
const DEATHS = 3

/** @throws ScenarioError if Redis is not there, or does not let us in: within seconds */
export async function openBoard(url: string, events: BoardEvents): Promise<Board> {
  const connection = connectionOf(url)
  await knock(connection, url)
  const queue = new Queue(QUEUE, {
    prefix: PREFIX,
    connection: { ...connection, maxRetriesPerRequest: null },
  })
  const endings = new QueueEvents(QUEUE, { prefix: PREFIX, connection })
  queue.on('error', (error) => events.lost(reasonOf(error)))
  endings.on('error', () => {})
  endings.on('completed', ({ jobId }) => events.ended(jobId))
  endings.on('failed', ({ jobId }) => events.ended(jobId))
  await endings.waitUntilReady()
  return {
    async post(id, parcel) {
      const before = await queue.getJob(id)
      const state = await before?.getState()
      if (state === 'completed' || state === 'failed') await before?.remove()
      await queue.add('run', parcel, { jobId: id, removeOnComplete: KEEP, removeOnFail: KEEP })
      events.back()
    },
    async withdraw(id) {
      await queue.remove(id)
    },
    async where(id) {
      const job = await queue.getJob(id)
      events.back()
      if (!job) return { at: 'unknown' }
      const state = await job.getState()
      if (state === 'completed') return { at: state, done: job.returnvalue as OrderDone }
      if (state === 'failed') return { at: state, reason: job.failedReason }
      return { at: state === 'active' || state === 'unknown' ? state : 'waiting' }
    },
    workers: () => queue.getWorkersCount(),
    async close() {
      await Promise.race([Promise.all([endings.close(), queue.close()]), pause(2_000)])
      await Promise.all([endings.disconnect(), queue.disconnect()])
    },
  }
}

/** What a worker does with one parcel. Undefined: it goes back to the queue for somebody else. */
export type Handler = (parcel: Parcel) => Promise<OrderDone | undefined>

export interface Taker {
  /** Takes no more, and waits for what is in hand. */
  close(): Promise<void>
  /** At once. */
  drop(): Promise<void>
}

/**
 * Take parcels as they come, `width` at a time. Holds are renewed by this process's event loop, which must stay free.
 * @throws ScenarioError if Redis is not there, or does not let us in
 */
export async function takeParcels(
  url: string,
  width: number,
  handle: Handler,
  events: Pick<BoardEvents, 'lost' | 'back'> & { empty(): void },
): Promise<Taker> {
  const connection = connectionOf(url)
  await knock(connection, url)
  const worker = new Worker<Parcel, OrderDone>(
    QUEUE,
    async (job, token) => {
      const done = await handle(job.data)
      if (done) return done
      await job.moveToWait(token)
      throw new WaitingError()
    },
    {
      prefix: PREFIX,
      connection: { ...connection, maxRetriesPerRequest: null },
      concurrency: width,
      lockDuration: HOLD,
      stalledInterval: LOOK,
      maxStalledCount: DEATHS,
      runRetryDelay: 1_000,
      drainDelay: 1,
    },
  )
  worker.on('error', (error) => events.lost(reasonOf(error)))
  worker.on('ready', () => events.back())
  worker.on('drained', () => events.empty())
  return {
    close: () => worker.close(),
    drop: () => worker.disconnect(),
  }
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())

const reasonOf = (error: Error): string =>
  error.message || (error as NodeJS.ErrnoException).code || 'no reason given'

/** Milliseconds within which Redis must answer the first time. */
const KNOCK = 5_000

interface Connection {
  host: string
  port: number
  username?: string
  password?: string
  db: number
  tls?: object
}

/** Once, without trying again: a wrong address or password is said at once. */
async function knock(connection: Connection, url: string): Promise<void> {
  const tried = { ...connection, connectTimeout: KNOCK, retryStrategy: () => null, maxRetriesPerRequest: 0 }
  const probe = new Queue(QUEUE, { prefix: PREFIX, connection: tried })
  let reason = ''
  // The first error says why, those after it only that the connection is gone.
  probe.on('error', (error) => {
    reason ||= reasonOf(error)
  })
  try {
    const late = pause(KNOCK).then(() => Promise.reject(new Error(`no answer within ${KNOCK / 1_000} s`)))
    await Promise.race([probe.waitUntilReady().then(() => probe.getJobCounts()), late])
  } catch (error) {
    throw new ScenarioError([
      {
        path: '--queue',
        got: `${withoutPassword(url)} (${reason || reasonOf(error as Error)})`,
        want: 'a Redis that is there and lets us in, such as redis://:password@host:6379',
      },
    ])
  } finally {
    await probe.disconnect().catch(() => {})
  }
}

/** @throws ScenarioError if it is no address of a Redis */
export function connectionOf(url: string): Connection {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw notAnAddress(url)
  }
  const { protocol, hostname, port, username, password, pathname } = parsed
  const db = Number(pathname.slice(1) || '0')
  if (!/^rediss?:$/.test(protocol) || hostname === '' || !Number.isInteger(db)) throw notAnAddress(url)
  // A password on the command line is seen by everyone who lists processes; one in the environment is not.
  const secret = decodeURIComponent(password) || process.env.TAOLAB_QUEUE_PASSWORD
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || '6379'),
    db,
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(secret ? { password: secret } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  }
}

const notAnAddress = (url: string): ScenarioError =>
  new ScenarioError([
    {
      path: '--queue',
      got: JSON.stringify(withoutPassword(url)),
      want: 'the address of a Redis: redis://[:password@]host[:port][/number]',
    },
  ])

/** The address as it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/(\/\/[^:@/]*:)[^@]*@/, '$1…@')
