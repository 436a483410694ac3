import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { strategies } from '../../src/agents/index.js'
import { PluginError, type Problem, ScenarioError } from '../../src/errors.js'
import { type Additions, catalogueWith, strategiesWith } from '../../src/genesis/additions.js'
import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { joinPlugins } from '../../src/plugins/join.js'
import { loadPlugins } from '../../src/plugins/load.js'
import { createRecorder } from '../../src/record/recorder.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { simulate } from '../../src/simulate.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-plugins-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** The card of a strategy that does so when it decides. */
const buyer = (decide = '', id = 'idler') => `import { defineStrategy, fraction, type Me } from 'taolab'
export const mine = defineStrategy({
  id: '${id}', role: 'trader', summary: 'Does little.', source: 'a test',
  params: { part: fraction('5 %', 'a part') }, memory: {},
  wake: (): number => 100,
  decide(me: Me<any, any>, chain, desk) { ${decide} },
})
`
const names = (...files: string[]) => `plugins: [${files.join(', ')}]\n`

/** Load what the scenario of that text names. */
const load = (text: string) => loadPlugins(text, join(folder, 'mine.yaml'))

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const error = await load(text).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(ScenarioError)
  return (error as ScenarioError).problems
}

const BODY = `
horizon: 2 days
genesis: { snapshot: synthetic, subnets: 2, resolution: aggregate }
population: [{ id: people, strategy: idler, count: 2, capital: 100 TAO, params: { part: 10 % } }]
`

async function run(text: string, additions: Additions) {
  const { scenario, curves } = await readScenario(
    text,
    'mine.yaml',
    catalogueWith(scenarioCatalogue([]), additions),
  )
  const snapshot = chooseSnapshot(scenario, '1', () => {
    throw new Error('synthetic')
  })
  const sink = new MemorySink()
  const recorder = createRecorder(sink, additions.metrics)
  const outcome = simulate({ scenario, snapshot, seed: '1', curves, additions }, recorder)
  recorder.close(outcome)
  return { sink, outcome }
}

describe('a file of the user', () => {
  test('brings a strategy into the runs of its scenario, and into no other', async () => {
    write('a.ts', buyer('desk.addStake(1, me.hotkeyOn(1), me.free * me.params.part)'))
    const { additions } = await load(names('./a.ts'))
    const { sink } = await run(BODY, additions)

    expect(sink.row('agents', -1).trades).toBeGreaterThan(0)
    expect(strategiesWith(additions).has('idler')).toBe(true)
    expect(strategies.has('idler')).toBe(false)
  })

  test('may be JavaScript, import files beside it, and take data from JSON', async () => {
    write('lib/part.mjs', 'export const part = 0.5')
    write('data.json', '{ "netuid": 2 }')
    write(
      'a.js',
      `import { defineStrategy } from 'taolab'
import { part } from './lib/part.mjs'
import data from './data.json'
export default defineStrategy({ id: 'idler', role: 'trader', summary: 'Buys once.', source: 'a test',
  params: {}, memory: {}, wake: () => Infinity, decide() {}, start(me) { if (data.netuid !== 2 || part !== 0.5) throw new Error() } })`,
    )
    const { plugins, additions } = await load(names('a.js'))
    expect(additions.strategies.map(({ id }) => id)).toEqual(['idler'])
    expect(plugins).toMatchObject([{ file: 'a.js', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })

  test('brings metrics and rules as well', async () => {
    write(
      'a.ts',
      `import { defineMetric, defineShares, normalise } from 'taolab'
export const count = defineMetric('network', { column: 'living_count', unit: 'subnets', summary: 'Living subnets.',
  sample: (row) => row.world.netuids.length })
export const equal = defineShares({ id: 'equal', summary: 'Equal shares', source: 'a test', enter() {},
  shares(_world, emitting, count, _params, out) {
    for (let k = 0; k < count; k++) out[emitting[k]] = 1
    normalise(emitting, count, out)
  } })`,
    )
    const { additions } = await load(names('a.ts'))
    const text = `${BODY.replace(/population.*/, 'population: []')}
protocol: { start: mainnet@spec475, then: [{ at: 1 day, set: { shares: equal } }] }
hypotheses: [{ id: H1, metric: living_count, test: "> 1" }]`
    const { sink, outcome } = await run(text, additions)
    expect(sink.row('network', -1).living_count).toBe(2)
    expect(outcome.eras.at(-1)?.regimes.shares).toBe('equal')
    const [a, b] = [sink.row('subnets', -2), sink.row('subnets', -1)]
    // Of the 128 subnets of the snapshot two are simulated; each has an equal share.
    expect(a.emission_share_frac).toBeCloseTo(1 / 128, 12)
    expect(b.emission_share_frac).toBe(a.emission_share_frac)
  })

  test('is data once read: without the file the same run is made again', async () => {
    const file = write('a.ts', buyer('desk.addStake(1, me.hotkeyOn(1), me.free / 10)'))
    const { plugins, additions } = await load(names('a.ts'))
    const first = await run(BODY, additions)
    rmSync(file)
    const sent = JSON.parse(JSON.stringify(plugins))
    const again = await run(BODY, joinPlugins(sent))
    expect(again.outcome.stateHash).toBe(first.outcome.stateHash)
  })

  test('has variables of its own in every run: what one leaves, none finds', async () => {
    write('a.ts', `let spent = 0.01\n${buyer('desk.addStake(1, me.hotkeyOn(1), me.free * (spent *= 1.1))')}`)
    const { plugins } = await load(names('a.ts'))
    const hashes = []
    for (let k = 0; k < 2; k++) hashes.push((await run(BODY, joinPlugins(plugins))).outcome.stateHash)
    expect(hashes[1]).toBe(hashes[0])
  })

  test('leaves nothing on globalThis, and may call things of its own as the engine calls its', async () => {
    const kept = 'const fetch = 0.01\n'
    const spend = 'me.free * fetch * (globalThis.spent = (globalThis.spent ?? 1) * 1.1)'
    write('a.ts', `${kept}${buyer(`desk.addStake(1, me.hotkeyOn(1), ${spend})`)}`)
    const { plugins } = await load(names('a.ts'))
    const hashes = []
    for (let k = 0; k < 2; k++) hashes.push((await run(BODY, joinPlugins(plugins))).outcome.stateHash)
    expect(hashes[1]).toBe(hashes[0])
    expect(globalThis).not.toHaveProperty('spent')
  })

  test('may make dates of what it is given, and use the rest of Math', async () => {
    const far = "new Date('2026-01-01').getTime() === Date.UTC(2026, 0, 1) && Math.max(1, 2) === 2"
    write('a.ts', buyer(`if (!(${far})) throw new Error('no')`))
    const { additions } = await load(names('a.ts'))
    expect((await run(BODY, additions)).outcome.status).toBe('complete')
  })

  test('has a hash of its own, which goes with what it imports', async () => {
    write('b.ts', 'export const x = 1')
    write('a.ts', `import { x } from './b.js'\nexport const y = x\n${buyer()}`)
    const hash = async () => (await load(names('a.ts'))).plugins[0].sha256
    const before = await hash()
    expect(await hash()).toBe(before)
    write('b.ts', 'export const x = 2')
    expect(await hash()).not.toBe(before)
  })
})

describe('a file that is no good is refused', () => {
  test('if it is missing, a folder, or no code, with the place in the scenario', async () => {
    mkdirSync(join(folder, 'dir.ts'))
    write('a.txt', 'hello')
    const found = await problemsOf(`name: a\n${names('./none.ts', 'dir.ts', 'a.txt')}`)
    expect(found.map(({ path, line, got }) => [path, line, got])).toEqual([
      ['plugins[0]', 2, '"./none.ts", no such file'],
      ['plugins[1]', 2, '"dir.ts", which is no file'],
      ['plugins[2]', 2, '"a.txt"'],
    ])
  })

  test('if it cannot be read, with file, line and column', async () => {
    write('a.ts', 'const a = 1\nconst b = (2 +\n')
    const [problem] = await problemsOf(names('a.ts'))
    expect(problem).toMatchObject({ file: join(folder, 'a.ts'), line: 3, got: 'Unexpected end of file' })
  })

  test('if it imports what is not there', async () => {
    write(
      'a.ts',
      "import { defineStrategie } from 'taolab'\nimport './gone.js'\nexport const x = defineStrategie({})",
    )
    const found = await problemsOf(names('a.ts'))
    expect(found.map(({ line }) => line)).toEqual([2])
    write('a.ts', "import { defineStrategie } from 'taolab'\nexport const x = defineStrategie({})")
    const [problem] = await problemsOf(names('a.ts'))
    expect(problem).toMatchObject({ line: 1, got: expect.stringContaining('"defineStrategie"') })
  })

  test('if it uses what differs from run to run, or what lies outside the run', async () => {
    write('a.ts', `${buyer('desk.addStake(1, 0, Math.random())')}`)
    expect(await problemsOf(names('a.ts'))).toMatchObject([
      { line: 6, got: expect.stringContaining('Math.random'), want: "me.random('purpose').uniform()" },
    ])
    write('a.ts', `${buyer('setTimeout(() => desk.leave(), 1); process.exit(0)')}`)
    expect((await problemsOf(names('a.ts'))).map(({ got }) => got.split(',')[0])).toEqual([
      'setTimeout',
      'process.exit',
    ])
    write('a.ts', "import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n")
    expect(await problemsOf(names('a.ts'))).toMatchObject([
      { line: 1, got: expect.stringContaining("Node's own") },
    ])
  })

  test('if it fails while it is read, with the line', async () => {
    write('a.ts', "const a: number = 1\nif (a === 1) throw new Error('not today')\nexport const b = a")
    expect(await problemsOf(names('a.ts'))).toMatchObject([
      { file: join(folder, 'a.ts'), line: 2, got: 'not today' },
    ])
  })

  test('if it exports nothing that fits', async () => {
    write('a.ts', 'export const a = 1')
    expect((await problemsOf(names('a.ts')))[0]).toMatchObject({ got: 'exports that are none of these: a' })
    write('a.ts', 'const a = 1')
    expect((await problemsOf(names('a.ts')))[0]).toMatchObject({ got: 'no exports' })
  })

  test('if its id is taken', async () => {
    write('a.ts', buyer('', 'retail'))
    expect((await problemsOf(names('a.ts')))[0].got).toContain('which a shipped one has')
    write('a.ts', buyer())
    write('b.ts', buyer())
    expect((await problemsOf(names('a.ts', 'b.ts')))[0].got).toContain('twice')
  })

  test('if a card lacks what a card has', async () => {
    write('a.ts', buyer().replace("'trader'", "'gambler'"))
    expect((await problemsOf(names('a.ts')))[0]).toMatchObject({ got: 'role "gambler"' })
    write('a.ts', buyer().replace('params: {', 'params: { x: 3,'))
    expect((await problemsOf(names('a.ts')))[0]).toMatchObject({ got: 'params.x 3' })
    write('a.ts', buyer().replace('memory: {}', 'memory: { y: 3 }').replace('a test', ''))
    expect((await problemsOf(names('a.ts'))).map(({ got }) => got)).toEqual(['source ""', 'memory.y 3'])
    write('a.ts', buyer('', 'My Agent'))
    expect((await problemsOf(names('a.ts')))[0].want).toContain('dip-buyer')
  })
})

describe('a strategy that fails', () => {
  const failure = async (decide: string) => {
    write('a.ts', buyer(decide))
    const { additions } = await load(names('a.ts'))
    return run(BODY, additions).catch((error) => error)
  }

  test('ends the run: agent, strategy, block, file and line are said', async () => {
    const error = await failure("if (me.index === 1) throw new TypeError('no such thing')")
    expect(error).toBeInstanceOf(PluginError)
    expect(error.message).toMatch(
      /^a\.ts:6:\d+ {2}agent people\/1 \(strategy idler\), in decide after block \d+: no such thing$/,
    )
    expect(error.shown).toContain(join(folder, 'a.ts:6:'))
  })

  test.each([
    ['desk.transfer(5, Number.NaN)', 'desk.transfer: got NaN for tao, want an amount in RAO'],
    [
      'desk.moveStake(0, me.hotkeyOn(0), 1, me.hotkeyOn(1), Number.NaN)',
      'desk.moveStake: got NaN for amount',
    ],
    ['desk.addStake(1, me.hotkeyOn(1), 1e9, Number.NaN)', 'got NaN for limit, want a price in TAO per alpha'],
    ['desk.addStake(undefined, me.hotkeyOn(1), 1e9)', 'desk.addStake: got nothing for netuid, want a netuid'],
    ['desk.addStake(1.5, me.hotkeyOn(1), 1e9)', 'got 1.5 for netuid'],
    ['desk.addStake(99, me.hotkeyOn(1), 1e9)', 'got 99 for netuid, want a subnet that is simulated'],
    ['desk.addStake(1, undefined, 1e9)', 'got nothing for hotkey, want a hotkey'],
    ["desk.addStake(1, me.hotkeyOn(1), '1000000000')", 'got "1000000000" for tao'],
    ['desk.transfer(undefined, 1e9)', 'got nothing for toColdkey'],
    ['desk.buyOutside(Number.NaN)', 'desk.buyOutside: got NaN for tao, want a finite number'],
    ['desk.askToBurn(1, Number.NaN)', 'got NaN for share'],
    ["desk.setSubnetParam(1, 'bondPenalty', 3)", 'did you mean "bondsPenalty"?'],
    ["desk.setClaimMode('keeps')", 'did you mean "keep"?'],
    ["desk.signOrder(1, 0, 'byu', 1e9, 1)", 'want one of buy, take-profit, stop-loss; did you mean "buy"?'],
    ["desk.signOrder(1, 0, 'buy', 1e9, 1, { blocks: Number.NaN })", 'for choices, want numbers by name'],
    ['desk.setWeights(1, 0, [0, 1], [Number.NaN, 1], 2)', 'got NaN in place 0 of a list'],
    ['desk.setWeights(1, 0, [0], [1, 1], 2)', 'got a list of 1, want 2 numbers'],
    ['desk.setChildren(1, 0, [1], [Number.NaN])', 'got NaN in place 0 of a list'],
  ])('by asking the desk for what no call can mean: %s', async (decide, said) => {
    const error = await failure(decide)
    expect(error).toBeInstanceOf(PluginError)
    expect(error.message).toContain(said)
    expect(error.message).toMatch(/^a\.ts:6:\d+ {2}agent people/)
  })

  test('by reaching past the desk for a price of TAO that is no number', async () => {
    write('a.ts', buyer('outside.jump(Number.NaN)').replace('chain, desk)', 'chain, desk, outside)'))
    const { additions } = await load(names('a.ts'))
    await expect(run(BODY, additions)).rejects.toThrow(/got NaN for a jump of ln P/)
  })

  test('by waiting: what it would ask for later would be asked for by another', async () => {
    write('a.ts', buyer('await null; desk.leave()').replace('decide(', 'async decide('))
    const { additions } = await load(names('a.ts'))
    await expect(run(BODY, additions)).rejects.toThrow(/in decide after block \d+: got a function that waits/)
  })

  test.each([
    [
      'const { random } = Math; me.x = random()',
      "Math.random differs from run to run; use me.random('purpose')",
    ],
    ["const M = Math; me.x = M['random']()", 'Math.random differs'],
    ['me.x = globalThis.Math.random()', 'Math.random differs'],
    ['me.x = +new Date()', 'new Date() differs from run to run; use chain.block'],
    ['const { now } = Date; me.x = now()', 'Date() differs'],
    ["globalThis.fetch('http://localhost')", 'fetch differs from run to run'],
    ['const g = globalThis; g.process.exit(0)', 'Cannot read properties of undefined'],
  ])('by what differs from run to run, however it is reached: %s', async (decide, said) => {
    const error = await failure(decide)
    expect(error).toBeInstanceOf(PluginError)
    expect(error.message).toContain(said)
  })

  test('by asking for nonsense as well', async () => {
    write('a.ts', buyer().replace('=> 100', '=> Number.NaN'))
    const { additions } = await load(names('a.ts'))
    await expect(run(BODY, additions)).rejects.toThrow(/in wake after block \d+: got NaN, want blocks/)
  })
})
