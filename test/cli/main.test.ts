import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-main-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The command as a process of its own. @param signal  sent as soon as the run has begun to write */
function taolab(args: string[], signal?: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const heard = { stdout: '', stderr: '' }
    child.stdout.on('data', (data) => {
      heard.stdout += data
    })
    child.stderr.on('data', (data) => {
      heard.stderr += data
    })
    const begun = () => readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.csv'))
    const watch = setInterval(() => {
      if (!signal || !begun()) return
      clearInterval(watch)
      child.kill(signal)
      // What a terminal sends, a runner such as npm sends once more.
      child.kill(signal)
    }, 50)
    child.on('close', (code) => {
      clearInterval(watch)
      resolve({ code, ...heard })
    })
  })
}

function scenario(days: number): string {
  const file = join(folder, 'small.yaml')
  const genesis = 'genesis: { snapshot: mainnet-2026-10-08, subnets: { largest: 2 }, resolution: aggregate }'
  writeFileSync(
    file,
    `name: small\nquestion: does it run?\nhorizon: ${days} days\n${genesis}\npopulation: []\n`,
  )
  return file
}

test('a run of the real engine can be replayed byte for byte', async () => {
  const ran = await taolab(['run', scenario(1), '--out', folder, '--json'])
  expect(ran.code, ran.stderr).toBe(0)
  const { status, summary, folder: where } = JSON.parse(ran.stdout)
  expect(status).toBe('complete')
  expect(summary.supply.end - summary.supply.start).toBeCloseTo(3_600, 2)
  const replayed = await taolab(['replay', where, '--json'])
  expect(replayed.code, replayed.stderr).toBe(0)
  expect(JSON.parse(replayed.stdout)).toMatchObject({ agrees: true, differences: [] })
}, 60_000)

test('an interrupt leaves the rows that a complete run begins with', async () => {
  const { code, stdout, stderr } = await taolab(['run', scenario(3_000), '--out', folder, '--json'], 'SIGINT')
  expect(code, stderr).toBe(130)
  const { folder: partial, status } = JSON.parse(stdout)
  expect(status).toBe('interrupted')
  const network = readFileSync(join(partial, 'network.csv'), 'utf8').trimEnd().split('\n')
  const whole = await taolab(['run', scenario(2), '--out', folder, '--json'])
  const complete = readFileSync(join(JSON.parse(whole.stdout).folder, 'network.csv'), 'utf8')
    .trimEnd()
    .split('\n')
  const common = Math.min(network.length, complete.length)
  expect(network.slice(0, common)).toEqual(complete.slice(0, common))
}, 60_000)

test('a wrong scenario gives 2, every error with its place, and nothing is written', async () => {
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, 'name: wrong\nhorizon: 2 days\nprotocol: mainnet@spec999\nnetwrk: {}\npopulation: []\n')
  const { code, stdout, stderr } = await taolab(['run', file, '--out', join(folder, 'out')])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('wrong.yaml:3:11  protocol: got')
  expect(stderr).toContain('did you mean "network"?')
  expect(readdirSync(folder)).toEqual(['wrong.yaml'])
}, 60_000)

test.runIf(process.platform === 'linux')(
  'a full disk behind the standard output is told in a line and gives 1: no bug of ours',
  () => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, 'list', 'eras'], {
      encoding: 'utf8',
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    })
    expect(stderr).toMatch(/^what goes to stdout cannot be written: ENOSPC[^\n]*\n$/)
    expect(status).toBe(1)
  },
  30_000,
)
