import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasRedis, type OwnRedis, ownRedis } from '../support/redis.js'
import { sweepFolder, sweepHashes, writeSmallSweep } from '../support/sweeps.js'
import { type Running, startTaolab } from '../support/taolab.js'

let base: string
let file: string
let expected: Record<string, string>
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'taolab-failures-'))
  file = writeSmallSweep(base, 10)
  const whole = startTaolab('sweep', file, '--out', join(base, 'whole'), '--workers', '1')
  expect(await whole.end, whole.said.err).toBe(0)
  expected = sweepHashes(join(base, 'whole'))
  expect(Object.keys(expected).length).toBeGreaterThan(12 * 4)
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

let out: string
const started: Running[] = []
const start = (...args: string[]) => {
  const running = startTaolab(...args)
  started.push(running)
  return running
}
beforeEach(() => {
  out = mkdtempSync(join(base, 'out-'))
})
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.splice(0).map(({ end }) => end))
})

/** Names in the folder of the runs, as soon as there is one. */
function runNames(): string[] {
  const experiment = join(out, 'ladder')
  if (!existsSync(experiment) || readdirSync(experiment).length === 0) return []
  const runs = join(sweepFolder(out), 'runs')
  return existsSync(runs) ? readdirSync(runs) : []
}
const finished = () => runNames().filter((name) => !name.endsWith('.partial')).length
async function until(met: () => boolean): Promise<void> {
  for (let n = 0; !met(); n++) {
    if (n > 1_200) throw new Error(`waited in vain; ${started.map(({ said }) => said.err).join('\n')}`)
    await pause(50)
  }
}
/** Some runs are there, and one is being written. */
const halfway = () => until(() => finished() >= 2 && runNames().some((name) => name.endsWith('.partial')))

async function endsWell(parent: Running): Promise<void> {
  expect(await parent.end, parent.said.err).toBe(0)
  expect(sweepHashes(out)).toEqual(expected)
}

test('a sweep killed in the middle goes on when it is run again, and nothing is lost or done twice', async () => {
  const first = start('sweep', file, '--out', out, '--workers', '2')
  await halfway()
  first.child.kill('SIGKILL')
  await first.end
  const before = finished()
  const second = start('sweep', file, '--out', out, '--workers', '2', '--json')
  await endsWell(second)
  expect(JSON.parse(second.said.out)).toMatchObject({ status: 'complete', runs: 12, reused: before })
})

const mayMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0
const disk = mayMount ? 'a full disk' : 'a full disk (NOT TESTED here: only root may mount one)'
test.skipIf(!mayMount)(
  `${disk} fails the runs it hits, with the reason; with room again the sweep goes on`,
  async () => {
    const mount = (...options: string[]) =>
      expect(spawnSync('mount', [...options, out]).stderr.toString()).toBe('')
    mount('-t', 'tmpfs', '-o', 'size=400k', 'tmpfs')
    try {
      const full = start('sweep', file, '--out', out, '--workers', '1')
      expect(await full.end, full.said.err).toBe(1)
      expect(full.said.err).toContain('ENOSPC')
      mount('-o', 'remount,size=64m')
      await endsWell(start('sweep', file, '--out', out, '--workers', '1'))
    } finally {
      spawnSync('umount', [out])
    }
  },
)

const name = hasRedis
  ? 'a sweep over Redis'
  : 'a sweep over Redis (NOT TESTED here: redis-server is not installed)'
describe.skipIf(!hasRedis && process.env.CI === undefined)(name, () => {
  let redis: OwnRedis
  const begin = async (appendonly = true) => {
    redis = await ownRedis(mkdtempSync(join(base, 'store-')), appendonly)
  }
  afterEach(() => redis.stop())
  const parent = () => start('sweep', file, '--out', out, '--queue', redis.url)
  const worker = () => start('work', '--queue', redis.url, '--workers', '1')

  test('outlives the sudden death of a worker: another one does its run again', async () => {
    await begin()
    const [sweeping, victim] = [parent(), worker()]
    await halfway()
    victim.child.kill('SIGKILL')
    worker()
    await endsWell(sweeping)
  })

  test('outlives the sudden death of its parent: the same command goes on', async () => {
    await begin()
    const [first] = [parent(), worker()]
    await halfway()
    first.child.kill('SIGKILL')
    await first.end
    await endsWell(parent())
  })

  test('outlives the sudden death of Redis, which comes back with what it had written down', async () => {
    await begin()
    const [sweeping] = [parent(), worker()]
    await halfway()
    await redis.kill()
    await pause(2_000)
    await redis.start()
    await endsWell(sweeping)
    expect(sweeping.said.err).toContain('Redis is away')
  })

  test('outlives a Redis that comes back empty: what is missing is asked for again', async () => {
    await begin(false)
    const [sweeping] = [parent(), worker()]
    await halfway()
    await redis.kill()
    await pause(2_000)
    await redis.start()
    await endsWell(sweeping)
  })
})

test('a table of a million rows is gathered in a fraction of a gigabyte, as CSV and as Parquet', () => {
  for (const format of ['csv', 'parquet']) {
    const folder = join(base, `gather-${format}`)
    mkdirSync(folder)
    const child = new URL('gather-child.ts', import.meta.url).pathname
    const args = ['--import', 'tsx', child, folder, '10', format]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stderr).toBe('')
    const { rows, peakMB } = JSON.parse(stdout)
    expect(rows).toBe(1_000_000)
    expect(peakMB).toBeLessThan(700)
  }
})
