import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const main = fileURLToPath(new URL('fake-main.ts', import.meta.url))
let folder: string
let child: ChildProcess
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-interrupt-'))
})
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Start a run that takes some seconds, and wait until it writes. */
async function slowRun() {
  const file = join(folder, 'slow.yaml')
  writeFileSync(file, JSON.stringify({ name: 'slow', horizon: 72_000, slow: 20 }))
  const args = ['--import', 'tsx', main, 'run', file, '--out', folder, '--json']
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const heard = { stdout: '', stderr: '' }
  child.stdout!.on('data', (data) => {
    heard.stdout += data
  })
  child.stderr!.on('data', (data) => {
    heard.stderr += data
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  while (!existsSync(join(folder, 'slow')) && child.exitCode === null) await pause(50)
  await pause(1_000)
  return { heard, ended }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a run after its block with 130, and what is finished is on disk',
  async (signal) => {
    const { heard, ended } = await slowRun()
    child.kill(signal)
    expect(await ended, heard.stderr).toBe(130)
    expect(JSON.parse(heard.stdout).status).toBe('interrupted')
    const [name, ...others] = readdirSync(join(folder, 'slow'))
    expect(name).toMatch(/^[0-9a-f]{16}\.partial$/)
    expect(others).toEqual([])
    expect(heard.stderr).toContain(name)
    const manifest = JSON.parse(readFileSync(join(folder, 'slow', name, 'manifest.json'), 'utf8'))
    expect(manifest.status).toBe('interrupted')
    const network = readFileSync(join(folder, 'slow', name, 'network.csv'), 'utf8')
    expect(network.endsWith('\n')).toBe(true)
    expect(network.trimEnd().split('\n')).toHaveLength(manifest.tables.network.rows + 1)
    expect(readdirSync(join(folder, 'slow', name))).not.toContain('lock')
  },
  30_000,
)

test('a second process does not write where a run is still going', async () => {
  await slowRun()
  const file = join(folder, 'slow.yaml')
  const second = spawn(process.execPath, ['--import', 'tsx', main, 'run', file, '--out', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  second.stderr!.on('data', (data) => {
    stderr += data
  })
  const code = await new Promise((resolve) => second.on('close', resolve))
  expect(stderr).toContain(`where process ${child.pid} is writing the same run`)
  expect(code).toBe(2)
}, 30_000)
