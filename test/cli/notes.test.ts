import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/cli.js'
import { fakeEngine, fakeTerminal } from './fake-engine.js'

const note = { path: 'events[0].at', text: 'it never happens', file: 'a.yaml', line: 3, column: 5 }
const engine: typeof fakeEngine = {
  ...fakeEngine,
  read: async (...asked) => ({ ...(await fakeEngine.read(...asked)), notes: [note] }),
}

let folder: string
let file: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-notes-'))
  file = join(folder, 'a.yaml')
  writeFileSync(file, JSON.stringify({ name: 'small', horizon: 200 }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function taolab(...args: string[]) {
  const terminal = fakeTerminal()
  const code = await runCommand(args, engine, terminal)
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}

describe('what a scenario asks for and will not get', () => {
  const line = 'note: a.yaml:3:5  events[0].at: it never happens\n'

  test('is told by check, and stands in its JSON', async () => {
    const { code, stderr, stdout } = await taolab('check', file, '--json')
    expect(code).toBe(0)
    expect(stderr).toBe(line)
    expect(JSON.parse(stdout)).toMatchObject({ horizon: 200, notes: [note] })
  })

  test('is told once by run, on stderr, and does not keep it from running; --quiet leaves it out', async () => {
    const { code, stderr, stdout } = await taolab('run', file, '--out', folder, '--json')
    expect(code).toBe(0)
    expect(stderr.split(line)).toHaveLength(2)
    expect(JSON.parse(stdout).status).toBe('complete')
    expect((await taolab('run', file, '--out', folder, '--quiet')).stderr).not.toContain(line)
  })

  test('is told of the cells of a sweep, by check as by sweep', async () => {
    const sweep = join(folder, 's.yaml')
    writeFileSync(
      sweep,
      'horizon: 20 blocks\ngenesis: { snapshot: synthetic, subnets: 2, resolution: aggregate }\n' +
        'factors: { genesis.halvingIn: [10 blocks, 1 h] }\n',
    )
    const told = `note: ${sweep}:3:43  genesis.halvingIn: lies beyond the horizon: TAO does not halve in this run (cell 1)\n`
    const { stdout, stderr } = await taolab('check', sweep, '--json')
    expect(stderr).toBe(told)
    expect(JSON.parse(stdout).notes).toMatchObject([{ path: 'genesis.halvingIn', line: 3, column: 43 }])
    const ran = await taolab('sweep', sweep, '--out', folder, '--workers', '1')
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining(told) })
    const again = await taolab('sweep', sweep, '--out', folder, '--workers', '1', '--quiet')
    expect(again).toMatchObject({ code: 0, stderr: '' })
    // One of its runs is told what is about that run.
    const run = (cell: string) => taolab('run', sweep, '--cell', cell, '--out', folder)
    expect((await run('0')).stderr).not.toContain('note:')
    expect((await run('1')).stderr).toContain('TAO does not halve in this run\n')
  })
})
