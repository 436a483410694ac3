import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** The command as it is published: JavaScript, started by plain Node, in a folder of the user's own. */
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const shipped = fileURLToPath(new URL('../../scenarios', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-own-'))
  cpSync(join(shipped, 'plugin-example.yaml'), join(folder, 'mine.yaml'))
  cpSync(join(shipped, 'plugins'), join(folder, 'plugins'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function taolab(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const short = ['--set', 'horizon=4 days', 'protocol.then[0].at=2 days', '--quiet']
const runFolder = () =>
  join(folder, 'outputs', 'plugin-example', readdirSync(join(folder, 'outputs', 'plugin-example'))[0])
const edit = (change: (text: string) => string) => {
  const file = join(folder, 'plugins', 'dip-buyer.ts')
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

describe('agents of the user, in TypeScript, beside the scenario', () => {
  test('act in a run, which can be replayed without their files', () => {
    const ran = taolab('run', 'mine.yaml', ...short, '--json')
    expect(ran.stderr).toBe('')
    expect(ran.status).toBe(0)
    const agents = readFileSync(join(runFolder(), 'agents.csv'), 'utf8')
    expect(agents).toContain('dip-buyer')
    expect(readFileSync(join(runFolder(), 'network.csv'), 'utf8')).toContain('deep_dips_count')
    expect(readFileSync(join(runFolder(), 'events.csv'), 'utf8')).toContain('era')

    rmSync(join(folder, 'plugins'), { recursive: true })
    const replayed = taolab('replay', runFolder(), '--quiet')
    expect(replayed.stdout).toContain('every byte')
    expect(replayed.status).toBe(0)
  })

  test('name the run by what they are: another file, another run', () => {
    const first = JSON.parse(taolab('run', 'mine.yaml', ...short, '--json').stdout)
    edit((text) => text.replace("dip: fraction('10%'", "dip: fraction('11%'"))
    const second = JSON.parse(taolab('run', 'mine.yaml', ...short, '--json').stdout)
    expect(second.run).not.toBe(first.run)
    expect(second.reused).toBe(false)
  })

  test('that fail end the run with exit code 1, and say who, when and where; what was recorded stays', () => {
    edit((text) =>
      text.replace(
        '    const { high, target }',
        "    if (chain.day > 2) throw new Error('too late')\n    const { high, target }",
      ),
    )
    const { status, stderr } = taolab('run', 'mine.yaml', ...short)
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^plugins\/dip-buyer\.ts:\d+:\d+ {2}agent dippers\/\d \(strategy dip-buyer\), in decide after block \d+: too late$/m,
    )
    expect(stderr).not.toContain('a bug of ours')
    const kept = runFolder()
    expect(kept).toMatch(/\.partial$/)
    expect(readFileSync(join(kept, 'network.csv'), 'utf8').split('\n').length).toBeGreaterThan(2)
    expect(JSON.parse(readFileSync(join(kept, 'manifest.json'), 'utf8'))).toMatchObject({ status: 'failed' })
    expect(taolab('replay', kept, '--quiet')).toMatchObject({ status: 0 })
  })

  test('that cannot be read are refused with exit code 2 and the line', () => {
    edit((text) => text.replace('decide(me, chain, desk) {', 'decide(me, chain, desk) {{'))
    const { status, stderr } = taolab('check', 'mine.yaml')
    expect(status).toBe(2)
    expect(stderr).toMatch(/^plugins\/dip-buyer\.ts:\d+:\d+ {2}got /m)
  })
})
