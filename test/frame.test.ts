import { cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { newest, openRun, openSweep, type Results } from '../src/frame.js'
import { copyToParquet, openDatabase } from '../src/tables/duckdb.js'
import { type Kinds, scratch, writeResults } from './frame/folders.js'

const kinds: Kinds = { agent_id: 'text', price_tao: 'number', pool_tao: 'rao', experiment: 'text' }
const tables = {
  subnets: {
    head: ['experiment', 'cell_id', 'rep', 'block', 'netuid', 'price_tao', 'pool_tao'],
    rows: [
      ['thin', 0, 0, 100, 5, 0.25, '1000.000000001'],
      ['thin', 0, 0, 100, 82, null, '12.5'],
      ['thin', 0, 0, 200, 5, 0.5, '1000'],
    ],
  },
  events: {
    head: ['experiment', 'block', 'agent_id'],
    rows: [
      ['thin', 100, '7'],
      ['thin', 200, null],
    ],
  },
  failures: { head: ['block', 'error'], rows: [] },
}

let folder: string
const opened: Results[] = []
const track = async <R extends Results>(results: Promise<R>): Promise<R> => {
  const one = await results
  opened.push(one)
  return one
}

beforeEach(() => {
  folder = writeResults(join(scratch(), 'run'), tables, kinds, { run: 'abc' })
})
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

describe('the folder of a run', () => {
  test('has its tables, and their columns with unit, meaning and type', async () => {
    const run = await track(openRun(folder))
    expect(run.tables).toEqual(['subnets', 'events', 'failures'])
    expect(run.remarks).toEqual([])
    expect(run.unit('subnets', 'price_tao')).toBe('unit of price_tao')
    expect(run.columns('events').map(({ name, type }) => [name, type])).toEqual([
      ['experiment', 'text'],
      ['block', 'number'],
      ['agent_id', 'text'],
    ])
  })

  test('gives columns in the order of the file; what is missing is NaN or no text', async () => {
    const run = await track(openRun(folder))
    expect(await run.read('subnets', ['netuid', 'price_tao', 'pool_tao'])).toEqual({
      netuid: [5, 82, 5],
      price_tao: [0.25, Number.NaN, 0.5],
      pool_tao: [1000.000000001, 12.5, 1000],
    })
    expect((await run.read('events')).agent_id).toEqual(['7', ''])
  })

  test('answers SQL over its tables', async () => {
    const run = await track(openRun(folder))
    const sql = 'select netuid, max(price_tao) as most from subnets group by netuid order by netuid'
    expect(await run.query(sql)).toEqual([
      { netuid: 5, most: 0.5 },
      { netuid: 82, most: null },
    ])
  })

  test('becomes a frame of the module that the caller brings, without rows too', async () => {
    class DataFrame {
      readonly given: unknown[]
      constructor(...given: unknown[]) {
        this.given = given
      }
    }
    const run = await track(openRun(folder))
    expect((await run.frame({ DataFrame }, 'subnets', ['netuid'])).given).toEqual([{ netuid: [5, 82, 5] }])
    expect((await run.frame({ DataFrame }, 'failures')).given).toEqual([[], { columns: ['block', 'error'] }])
  })

  test('is read from Parquet where there is no CSV', async () => {
    const database = await openDatabase({ threads: 1 })
    const path = join(folder, 'subnets.parquet')
    await copyToParquet(database, `SELECT * FROM read_csv('${join(folder, 'subnets.csv')}')`, path)
    database.close()
    rmSync(join(folder, 'subnets.csv'))
    writeResults(
      folder,
      { events: tables.events },
      kinds,
      {},
      { subnets: { file: 'subnets.csv', parquet: 'subnets.parquet', ...tables.subnets } },
    )
    const run = await track(openRun(folder))
    expect((await run.read('subnets', ['price_tao'])).price_tao).toEqual([0.25, Number.NaN, 0.5])
    expect((await run.read('subnets', ['experiment'])).experiment).toEqual(['thin', 'thin', 'thin'])
  })

  test('that was changed since says so', async () => {
    writeFileSync(join(folder, 'events.csv'), 'experiment,block,agent_id\nthin,100,8\n')
    const run = await track(openRun(folder))
    expect(run.remarks).toEqual([expect.stringContaining('events.csv')])
  })

  test('does not have what is misspelt, and the nearest name is offered', async () => {
    const run = await track(openRun(folder))
    expect(() => run.columns('subnet')).toThrow('got no table "subnet", want perhaps "subnets"')
    await expect(run.read('subnets', ['price'])).rejects.toThrow('got no column "price", want')
    await expect(run.read('subnets', ['price_tau'])).rejects.toThrow('want perhaps "price_tao"')
  })

  test('is not that of a sweep', async () => {
    await expect(openSweep(folder)).rejects.toThrow(
      'got the folder of a run, want that of a sweep; see openRun',
    )
  })
})

describe('the folder of a sweep', () => {
  const sweepTables = {
    cells: {
      head: ['experiment', 'cell_id', 'size', 'rule'],
      rows: [
        ['s', 0, 500, 'price-ema'],
        ['s', 1, 1000, 'flow-ema'],
      ],
    },
    runs: {
      head: ['experiment', 'cell_id', 'rep', 'config_hash'],
      rows: [
        ['s', 0, 0, 'abc'],
        ['s', 1, 0, '0123'],
      ],
    },
  } as const
  const text: Kinds = { size: 'text', rule: 'text', config_hash: 'text' }

  test('has levels as numbers where all are, and as text where they are names', async () => {
    const sweep = await track(
      openSweep(writeResults(scratch(), sweepTables, text, { kind: 'sweep', sweep: 'x' })),
    )
    expect(await sweep.read('cells', ['size', 'rule'])).toEqual({
      size: [500, 1000],
      rule: ['price-ema', 'flow-ema'],
    })
  })

  test('opens the run of a cell and a replicate', async () => {
    const sweepFolder = writeResults(scratch(), sweepTables, text, { kind: 'sweep', sweep: 'x' })
    cpSync(folder, join(sweepFolder, 'runs', 'abc'), { recursive: true })
    const sweep = await track(openSweep(sweepFolder))
    const run = await track(sweep.run(0, 0))
    expect(run.manifest.run).toBe('abc')
    await expect(sweep.run(7, 0)).rejects.toThrow('got cell 7, replicate 0, want one of runs.csv')
  })
})

describe('the newest run', () => {
  test('is the one that was finished last', () => {
    const scenario = scratch()
    for (const [name, time] of [
      ['b', 1_000],
      ['a', 2_000],
      ['c', 1_500],
    ] as const) {
      mkdirSync(join(scenario, name))
      writeFileSync(join(scenario, name, 'manifest.json'), '{}')
      utimesSync(join(scenario, name, 'manifest.json'), time, time)
    }
    mkdirSync(join(scenario, 'd.partial'))
    expect(newest(scenario)).toBe(join(scenario, 'a'))
  })

  test('is asked for where there is none', () => {
    expect(() => newest(join(scratch(), 'nothing'))).toThrow('got no folder of a run')
  })
})
