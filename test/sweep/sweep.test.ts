import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStreams } from '../../src/random/streams.js'
import { openOutput } from '../../src/report/read/output.js'
import { SweepData } from '../../src/report/sweep/sweep-data.js'
import { varianceSection } from '../../src/report/sweep/variance.js'
import { controlledMean } from '../../src/stats/controlled-mean.js'
import { type SweepOptions, type SweepResult, sweep } from '../../src/sweep/sweep.js'
import { readCsv } from '../support/csv.js'
import { hereQueue } from '../support/here-queue.js'

/** Threads load the engine from its sources here, which takes seconds. */
const SLOW = 120_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-sweep-'))
  writeFileSync(join(folder, 'base.yaml'), base)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Two small subnets for some hundred blocks. */
const base = `
name: base
horizon: 400 blocks
genesis: { snapshot: synthetic, subnets: 2, uids: 8 }
population:
  - { id: miners, strategy: honest-miner, count: 3 per subnet }
  - { id: validators, strategy: honest-validator, count: 2, stake: { alpha: 40 % } }
record: { every: 200 blocks }
`

function file(name: string, text: string): string {
  const path = join(folder, `${name}.yaml`)
  writeFileSync(path, text)
  return path
}
/** In threads where a number of them is given, else here, one after another: a thread takes seconds to load. */
const go = (path: string, out: string, options: SweepOptions = {}) =>
  sweep(path, { out: join(folder, out), ...(options.workers ? {} : { queue: hereQueue }), ...options })
const tableText = (result: SweepResult) =>
  Object.values(result.tables).map(({ file }) => readFileSync(join(result.folder, file), 'utf8'))
const table = (result: SweepResult, name: string) =>
  readCsv(readFileSync(join(result.folder, `${name}.csv`), 'utf8'))
const hashes = (result: SweepResult) =>
  Object.values(result.tables).map(({ file, sha256 }) => `${file} ${sha256}`)

const grid = `
experiment: kappas
base: base.yaml
seed: 5
factors: { network.kappa: [40 %, 60 %], version: { classic: { network.yuma3: false }, yuma3: { network.yuma3: true } } }
replicates: 2
primary: [minted_tao_per_day]
compare: { by: version, against: classic }
hypotheses:
  - { id: H1, metric: minted_tao_per_day, where: { version: yuma3 }, test: "> 0", over: every }
  - { id: H2, metric: minted_tao_per_day, test: "= 0 +- 1e-3", against: { version: classic } }
`

describe('a sweep', () => {
  let path: string
  let one: SweepResult
  beforeAll(async () => {
    path = file('kappas', grid)
    one = await go(path, 'one', { workers: 1 })
  }, SLOW)

  test('carries out every cell with its replicates', () => {
    expect(one).toMatchObject({ status: 'complete', cells: 4, runs: 8, reused: 0, missing: 0, failures: [] })
    expect(table(one, 'cells').map(({ cell_id, version }) => [cell_id, version])).toEqual([
      ['0', 'classic'],
      ['1', 'yuma3'],
      ['2', 'classic'],
      ['3', 'yuma3'],
    ])
    const runs = table(one, 'runs')
    expect(runs.map(({ cell_id, rep }) => `${cell_id}/${rep}`)).toEqual([
      '0/0',
      '0/1',
      '1/0',
      '1/1',
      '2/0',
      '2/1',
      '3/0',
      '3/1',
    ])
    expect(new Set(runs.map(({ config_hash }) => config_hash)).size).toBe(8)
  })

  test('gives replicate r the same seed in every cell', () => {
    for (const { rep, seed } of table(one, 'runs')) expect(seed).toBe(`5/${rep}`)
  })

  // Four workers, and as many as there are replicates: test/long/whole-sweeps.test.ts.
  test(
    'gives the same bytes with 2 workers as with one',
    async () => {
      const other = await go(path, 'workers-2', { workers: 2 })
      expect(hashes(other)).toEqual(hashes(one))
      expect(tableText(other)).toEqual(tableText(one))
    },
    SLOW,
  )

  test(
    'reuses what is finished when it is run again, and touches none of it',
    async () => {
      const before = readdirSync(join(one.folder, 'runs'))
      const again = await go(path, 'one')
      expect(again).toMatchObject({ runs: 8, reused: 8, status: 'complete' })
      expect(hashes(again)).toEqual(hashes(one))
      expect(readdirSync(join(one.folder, 'runs'))).toEqual(before)
    },
    SLOW,
  )

  test(
    'goes on in the same folder when more replicates are asked for',
    async () => {
      const out = 'more'
      const first = await go(file('kappas', grid.replace('replicates: 2', 'replicates: 1')), out)
      const second = await go(file('kappas', grid), out)
      expect(second.folder).toBe(first.folder)
      expect(second).toMatchObject({ runs: 8, reused: 4 })
      expect(hashes(second)).toEqual(hashes(one))
    },
    SLOW,
  )

  test(
    'goes on after an interruption, and ends with the same bytes',
    async () => {
      const stop = new AbortController()
      const told = ({ done }: { done: number }) => done >= 3 && stop.abort()
      const cut = await go(path, 'cut', { signal: stop.signal, told })
      expect(cut.status).toBe('interrupted')
      expect(cut.missing).toBeGreaterThan(0)
      const rest = await go(path, 'cut')
      expect(rest.reused).toBeGreaterThanOrEqual(3)
      expect(rest.reused).toBeLessThan(8)
      expect(hashes(rest)).toEqual(hashes(one))
    },
    SLOW,
  )

  test(
    'done in shards and collected has the same bytes',
    async () => {
      for (const index of [2, 1])
        expect((await go(path, 'shards', { shard: { index, count: 2 } })).status).toBe('partial')
      const whole = await go(path, 'shards', { collect: true })
      expect(whole).toMatchObject({ status: 'complete', reused: 8 })
      expect(hashes(whole)).toEqual(hashes(one))
    },
    SLOW,
  )

  test('holds cells against the baseline replicate by replicate', () => {
    const rows = table(one, 'mc_summary').filter(({ metric }) => metric === 'minted_tao_per_day')
    expect(rows.map(({ paired_with }) => paired_with)).toEqual(['', '0', '', '2'])
    const values = (cell: string) =>
      table(one, 'summary')
        .filter(({ cell_id }) => cell_id === cell)
        .map((row) => Number(row.minted_tao_per_day))
    const differences = values('1').map((value, rep) => value - values('0')[rep])
    expect(Number(rows[1].diff_mean)).toBeCloseTo((differences[0] + differences[1]) / 2, 9)
  })

  test('gives each claim a verdict with its interval', () => {
    expect(one.hypotheses.map(({ id, cell, verdict }) => [id, cell, verdict])).toEqual([
      ['H1', 1, 'pass'],
      ['H1', 3, 'pass'],
      ['H1', undefined, 'pass'],
      ['H2', undefined, 'pass'],
    ])
    expect(table(one, 'hypotheses')[3].against).toBe('version=classic')
  })
})

test(
  'a plain scenario is a sweep of one cell and one run',
  async () => {
    const result = await go(join(folder, 'base.yaml'), 'plain')
    expect(result).toMatchObject({ experiment: 'base', cells: 1, runs: 1, status: 'complete' })
  },
  SLOW,
)

test(
  'equal runs of two cells are carried out once',
  async () => {
    const text = 'base: base.yaml\nfactors: { network.kappa: [50 %, 0.5] }\n'
    const result = await go(file('equal', text), 'equal')
    expect(result).toMatchObject({ cells: 2, runs: 1, status: 'complete' })
    const [first, second] = table(result, 'runs')
    expect(second.config_hash).toBe(first.config_hash)
    expect(table(result, 'summary')).toHaveLength(2)
  },
  SLOW,
)

test(
  'with the attack off and nobody attacking every difference is exactly 0',
  async () => {
    const text = 'base: base.yaml\nreplicates: 2\ncompare: attack-off\n'
    const result = await go(file('null', text), 'null')
    expect(result.runs).toBe(2)
    for (const row of table(result, 'runs')) expect(row.cf_of).toBe(row.config_hash)
    for (const row of table(result, 'mc_summary')) {
      expect(row.paired_with).toBe('attack-off')
      expect(['0', '']).toContain(row.diff_mean)
    }
  },
  SLOW,
)

test(
  'a run that fails is reported with the line that repeats it, and the others go on',
  async () => {
    mkdirSync(join(folder, 'plugins'), { recursive: true })
    writeFileSync(join(folder, 'plugins', 'faulty.js'), faulty)
    const text = `base: base.yaml
plugins: [./plugins/faulty.js]
population:
  - { id: faulty, strategy: faulty, count: 1, params: { broken: 0 } }
factors: { population.faulty.params.broken: [0, 1] }
`
    const result = await go(file('failing', text), 'failing')
    expect(result).toMatchObject({ status: 'failed', cells: 2, runs: 2 })
    expect(result.failures).toHaveLength(1)
    expect(result.failures[0]).toMatchObject({ cell: 1, rep: 0, seed: '1/0' })
    expect(result.failures[0].error).toContain('out of order')
    expect(result.failures[0].repeat).toBe('taolab run failing.yaml --cell 1 --rep 0')
    expect(table(result, 'runs').map(({ status }) => status)).toEqual(['complete', 'failed'])
    expect(table(result, 'summary')).toHaveLength(1)
  },
  SLOW,
)

const faulty = `
import { defineStrategy, number } from 'taolab'
export const faultyStrategy = defineStrategy({
  id: 'faulty',
  summary: 'Fails where it is told to.',
  source: 'a test',
  role: 'trader',
  params: { broken: number(0, '', 'whether it fails') },
  memory: {},
  wake: () => 1,
  decide(me) {
    if (me.params.broken > 0) throw new Error('out of order')
  },
})
`

test(
  'a Morris design ends in elementary effects',
  async () => {
    const text = `base: base.yaml
factors: { network.kappa: { from: 0.4, to: 0.6 }, genesis.issuance: { from: 9 , to: 9.5, unit: "e6 TAO" } }
design: { kind: morris, trajectories: 2, levels: 4 }
`.replace(
      'genesis.issuance: { from: 9 , to: 9.5, unit: "e6 TAO" }',
      'network.bondsPenalty: { from: 0 %, to: 100 % }',
    )
    const result = await go(file('morris', text), 'morris')
    expect(result).toMatchObject({ cells: 6, status: 'complete' })
    const rows = table(result, 'sensitivity').filter(({ metric }) => metric === 'minted_tao_per_day')
    expect(rows.map(({ factor, n }) => [factor, n])).toEqual([
      ['network.kappa', '2'],
      ['network.bondsPenalty', '2'],
    ])
  },
  SLOW,
)

/** A crowd that trades, so that the outside matters. */
const trading = `base: base.yaml
horizon: 300 blocks
genesis: { resolution: aggregate }
population: [{ id: retail, strategy: retail, count: 1 per subnet, capital: 5000 TAO, stake: { alpha: 15 % } }]
primary: [mcap_gini, minted_tao_per_day]
`

test(
  'controls and antithetic pairs have a table of their own, and change no other',
  async () => {
    const plain = await go(file('variance', `${trading}replicates: 32\n`), 'plain-variance')
    const control = await go(file('variance', `${trading}replicates: 32\ncontrol: all\n`), 'plain-variance')
    expect(control.folder).toBe(plain.folder)
    expect(control.reused).toBe(32)
    const without = hashes(control).filter((one) => !one.startsWith('variance.csv'))
    expect(without).toEqual(hashes(plain))
    const rows = table(control, 'variance')
    expect(rows.map(({ metric, technique, n }) => [metric, technique, n])).toEqual([
      ['mcap_gini', 'control variates', '32'],
      ['minted_tao_per_day', 'control variates', '32'],
    ])
    const summary = table(control, 'mc_summary').find(({ metric }) => metric === 'mcap_gini')!
    expect(Number(rows[0].plain_mean)).toBeCloseTo(Number(summary.mean), 12)
    expect(Number(rows[0].plain_mcse)).toBeCloseTo(Number(summary.mcse), 12)
    const ratio = (Number(rows[0].plain_mcse) / Number(rows[0].mcse)) ** 2
    expect(Number(rows[0].vr_ratio) / ratio).toBeCloseTo(1, 9)
    expect(rows[0].verdict).toBe(ratio > 1.2 ? 'helped' : 'did not help')
    const runs = table(control, 'summary')
    const column = (name: string) => runs.map((row) => Number(row[name]))
    const controls = ['tao_usd_surprise_log', 'market_flow_surprise_tao', 'order_flow_surprise_tao']
    const stream = createStreams('1').make('control/mcap_gini')
    const found = controlledMean(column('mcap_gini'), controls.map(column), stream)
    expect([rows[0].mean, rows[0].mcse, rows[0].ci_lo].map(Number)).toEqual([
      found.mean,
      found.mcse,
      found.interval.low,
    ])
    expect(controls.map((name) => Number(rows[0][`cv_beta_${name}`]))).toEqual(found.betas)
    const data = await SweepData.open(await openOutput(control.folder))
    const words = (await varianceSection(data)).content.map((one) => JSON.stringify(one)).join()
    data.close()
    expect(words).toContain(rows[0].verdict)
    expect(words).toContain('<code>mcap_gini</code>')
  },
  SLOW,
)

test(
  'of a few pairs it is not said whether mirroring helped',
  async () => {
    const text = `${trading}replicates: 6\nantithetic: true\ncontrol: [order_flow_surprise_tao]\n`
    const rows = table(await go(file('mirrored', text), 'mirrored'), 'variance')
    expect(rows.map(({ technique, n, verdict }) => [technique, n, verdict])).toEqual([
      ['antithetic pairs', '3', 'too few runs'],
      ['control variates', '3', 'too few runs'],
      ['antithetic pairs', '3', 'too few runs'],
      ['control variates', '3', 'too few runs'],
    ])
  },
  SLOW,
)

test(
  'what the manifests of the runs have alike is kept once, and read as if each had it',
  async () => {
    const result = await go(file('parts', `${trading}replicates: 3\nkeep: [network]\n`), 'parts')
    const parts = readdirSync(join(result.folder, 'parts'))
    expect(parts).toHaveLength(2)
    expect(parts.every((name) => /^[0-9a-f]{16}\.json$/.test(name))).toBe(true)
    const run = join(result.folder, 'runs', readdirSync(join(result.folder, 'runs'))[0])
    const written = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'))
    expect(written.tables.network).not.toHaveProperty('columns')
    expect(written).not.toHaveProperty('filled')
    const opened = await openOutput(run)
    expect(opened.remarks).toEqual([])
    const columns = opened.manifest.tables!.network.columns!
    expect(columns.find(({ name }) => name === 'total_issuance_tao')).toMatchObject({ unit: 'TAO' })
    expect(result.tables['tables/network'].columns).toEqual(columns)
    expect(Array.isArray(opened.manifest.filled)).toBe(true)
    // Damaged or gone, they are missed and nothing else is.
    for (const name of parts) writeFileSync(join(result.folder, 'parts', name), '{}')
    expect((await openOutput(run)).remarks.join()).toContain(
      'with the columns of the run, is not what was written',
    )
    rmSync(join(result.folder, 'parts'), { recursive: true })
    expect((await openOutput(run)).remarks.join()).toContain('with the columns of the run, is missing')
  },
  SLOW,
)

test(
  'runs that are brought together from elsewhere bring what their manifests share',
  async () => {
    const path = file('parts-elsewhere', `${trading}replicates: 2\n`)
    await go(path, 'elsewhere', { shard: { index: 1, count: 2 } })
    await go(path, 'elsewhere-2', { shard: { index: 2, count: 2 } })
    const from = ['elsewhere', 'elsewhere-2'].map((name) => join(folder, name))
    const whole = await go(path, 'together', { collect: true, from })
    expect(whole).toMatchObject({ status: 'complete', missing: 0 })
    for (const name of readdirSync(join(whole.folder, 'runs')))
      expect((await openOutput(join(whole.folder, 'runs', name))).remarks).toEqual([])
  },
  SLOW,
)
