import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256Hex } from '../../src/hash.js'
import { makeReport } from '../../src/report/make-report.js'
import type { AnyManifest } from '../../src/report/read/output.js'
import { copyToParquet, csvRows, openDatabase } from '../../src/tables/duckdb.js'
import { scratch, writeRun } from './folders.js'
import { writeKeptSweep } from './kept-sweep.js'
import { toParquet } from './parquet.js'

async function page(folder: string) {
  const result = await makeReport(folder)
  return { ...result, html: readFileSync(result.page, 'utf8') }
}

test('a run that was written as Parquet alone has the page that it has as CSV', async () => {
  const csv = await page(writeRun(scratch()))
  const parquet = await page(await toParquet(writeRun(scratch())))
  expect(parquet.remarks).toEqual([])
  expect(parquet.figures).toEqual(csv.figures)
  const plain = (html: string) => html.replaceAll(/taolab-report-\w+/g, 'folder')
  expect(plain(parquet.html)).toBe(plain(csv.html))
})

test('a damaged Parquet file is left out and said, and the rest is shown', async () => {
  const folder = await toParquet(writeRun(scratch()))
  const file = join(folder, 'subnets.parquet')
  const bytes = readFileSync(file)
  bytes.fill(0, 4, Math.floor(bytes.length / 2))
  writeFileSync(file, bytes)
  const { remarks, figures } = await page(folder)
  expect(remarks).toEqual([
    'subnets.parquet: is not what was written (its SHA-256 differs from the manifest); it is left out',
  ])
  expect(figures).toContain('issuance')
  expect(figures).toContain('refusals')
  expect(figures).not.toContain('prices')
})

test('a Parquet file cut short is left out in the same way', async () => {
  const folder = await toParquet(writeRun(scratch()))
  const file = join(folder, 'network.parquet')
  writeFileSync(file, readFileSync(file).subarray(0, 40))
  const { remarks, figures } = await page(folder)
  expect(remarks[0]).toMatch(/^network\.parquet: is not what was written/)
  expect(figures).not.toContain('issuance')
  expect(figures.length).toBeGreaterThan(2)
})

test('a Parquet run does without tables that are not there', async () => {
  const folder = await toParquet(writeRun(scratch()))
  for (const name of ['epochs', 'agents', 'events', 'summary', 'subnets'])
    rmSync(join(folder, `${name}.parquet`))
  const { remarks, figures } = await page(folder)
  expect(remarks).toContain('epochs.parquet: is missing')
  expect(figures).toEqual(['issuance', 'block-emission', 'uses'])
})

/** Kept tables of a sweep as Parquet: a folder each, a file a cell, whose number is the name of its folder. */
async function gathered(folder: string): Promise<string> {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as AnyManifest
  const entry = manifest.tables!['tables/network']
  const target = join(folder, 'tables', 'network')
  const database = await openDatabase({ threads: 1 })
  const lines: string[] = []
  const columns = entry.columns!.map(({ name }) => ({ name, type: 'VARCHAR' as const }))
  for (const cell of [0, 1, 2, 3, 4, 5]) {
    mkdirSync(join(target, `cell_id=${cell}`), { recursive: true })
    const file = join(target, `cell_id=${cell}`, 'rows.parquet')
    const rows = csvRows(join(folder, entry.file), columns)
    await copyToParquet(database, `SELECT * EXCLUDE (cell_id) FROM (${rows}) WHERE cell_id = '${cell}'`, file)
    lines.push(`cell_id=${cell} ${sha256Hex(readFileSync(file))}\n`)
  }
  database.close()
  rmSync(join(folder, entry.file))
  const sha256 = sha256Hex(new TextEncoder().encode(lines.join('')))
  const tables = { ...manifest.tables, 'tables/network': { ...entry, file: 'tables/network/', sha256 } }
  writeFileSync(path, JSON.stringify({ ...manifest, tables }))
  return folder
}

test('figures over time are the same from kept tables that were gathered as Parquet', async () => {
  const figures = [{ path: 'tao_price_usd', by: 'issuance', since: 'halving' }]
  const csv = await page(writeKeptSweep(scratch(), figures))
  const folder = await gathered(writeKeptSweep(scratch(), figures))
  const parquet = await page(folder)
  expect(parquet.remarks).toEqual([])
  expect(parquet.figures).toEqual(csv.figures)
  const figure = (html: string) => /<figure id="figure-1">[\s\S]*?<\/figure>/.exec(html)![0]
  expect(figure(parquet.html)).toBe(figure(csv.html))
  // One of its files is touched: the whole table is left out.
  const file = join(folder, 'tables/network/cell_id=3/rows.parquet')
  writeFileSync(file, readFileSync(file).subarray(0, 100))
  const damaged = await page(folder)
  expect(damaged.remarks[0]).toMatch(/^tables\/network\/: is not what was written/)
  expect(damaged.figures).not.toContain('figure-1')
})
