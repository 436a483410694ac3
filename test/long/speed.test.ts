import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'taolab-speed-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** Prints, as the process ends, what the system counted for it. */
const meter =
  'data:text/javascript,process.on("exit",()=>{const r=process.resourceUsage();console.error("METER",r.userCPUTime+r.systemCPUTime,r.maxRSS)})'

/** Run the built command. CPU seconds and MB, so that a busy machine does not fail the test. */
function measure(scenario: string, ...more: string[]): { seconds: number; megabytes: number } {
  const args = [
    '--import',
    meter,
    'dist/cli/main.js',
    'run',
    `scenarios/${scenario}.yaml`,
    '--out',
    out,
    '--quiet',
    ...more,
  ]
  const text = execFileSync('sh', ['-c', `node ${args.map((a) => `'${a}'`).join(' ')} 2>&1`], {
    cwd: root,
    encoding: 'utf8',
  })
  const [, cpu, rss] = /METER (\d+) (\d+)/.exec(text)!
  return { seconds: Number(cpu) / 1e6, megabytes: Number(rss) / 1024 }
}

test('quickstart takes less than 15 s of one core', () => {
  const { seconds } = measure('quickstart')
  console.log(`quickstart: ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(15)
})

test('mainnet-year takes less than 10 minutes of one core and 1 GB, reckoned from its second ten days', () => {
  const ten = measure('mainnet-year', '--set', 'horizon=10 days')
  const twenty = measure('mainnet-year', '--set', 'horizon=20 days')
  const year = ten.seconds + (twenty.seconds - ten.seconds) * 35.5
  console.log(`mainnet-year: ${year.toFixed(0)} s, ${twenty.megabytes.toFixed(0)} MB`)
  expect(year).toBeLessThan(600)
  expect(twenty.megabytes).toBeLessThan(1000)
})
