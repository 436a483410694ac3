import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256Hex } from '../../../src/hash.js'
import { quotedLine } from '../../../src/record/sinks/quote.js'
import type { ColumnSpec } from '../../../src/record/table.js'
import { type GatheredRun, gather } from '../../../src/sweep/gather/gather.js'
import { Rekeyed } from '../../../src/sweep/gather/rekeyed.js'
import { literal, openDatabase } from '../../../src/tables/duckdb.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-gather-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const column = (name: string, kind: ColumnSpec['kind'] = 'number'): ColumnSpec => ({
  name,
  kind,
  unit: 'TAO',
  meaning: name,
})
const columns = [
  column('experiment', 'text'),
  column('cell_id'),
  column('rep'),
  column('block'),
  column('pool_tao', 'rao'),
  column('agent_id', 'text'),
]
const header = `${columns.map(({ name }) => name).join(',')}\n`

/** A run's folder with one table, as a run by itself writes it. */
function makeRun(name: string, rows: readonly (readonly string[])[]): string {
  const run = join(folder, name)
  mkdirSync(run)
  const lines = rows.map((row) => `${quotedLine(['solo', '0', '0', ...row])}\n`).join('')
  writeFileSync(join(run, 'network.csv'), header + lines)
  const entry = { file: 'network.csv', row: 'sample time', rows: rows.length, bytes: 0, sha256: '', columns }
  writeFileSync(join(run, 'manifest.json'), JSON.stringify({ tables: { network: entry, runs: entry } }))
  return run
}
const gathered = (runs: readonly GatheredRun[], format: 'csv' | 'parquet' | 'both' = 'csv') =>
  gather({ experiment: 'my sweep', folder, runs: () => runs, format })
const csv = () => readFileSync(join(folder, 'tables', 'network.csv'), 'utf8')

describe('tables gathered from runs', () => {
  test('are those of the cells whose runs kept them, where what is recorded differs from cell to cell', async () => {
    const a = makeRun('a', [['1', '0.5', 'x']])
    const b = makeRun('b', [['1', '7', 'y']])
    rmSync(join(a, 'network.csv'))
    writeFileSync(join(a, 'manifest.json'), JSON.stringify({ tables: {} }))
    for (const first of [0, 1]) {
      const runs = [
        { folder: a, cell: first, rep: 0 },
        { folder: b, cell: 1 - first, rep: 0 },
      ].sort((one, other) => one.cell - other.cell)
      await gathered(runs)
      expect(csv()).toBe(`${header}my sweep,${1 - first},0,1,7,y\n`)
    }
  })

  test('have the keys of cell and replicate in place of those of a single run, in the order of both', async () => {
    const [a, b] = [
      makeRun('a', [
        ['1', '0.5', 'x'],
        ['2', '', ''],
      ]),
      makeRun('b', [['1', '7', 'y']]),
    ]
    // The same run may answer for two cells.
    const runs = [
      { folder: b, cell: 1, rep: 0 },
      { folder: a, cell: 1, rep: 1 },
      { folder: b, cell: 4, rep: 0 },
    ]
    const tables = await gathered(runs)
    const keyed = (key: string, rest: string) => `my sweep,${key},${rest}\n`
    expect(csv()).toBe(
      header + keyed('1,0', '1,7,y') + keyed('1,1', '1,0.5,x') + keyed('1,1', '2,,') + keyed('4,0', '1,7,y'),
    )
    expect(Object.keys(tables)).toEqual(['tables/network'])
    const text = csv()
    expect(tables['tables/network']).toMatchObject({
      file: 'tables/network.csv',
      rows: 4,
      bytes: text.length,
      sha256: sha256Hex(text),
    })
    expect(readdirSync(join(folder, 'tables'))).toEqual(['network.csv'])
  })

  test('are Parquet in one file a cell, whose folder names it, with the same rows and always the same bytes', async () => {
    const runs = [3, 12].flatMap((cell) =>
      [0, 1].map((rep) => ({
        folder: makeRun(`${cell}-${rep}`, [[`${cell}`, `${rep}.000000001`, 'a,"b"\nc']]),
        cell,
        rep,
      })),
    )
    const first = (await gathered(runs, 'both'))['tables/network']
    const again = (await gathered(runs, 'parquet'))['tables/network']
    expect(first.parquet).toMatchObject({ file: 'tables/network/', bytes: again.bytes, sha256: again.sha256 })
    expect(readdirSync(join(folder, 'tables', 'network')).sort()).toEqual(['cell_id=12', 'cell_id=3'])
    const database = await openDatabase()
    const files = literal(join(folder, 'tables', 'network', '*', '*.parquet'))
    const rows = await database.rows(
      `SELECT cell_id, rep, block, pool_tao::VARCHAR AS pool, agent_id
         FROM read_parquet(${files}, hive_partitioning = true) ORDER BY cell_id, rep`,
    )
    database.close()
    expect(rows.map((row) => Object.values(row).map(String))).toEqual([
      ['3', '0', '3', '0.000000001', 'a,"b"\nc'],
      ['3', '1', '3', '1.000000001', 'a,"b"\nc'],
      ['12', '0', '12', '0.000000001', 'a,"b"\nc'],
      ['12', '1', '12', '1.000000001', 'a,"b"\nc'],
    ])
  })

  test('are none where runs keep none, or where no run is finished', async () => {
    expect(await gathered([])).toEqual({})
    expect(existsSync(join(folder, 'tables'))).toBe(false)
  })

  test('of runs with other columns are refused, with the file', async () => {
    const [a, b] = [makeRun('a', [['1', '2', '']]), makeRun('b', [])]
    writeFileSync(join(b, 'network.csv'), header.replace('block', 'day'))
    const runs = [a, b].map((run, rep) => ({ folder: run, cell: 0, rep }))
    await expect(gathered(runs)).rejects.toThrow(join(b, 'network.csv'))
  })
})

test('rows of any text keep every byte behind their keys, wherever a chunk of the file ends', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'é', '', '1') })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), fc.nat(40), (rows, fill) => {
      // A first row that ends near the end of the first chunk of a megabyte.
      const long = ['x'.repeat((1 << 20) - 100 + fill), 'y', 'z']
      const text = (keys: string[]) =>
        [long, ...rows].map((row) => `${quotedLine(keys)},${quotedLine(row)}\n`).join('')
      const [from, to] = [join(folder, 'from.csv'), join(folder, 'to.csv')]
      writeFileSync(from, header + text(['a "b", c', '0', '0']))
      const rekeyed = new Rekeyed(to, 'd, e')
      rekeyed.add({ file: from, cell: 17, rep: 3 })
      const hash = rekeyed.close()
      const written = readFileSync(to, 'utf8')
      expect(written).toBe(header + text(['d, e', '17', '3']))
      expect(hash).toBe(sha256Hex(written))
      expect(rekeyed.rows).toBe(rows.length + 1)
    }),
    { numRuns: 60 },
  )
})
