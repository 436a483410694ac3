import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  copyToParquet,
  csvRows,
  identifier,
  literal,
  openDatabase,
  type TypedColumn,
} from '../../src/tables/duckdb.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taolab-duck's-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const columns: TypedColumn[] = [
  { name: 'agent "x"', type: 'VARCHAR' },
  { name: 'supply_tao', type: 'DECIMAL(38,9)' },
  { name: 'price', type: 'DOUBLE' },
  { name: 'block', type: 'BIGINT' },
]
const header = '"agent ""x""",supply_tao,price,block\n'

/** Rows of a CSV file, by way of Parquet, as text. */
async function there(lines: string) {
  const csv = join(folder, 'a.csv')
  const parquet = join(folder, 'a.parquet')
  writeFileSync(csv, header + lines)
  const database = await openDatabase({ threads: 1 })
  try {
    await copyToParquet(database, csvRows(csv, columns), parquet)
    const cells = columns.map(({ name }) => `CAST(${identifier(name)} AS VARCHAR) AS ${identifier(name)}`)
    const rows = await database.rows(`SELECT ${cells.join(', ')} FROM ${literal(parquet)}`)
    return rows.map((row) => columns.map(({ name }) => row[name]))
  } finally {
    database.close()
  }
}

test('amounts beyond what a double holds come through Parquet to the last RAO', async () => {
  expect(await there('a,20999999.999999999,0.1,8636191\nb,-9007199254.740993001,1e-320,0\n')).toEqual([
    ['a', '20999999.999999999', '0.1', '8636191'],
    ['b', '-9007199254.740993001', '1e-320', '0'],
  ])
})

test('an empty cell is NULL whatever its type, and quoted text keeps its commas, quotes and lines', async () => {
  expect(await there('"a,""b""\nc",,,\n,1,2,3\n')).toEqual([
    ['a,"b"\nc', null, null, null],
    [null, '1.000000000', '2.0', '3'],
  ])
})

test('the same rows give the same bytes of Parquet', async () => {
  const lines = Array.from({ length: 5_000 }, (_, k) => `agent-${k % 7},${k}.5,${Math.sqrt(k)},${k}\n`).join(
    '',
  )
  await there(lines)
  const first = readFileSync(join(folder, 'a.parquet'))
  await there(lines)
  expect(readFileSync(join(folder, 'a.parquet')).equals(first)).toBe(true)
})

test('a cell that is not of its type is an error, never a guess', async () => {
  await expect(there('a,1,2,7.5e\n')).rejects.toThrow('7.5e')
})

test('what the disk denies carries the code that Node has for it', async () => {
  const database = await openDatabase()
  const query = 'SELECT range AS n FROM range(1000000)'
  await expect(copyToParquet(database, query, '/dev/full')).rejects.toMatchObject({ code: 'ENOSPC' })
  await expect(copyToParquet(database, query, join(folder, 'no', 'x'))).rejects.toMatchObject({ code: 'EIO' })
  database.close()
})

test('the memory limit holds: without a folder to spill to, a sort beyond it is an error that says so', async () => {
  const sort = 'SELECT max(n) AS n FROM (SELECT hash(range) AS n FROM range(20000000) ORDER BY n OFFSET 3)'
  const tight = await openDatabase({ memory: 40 })
  await expect(tight.rows(sort)).rejects.toMatchObject({ code: 'ENOMEM' })
  tight.close()
})
