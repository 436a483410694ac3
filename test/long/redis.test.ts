import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectionOf, withoutPassword } from '../../src/sweep/queue/bull.js'
import { localQueue } from '../../src/sweep/queue/local.js'
import { redisQueue } from '../../src/sweep/queue/redis.js'
import { serve } from '../../src/sweep/queue/work.js'
import { allDone, hashes, smallOrders } from '../support/orders.js'
import { hasRedis, type OwnRedis, ownRedis } from '../support/redis.js'
import { startTaolab } from '../support/taolab.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-redis-'))
  for (const name of ['runs', 'alone']) mkdirSync(join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the address of a Redis', () => {
  test('has host, port, number, user and password, and is shown without the last', () => {
    expect(connectionOf('redis://ann:p%40ss@host:7000/2')).toEqual({
      host: 'host',
      port: 7000,
      db: 2,
      username: 'ann',
      password: 'p@ss',
    })
    expect(connectionOf('rediss://[::1]')).toEqual({ host: '::1', port: 6379, db: 0, tls: {} })
    expect(withoutPassword('redis://:secret@host:1')).toBe('redis://:…@host:1')
  })

  test('is refused in words if it is none', () => {
    for (const wrong of ['redis', 'http://host', 'redis://', 'redis://host/x'])
      expect(() => connectionOf(wrong)).toThrow('redis://[:password@]host[:port]')
  })
})

const name = hasRedis
  ? 'a queue on Redis'
  : 'a queue on Redis (NOT TESTED here: redis-server is not installed)'
describe.skipIf(!hasRedis && process.env.CI === undefined)(name, { timeout: 120_000 }, () => {
  let redis: OwnRedis
  let store: string
  beforeAll(async () => {
    store = mkdtempSync(join(tmpdir(), 'taolab-store-'))
    redis = await ownRedis(store)
  })
  afterAll(async () => {
    await redis.stop()
    rmSync(store, { recursive: true, force: true })
  })

  /** A worker in this process, until `end`. */
  const worker = (width = 1, untilEmpty = false) => {
    const stop = new AbortController()
    const said: string[] = []
    const say = (words: string) => said.push(words)
    const tally = serve({ url: redis.url, workers: width, untilEmpty, stop: stop.signal, say })
    return {
      tally,
      end: () => {
        stop.abort()
        return tally
      },
    }
  }

  test('with a wrong password, or where there is none, says so within seconds and shows no password', async () => {
    const { end, said } = startTaolab('work', '--queue', `redis://:wrong@127.0.0.1:${redis.port}`)
    expect(await end).toBe(2)
    expect(said.err).toContain('WRONGPASS')
    expect(said.err).not.toContain('wrong@')
    expect(said.err).not.toContain('serving')
    const started = Date.now()
    for (const [url, reason] of [
      [`redis://127.0.0.1:${redis.port}`, 'NOAUTH'],
      ['redis://:wrong@127.0.0.1:9', 'ECONNREFUSED'],
    ])
      await expect(redisQueue({ url, folder })).rejects.toThrow(reason)
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  test('carries out every order once, with the bytes that one local worker gives', async () => {
    const orders = await smallOrders(6)
    const queue = await redisQueue({ url: redis.url, folder: join(folder, 'runs') })
    const workers = [worker(), worker()]
    const done = await allDone(queue, orders)
    expect(done.map(({ run, status }) => `${run} ${status}`).sort()).toEqual(
      orders.map(({ run }) => `${run} complete`).sort(),
    )
    const tallies = await Promise.all(workers.map(({ end }) => end()))
    expect(tallies.map(({ complete }) => complete).reduce((a, b) => a + b)).toBe(6)
    await queue.close()
    const local = localQueue({ folder: join(folder, 'alone'), workers: 1 })
    await allDone(local, orders)
    await local.close()
    expect(hashes(join(folder, 'runs'))).toEqual(hashes(join(folder, 'alone')))
  })

  test('a worker told to end gives its run back within its next blocks, and another one carries it out', async () => {
    const orders = await smallOrders(1, 40)
    const runs = join(folder, 'runs')
    const queue = await redisQueue({ url: redis.url, folder: runs })
    const done = allDone(queue, orders)
    const first = startTaolab('work', '--queue', redis.url, '--workers', '1')
    while (readdirSync(runs).length === 0) await pause(20)
    first.child.kill('SIGTERM')
    expect(await first.end, first.said.err).toBe(130)
    expect(first.said.err).toMatch(/^serving with 1 thread; Ctrl-C ends it\n/)
    expect(first.said.err).toContain('1 given back unfinished')
    const second = worker(1, true)
    expect(await done).toMatchObject([{ run: orders[0].run, status: 'complete' }])
    expect(await second.tally).toEqual({ complete: 1, failed: 0, returned: 0 })
    await queue.close()
  })

  test('a parent told to stop takes back what nobody has begun', async () => {
    const stop = new AbortController()
    const queue = await redisQueue({ url: redis.url, folder: join(folder, 'runs') })
    const done = allDone(queue, await smallOrders(5), stop.signal)
    await pause(500)
    stop.abort()
    expect((await done).map(({ status }) => status)).toEqual(Array(5).fill('interrupted'))
    await queue.close()
    expect(await worker(1, true).tally).toEqual({ complete: 0, failed: 0, returned: 0 })
  })

  test('two parents that want the same runs both hear of each of them', async () => {
    const orders = await smallOrders(4)
    const ask = () => redisQueue({ url: redis.url, folder: join(folder, 'runs') })
    const parents = await Promise.all([ask(), ask()])
    const both = parents.map((parent) => allDone(parent, orders))
    const helper = worker(2)
    for (const done of await Promise.all(both)) {
      expect(done.map(({ run, status }) => `${run} ${status}`).sort()).toEqual(
        orders.map(({ run }) => `${run} complete`).sort(),
      )
    }
    expect((await helper.end()).complete).toBe(4)
    await Promise.all(parents.map((parent) => parent.close()))
  })

  test('a worker whose machine lacks the folder of the runs ends with the reason, and leaves the order to others', async () => {
    const orders = await smallOrders(1)
    const runs = join(folder, 'runs')
    const queue = await redisQueue({ url: redis.url, folder: runs })
    rmSync(runs, { recursive: true })
    const done = allDone(queue, orders)
    await expect(worker().tally).rejects.toThrow(`${runs} is not there`)
    mkdirSync(runs)
    const helper = worker()
    expect(await done).toMatchObject([{ status: 'complete' }])
    await helper.end()
    await queue.close()
  })
})
