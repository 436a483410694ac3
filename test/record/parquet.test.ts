import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/cli.js'
import { sha256Hex } from '../../src/hash.js'
import type { Manifest } from '../../src/record/manifest.js'
import { parquetType } from '../../src/record/sinks/parquet.js'
import { literal, openDatabase } from '../../src/tables/duckdb.js'
import { fakeEngine, fakeTerminal } from '../cli/fake-engine.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-parquet-'))
  writeFileSync(join(folder, 'small.yaml'), JSON.stringify({ name: 'small', horizon: 14_400 }))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function taolab(out: string, ...args: string[]) {
  const terminal = fakeTerminal()
  const file = join(folder, 'small.yaml')
  const code = await runCommand(['run', file, '--out', join(folder, out), ...args], fakeEngine, terminal)
  const parent = join(folder, out, 'small')
  const run = join(parent, readdirSync(parent)[0])
  const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8')) as Manifest
  return { code, run, manifest, files: readdirSync(run), ...terminal, stderr: terminal.stderr }
}
const replay = async (run: string) => {
  const terminal = fakeTerminal()
  return { code: await runCommand(['replay', run], fakeEngine, terminal), said: terminal.stdout }
}

describe('the type of a column in Parquet', () => {
  const column = (name: string, kind: 'rao' | 'number' | 'text' | 'exact', unit: string) =>
    parquetType({ name, kind, unit, meaning: '' })

  test('follows from its declaration: amounts exact, rates and other numbers doubles, keys whole', () => {
    expect(column('pool_tao', 'rao', 'TAO')).toBe('DECIMAL(38,9)')
    expect(column('issued_tao', 'exact', 'TAO')).toBe('DECIMAL(38,9)')
    expect(column('emission_tao_per_day', 'rao', 'TAO/day')).toBe('DOUBLE')
    expect(column('price_tao', 'number', 'TAO/alpha')).toBe('DOUBLE')
    expect(column('block', 'number', 'block')).toBe('BIGINT')
    expect(column('agent_id', 'text', 'text')).toBe('VARCHAR')
  })
})

describe('a run with --format', () => {
  test('both has each table twice, and its manifest names the Parquet files with size and hash', async () => {
    const { code, run, manifest, files } = await taolab('both', '--format', 'both')
    expect(code).toBe(0)
    expect(manifest.files).toBe('both')
    const tables = Object.values(manifest.tables)
    expect(files.sort()).toEqual(
      [...tables.map(({ file }) => file), ...tables.map((t) => t.parquet!.file), 'manifest.json'].sort(),
    )
    for (const { file, parquet } of tables) {
      const bytes = readFileSync(join(run, parquet!.file))
      expect(parquet).toEqual({
        file: file.replace('.csv', '.parquet'),
        bytes: bytes.length,
        sha256: sha256Hex(bytes),
      })
    }
  })

  test('parquet has no CSV, the same bytes as both, and replays against the rows it no longer has as CSV', async () => {
    const both = await taolab('both', '--format', 'both')
    const alone = await taolab('alone', '--format', 'parquet')
    expect(alone.files.filter((file) => file.endsWith('.csv'))).toEqual([])
    for (const [name, { parquet, sha256 }] of Object.entries(alone.manifest.tables)) {
      expect(parquet).toEqual(both.manifest.tables[name].parquet)
      expect(sha256).toBe(both.manifest.tables[name].sha256)
    }
    expect((await replay(alone.run)).code).toBe(0)
    writeFileSync(join(alone.run, 'network.parquet'), 'damaged')
    const { code, said } = await replay(alone.run)
    expect(code).toBe(1)
    expect(said).toContain('network.parquet as it lies there')
  })

  test('holds the same cells in both files', async () => {
    const { run, manifest } = await taolab('both', '--format', 'both')
    const database = await openDatabase()
    for (const { file, parquet, rows, columns } of Object.values(manifest.tables)) {
      const there = await database.rows(`SELECT * FROM ${literal(join(run, parquet!.file))}`)
      expect(there).toHaveLength(rows)
      const lines = readFileSync(join(run, file), 'utf8').trimEnd().split('\n').slice(1)
      lines.forEach((line, k) => {
        // No cell of this small world needs quotes.
        const cells = line.split(',')
        columns.forEach(({ name, kind }, j) => {
          const cell = there[k][name]
          if (cells[j] === '') expect(cell).toBeNull()
          else if (kind === 'text') expect(cell).toBe(cells[j])
          else if (parquetType(columns[j]) === 'DECIMAL(38,9)')
            // To the RAO; a mean of amounts may have parts of one, which are rounded.
            expect(Math.abs(Number(cell) - Number(cells[j]))).toBeLessThanOrEqual(
              cells[j].split('.')[1]?.length > 9 ? 0.5e-9 + Math.abs(Number(cells[j])) * 2 ** -52 : 0,
            )
          else expect(Number(cell)).toBe(Number(cells[j]))
        })
      })
    }
    database.close()
  })

  test('given to a run that was finished as CSV adds the Parquet files, and changes nothing else', async () => {
    const before = await taolab('out')
    const hash = (run: string) => sha256Hex(readFileSync(join(run, 'network.csv')))
    const csv = hash(before.run)
    const after = await taolab('out', '--format', 'parquet')
    expect(after.code).toBe(0)
    expect(after.manifest.files).toBe('both')
    expect(hash(after.run)).toBe(csv)
    expect(existsSync(join(after.run, 'network.parquet'))).toBe(true)
    expect((await replay(after.run)).code).toBe(0)
  })

  test('csv, given to a run that has Parquet alone, says what to do', async () => {
    await taolab('out', '--format', 'parquet')
    expect((await taolab('out')).stderr).toContain('--force')
  })
})
