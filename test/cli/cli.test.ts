import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/cli.js'
import { sha256Hex } from '../../src/hash.js'
import type { TableEntry } from '../../src/record/manifest.js'
import { type FakeScenario, fakeEngine, fakeTerminal } from './fake-engine.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function scenario(fake: Partial<FakeScenario> = {}): string {
  const file = join(folder, 'small.yaml')
  writeFileSync(file, JSON.stringify({ name: 'small', horizon: 14_400, ...fake }))
  return file
}

async function taolab(...args: string[]) {
  const terminal = fakeTerminal()
  const code = await runCommand(args, fakeEngine, terminal)
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}
const run = (...args: string[]) => taolab('run', ...args, '--out', join(folder, 'out'))
const outputs = () => readdirSync(join(folder, 'out', 'small'))

describe('run', () => {
  test('writes a folder named after what determines the run, with a manifest that tells every file and its hash', async () => {
    const { code, stdout, stderr } = await run(scenario())
    expect(code).toBe(0)
    expect(stdout).toContain('small, seed 1, emission by hill-gate-rank: 2.0 days, 14,400 blocks, complete.')
    const [name, ...others] = outputs()
    expect(name).toMatch(/^[0-9a-f]{16}$/)
    expect(others).toEqual([])
    expect(stderr).toContain(name)
    const manifest = JSON.parse(readFileSync(join(folder, 'out', 'small', name, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ run: name, status: 'complete', seed: '1', engineVersion: '9.9.9' })
    const files = readdirSync(join(folder, 'out', 'small', name)).filter((file) => file !== 'manifest.json')
    expect(
      Object.values<{ file: string }>(manifest.tables)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(files.sort())
    for (const { file, sha256, rows, columns } of Object.values<TableEntry>(manifest.tables)) {
      const text = readFileSync(join(folder, 'out', 'small', name, file), 'utf8')
      expect(sha256Hex(text)).toBe(sha256)
      expect(text.trimEnd().split('\n')).toHaveLength(rows + 1)
      expect(text.split('\n')[0]).toBe(columns.map((column) => column.name).join(','))
      for (const { unit, meaning } of columns) expect(unit && meaning).toBeTruthy()
    }
  })

  test('prints exactly one JSON value with --json, and what people are told goes to stderr', async () => {
    const { code, stdout } = await run(scenario(), '--json')
    const result = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(result).toMatchObject({ status: 'complete', reused: false, seed: '1' })
    expect(result.summary.blocks).toBe(14_400)
  })

  test('leaves a finished identical run as it is and says so; --force makes another beside it', async () => {
    await run(scenario())
    const [first] = outputs()
    const before = readFileSync(join(folder, 'out', 'small', first, 'manifest.json'), 'utf8')
    const again = await run(scenario())
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('an identical run was finished before')
    expect(again.stdout).toContain('complete.')
    expect(readFileSync(join(folder, 'out', 'small', first, 'manifest.json'), 'utf8')).toBe(before)
    await run(scenario(), '--force')
    await run(scenario(), '--force')
    expect(outputs()).toEqual([first, `${first}-2`, `${first}-3`])
    const bytes = (name: string) => readFileSync(join(folder, 'out', 'small', name, 'subnets.csv'), 'utf8')
    expect(bytes(`${first}-2`)).toBe(bytes(first))
  })

  test('takes another seed and other values as other runs', async () => {
    const file = scenario()
    await run(file)
    await run(file, '--seed', '2')
    await run(file, '--set', 'horizon=7200')
    await run('--set', 'horizon=7200', file)
    expect(outputs()).toHaveLength(3)
  })

  test('keeps what is there after an error, says that the run failed, and gives 3 for a bug of ours and 1 for a full disk', async () => {
    for (const [trouble, expected, words] of [
      ['invariant', 3, 'a bug of ours: block 9243382, subnets[1]: alpha was lost'],
      ['disk', 1, 'ENOSPC: no space left on device'],
    ] as const) {
      const { code, stderr } = await run(scenario({ trouble }))
      expect(code).toBe(expected)
      expect(stderr).toContain(words)
      expect(stderr).toContain('the run failed (seed 1); what was written until then is in')
      const name = outputs().find((one) => one.endsWith('.partial'))!
      const manifest = JSON.parse(readFileSync(join(folder, 'out', 'small', name, 'manifest.json'), 'utf8'))
      expect(manifest.status).toBe('failed')
      expect(manifest.error).toBeTruthy()
      const state = join(folder, 'out', 'small', name, 'state.bin')
      expect(existsSync(state) && stderr.includes(state)).toBe(trouble === 'invariant')
      rmSync(join(folder, 'out'), { recursive: true })
    }
  })

  test('leaves nothing behind if the world cannot be made', async () => {
    const { code, stderr } = await run(scenario({ trouble: 'genesis' }))
    expect(code).toBe(2)
    expect(stderr).toBe('population: got 300 agents, want at most 256\n')
    expect(readdirSync(folder)).toEqual(['small.yaml'])
  })

  test('takes over the partial folder of a run that has ended', async () => {
    await run(scenario({ trouble: 'disk' }))
    const [partial] = outputs()
    writeFileSync(join(folder, 'out', 'small', partial, 'lock'), '{"pid": 999999999, "host": "x"}')
    expect((await run(scenario({ trouble: 'disk' }))).code).toBe(1)
    expect(outputs()).toEqual([partial])
  })

  test.each([
    ['below a file', () => join(folder, 'file', 'out')],
    ['where the system makes no folders', () => '/proc/out'],
  ])('refuses an output folder %s before anything starts', async (_, out) => {
    writeFileSync(join(folder, 'file'), '')
    const { code, stderr, stdout } = await taolab('run', scenario(), '--out', out(), '--json')
    expect(code).toBe(2)
    expect(stderr).toContain('want a folder that can be written')
    expect(JSON.parse(stdout).error.exit).toBe(2)
  })
})

describe('input that is wrong gives 2 and writes nothing', () => {
  test.each([
    ['no command', ['--zzz'], 'taolab: got no command, want one of run, check, sweep'],
    ['an unknown command', ['rnu'], 'taolab: got unknown command "rnu", want one of run, check'],
    ['one with two letters exchanged', ['rnu'], 'did you mean "run"?'],
    ['a command misspelt', ['chek'], 'did you mean "check"?'],
    ['an unknown flag', ['run', 'x.yaml', '--zzz', '1'], 'taolab run: got unknown flag "--zzz", want one of'],
    ['no scenario', ['run'], 'want a scenario file'],
    [
      'a file that is not there',
      ['run', 'nowhere.yaml'],
      'nowhere.yaml  got no such file, want a scenario file',
    ],
    [
      'a setting without an equals sign',
      ['run', 'a.yaml', '--set', 'seed'],
      'want path=value, such as seed=7',
    ],
    [
      'a format that is not written',
      ['run', 'a.yaml', '--format', 'xml'],
      '--format: got "xml", want one of csv, parquet, both',
    ],
    ['a flag without its value', ['run', 'a.yaml', '--out'], '--out: got nothing, want a value (folder'],
    ['settings without any', ['run', 'a.yaml', '--set'], '--set: got nothing, want a value (path=value'],
    ['an output folder without a name', ['run', 'a.yaml', '--out='], '--out: got "", want a folder'],
    ['two output folders', ['run', 'a.yaml', '--out', 'a', '--out', 'b'], '--out: got 2 values, want one'],
    [
      'a word too many',
      ['run', 'a.yaml', 'b.yaml'],
      'got "b.yaml", one word too many, want taolab run [scenario]',
    ],
    ['a word too few', ['compare', 'a'], 'taolab compare: got 1 word behind it, want taolab compare <a> <b>'],
    ['no queue to serve', ['work'], '--queue: got nothing, want a value (redis://'],
    [
      'repeats that are no number',
      ['bench', '--repeats', 'many'],
      '--repeats: got "many", want a whole number',
    ],
    [
      'a switch that is neither on nor off',
      ['run', 'a.yaml', '--json=foo'],
      '--json: got "foo", want true or',
    ],
    [
      'several of them',
      ['sweep', 'a.yaml', '--collect=', '--quiet=no'],
      '--collect: got "", want true or false, or --collect alone\n--quiet: got "no", want true or false',
    ],
    ['one of two words', ['run', 'a.yaml', '--attackOff=1'], '--attackOff: got "1", want true or false'],
    ['a flag with one dash', ['run', 'a.yaml', '-seed', '3'], 'unknown flag "-seed", want one of --version'],
    ['and what it means', ['run', 'a.yaml', '-seed', '3'], 'did you mean "--seed"?'],
    [
      'workers that are no number',
      ['sweep', 'a.yaml', '--workers', 'x'],
      '--workers: got x, want a whole number',
    ],
    [
      'a part of a cell',
      ['sweep', 'a.yaml', '--limit', '2.5'],
      '--limit: got 2.5, want a whole number from 1',
    ],
    [
      'workers below one',
      ['work', '--queue', 'redis://h', '--workers', '0'],
      '--workers: got 0, want a whole',
    ],
    [
      'a cell before the first',
      ['run', 'a.yaml', '--cell', '-1'],
      '--cell: got -1, want a whole number from 0',
    ],
    [
      'a cell without its number',
      ['run', 'a.yaml', '--cell'],
      '--cell: got nothing, want a value (of a sweep',
    ],
    [
      'a seed beside a replicate, which has its own',
      ['run', 'a.yaml', '--rep', '1', '--seed', '7'],
      '--seed: got 7 with a run of a sweep, want none',
    ],
    ['a size without its name', ['sweep', 'a.yaml', '--size'], '--size: got nothing, want a value'],
    [
      'two folders for a sweep',
      ['sweep', 'a.yaml', '--out', 'a', '--out', 'b'],
      '--out: got 2 values, want one',
    ],
    ['a folder of no name for a sweep', ['sweep', 'a.yaml', '--out='], '--out: got "", want a folder'],
    ['two queues', ['sweep', 'a.yaml', '--queue', 'a', '--queue', 'b'], '--queue: got 2 values, want one'],
    [
      'a queue without its address',
      ['sweep', 'a.yaml', '--queue'],
      '--queue: got nothing, want a value (local',
    ],
    ['other folders without any', ['sweep', 'a.yaml', '--from'], '--from: got nothing, want a value (other'],
    [
      'a worker for a queue that is not shared',
      ['work', '--queue', 'local'],
      '--queue: got "local", want the address of a Redis: redis://[:password@]host[:port]',
    ],
    [
      'a part of the names of several metrics',
      ['list', 'metrics', 'volume'],
      'want one of subnets.volume_tao, network.volume_tao',
    ],
    ['an unknown topic', ['list', 'animals'], 'strategies'],
    ['a topic misspelt', ['list', 'metrcs'], 'taolab list <topic>: got "metrcs", want one of strategies'],
    ['a flag misspelt', ['run', 'a.yaml', '--sed', '3'], 'did you mean "--seed"?'],
    ['a seed without a character', ['run', 'a.yaml', '--seed', ''], '--seed: got "", want a seed such as 7'],
    ['an unknown metric', ['list', 'metrics', 'subnets.prise_tao'], 'did you mean "subnets.price_tao"?'],
    [
      'a metric of two tables',
      ['list', 'metrics', 'volume_tao'],
      'one of subnets.volume_tao, network.volume_tao',
    ],
    ['a folder that is no run', ['replay', tmpdir()], 'want the folder of a run'],
    ['vectors that are not there', ['conform', 'nowhere.json'], 'nowhere.json'],
  ])('%s', async (_, args, words) => {
    const { code, stderr, stdout } = await taolab(...args)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('no two problems where the parser tells one twice: a flag of two words, one with one dash, and words behind an unknown command', async () => {
    for (const args of [
      ['run', 'a.yaml', '-seed', '3'],
      ['run', 'a.yaml', '--attack-of'],
      ['rnu', 'a.yaml', 'b.yaml'],
    ]) {
      expect((await taolab(...args)).stderr.trim().split('\n')).toHaveLength(1)
    }
  })

  test('taolab alone shows what there is, and has done nothing', async () => {
    const { code, stdout, stderr } = await taolab()
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('taolab run [scenario]')
  })

  test('check looks at every file before it says what is wrong with any', async () => {
    const { code, stdout, stderr } = await taolab(
      'check',
      'nowhere.yaml',
      scenario(),
      'neither.yaml',
      '--json',
    )
    expect(code).toBe(2)
    expect(stderr).toContain('nowhere.yaml  got no such file')
    expect(stderr).toContain('neither.yaml  got no such file')
    expect(JSON.parse(stdout).error.problems).toHaveLength(2)
  })

  test('check refuses a scenario whose world cannot be made, as run does', async () => {
    const { code, stderr } = await taolab('check', scenario({ trouble: 'genesis' }))
    expect(code).toBe(2)
    expect(stderr).toContain('population: got 300 agents, want at most 256')
  })

  test.each([['--json'], ['--json=true']])('and with %s the one JSON value tells the error', async (flag) => {
    const { code, stdout } = await taolab('run', 'nowhere.yaml', flag)
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error.problems[0].want).toBe('a scenario file')
  })

  test('and with --json=false nothing is printed but words', async () => {
    expect(await taolab('run', 'nowhere.yaml', '--json=false')).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('replay', () => {
  const finished = async (fake: Partial<FakeScenario> = {}) => {
    await run(scenario(fake))
    return join(folder, 'out', 'small', outputs()[0])
  }

  test('says that every byte agrees', async () => {
    const { code, stdout } = await taolab('replay', await finished())
    expect(stdout).toContain('every byte of 7 files agrees, and the final state')
    expect(code).toBe(0)
  })

  test('finds a file that was changed afterwards', async () => {
    const where = await finished()
    writeFileSync(join(where, 'network.csv'), 'experiment\n')
    const { code, stdout } = await taolab('replay', where, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout).differences.map((one: { what: string }) => one.what)).toEqual([
      'network.csv as it lies there',
    ])
  })

  test('finds a run that does not come out the same', async () => {
    const { code, stdout } = await taolab('replay', await finished({ trouble: 'clock' }))
    expect(code).toBe(1)
    expect(stdout).toContain('final state')
    expect(stdout).toContain('subnets.csv')
  })

  test('refuses a partial run', async () => {
    await run(scenario({ trouble: 'disk' }))
    const { code, stderr } = await taolab('replay', join(folder, 'out', 'small', outputs()[0]))
    expect(code).toBe(2)
    expect(stderr).toContain('got a run with status "failed"')
  })
})

describe('conform', () => {
  const vectors = (name: string, content: unknown) => {
    mkdirSync(join(folder, 'vectors'), { recursive: true })
    writeFileSync(join(folder, 'vectors', name), JSON.stringify(content))
    return join(folder, 'vectors')
  }
  const emission = (emissionRao: string) => ({
    kind: 'blockEmission',
    issuanceRao: '0',
    expect: { emissionRao },
  })

  test('reports passed and skipped kinds of a folder and gives 0', async () => {
    vectors('a.json', { vectors: [{ kind: 'never-heard-of', inputs: {} }] })
    const { code, stdout } = await taolab('conform', vectors('b.json', [emission('1000000000')]), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      vectors: 2,
      passed: 1,
      failed: 0,
      skipped: 1,
      kinds: { blockEmission: { passed: 1, maxAbsError: 0 }, 'never-heard-of': { passed: 0, skipped: 1 } },
      failures: [],
    })
  })

  test('gives 1 for a vector that fails, and names it', async () => {
    const { code, stdout } = await taolab('conform', vectors('a.json', [emission('999999999')]))
    expect(code).toBe(1)
    expect(stdout).toContain('1 vectors: 0 passed, 1 failed, 0 skipped')
    expect(stdout).toMatch(/a\.json\[0\] blockEmission, .*: got .* want "?999999999/)
  })

  test('refuses a file that is no vectors', async () => {
    for (const content of [{ a: 1 }, 'text']) {
      expect((await taolab('conform', vectors('a.json', content))).code).toBe(2)
    }
  })
})

test('help and version go to stdout and give 0', async () => {
  const help = await taolab('--help')
  expect(help.code).toBe(0)
  expect(help.stdout).toContain('taolab conform [paths..]')
  expect(await taolab('-h')).toEqual(help)
  for (const flag of ['--version', '-v'])
    expect(await taolab(flag)).toMatchObject({ code: 0, stdout: '9.9.9\n' })
  expect((await taolab('run', '--help')).stdout).toContain('--seed')
})

test('check tells rules and times in words, and leaves out what is not there', async () => {
  const { stdout } = await taolab('check', scenario())
  expect(stdout).toContain('\nprotocol  as mainnet went from 1 on\n')
  expect(stdout).toContain('\nhorizon   2 days (14400 blocks)\nwarm-up   none\n')
  expect(stdout).toContain('\nsampled   every 1 day (7200 blocks)\n')
})

test('check prints the resolved scenario and writes nothing', async () => {
  const { code, stdout } = await taolab('check', scenario(), '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).horizon).toBe(14_400)
  expect((await taolab('check', scenario())).stdout).toContain('2 days (14400 blocks)')
  expect(existsSync('outputs/small')).toBe(false)
})

test('the data dictionary names unit and meaning of every column', async () => {
  const { stdout } = await taolab('schema', 'outputs', '--json')
  const { tables } = JSON.parse(stdout)
  expect(tables.map((table: { name: string }) => table.name)).toContain('miners')
  for (const { columns } of tables)
    for (const { name, unit, meaning } of columns) expect(name && unit && meaning).toBeTruthy()
  expect((await taolab('schema', 'outputs')).stdout).toContain('| `price_tao` | TAO/alpha | Spot price. |')
})
