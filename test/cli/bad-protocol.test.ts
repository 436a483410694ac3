import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-bad-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The command as a process of its own. */
function taolab(text: string, ...args: string[]) {
  const file = join(folder, 'bad.yaml')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, ...args, file], {
    encoding: 'utf8',
  })
  return { status, problems: stderr.split('\n').filter((line) => line.includes('bad.yaml:')) }
}
const place = (line: string) => line.replace(/^.*bad\.yaml:/, '').replace(/ {2}.*$/, '')

test('what the chain could not be is refused at once and with place: exit 2', () => {
  const { status, problems } = taolab(
    `horizon: 30 days
protocol:
  start: mainnet@spec391
  set: { market: hill-gate }
  then: [{ at: 9 days, era: mainnet@spec411 }, { at: 3 days, era: mainnet@spec423 }]
genesis: { snapshot: synthetic, subnets: 2, uids: 32 }
network: { mechanisms: 3, mechanismSplit: 120 %, mechanismLimit: 9, feeRate: 10001, maturityRate: 0 blocks }
population:
  - { id: a, strategy: liquidity-provider, count: 1, params: { low: -443637, high: 0 } }
  - { id: b, strategy: liquidity-provider, count: 1, params: { low: 10, high: 443637 } }
  - { id: c, strategy: liquidity-provider, count: 1, params: { low: 500, high: 500 } }
  - { id: d, strategy: liquidity-provider, count: 1, params: { high: 500 } }
  - { id: e, strategy: liquidity-provider, count: 1, params: { width: 0 } }
`,
    'check',
  )
  expect(status).toBe(2)
  const expected: [string, RegExp][] = [
    ['4:18', /set\.market: got "hill-gate", want a regime of market: .*is of shares/],
    ['5:54', /then\[1\]\.at: got "3 days", want a time after the step before it/],
    ['7:24', /network\.mechanisms: got 3, want .*1 .*to 2/],
    ['7:43', /network\.mechanismSplit: got "120 %", want a fraction/],
    ['7:66', /network\.mechanismLimit: got 9/],
    ['7:78', /network\.feeRate: got 10001/],
    ['7:99', /network\.maturityRate: got "0 blocks"/],
    ['9:69', /params\.low: got -443637, want .*-443636 ticks to 443636/],
    ['10:79', /params\.high: got 443637, want .*-443636 ticks to 443636/],
    ['11:69', /params\.low: got 500, want a tick below the upper end, 500/],
    ['12:70', /params\.high: got 500, want both ends of the range, low and high/],
    ['13:71', /params\.width: got 0/],
  ]
  expect(problems.length).toBe(expected.length)
  expected.forEach(([, pattern], k) => {
    expect(problems[k]).toMatch(pattern)
  })
  expect(problems.map(place)).toEqual(expected.map(([at]) => at))
}, 30_000)

test('more UIDs than two mechanisms can have is refused before anything is written: exit 2', () => {
  const text =
    'horizon: 1 day\ngenesis: { snapshot: synthetic, subnets: 1, uids: 256 }\nnetwork: { mechanisms: 2 }\n'
  const { status } = taolab(text, 'run', '--quiet', '--out', join(folder, 'out'))
  expect(status).toBe(2)
  const written = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.csv'))
  expect(written).toEqual([])
}, 30_000)
