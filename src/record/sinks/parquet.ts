import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../hash.js'
import { copyToParquet, csvRows, openDatabase, type TypedColumn } from '../../tables/duckdb.js'
import { type Manifest, manifestText, type TableEntry } from '../manifest.js'
import type { ColumnSpec } from '../table.js'
import type { TableFormat } from './format.js'

/** Keys that count or number something: whole in every row. */
const whole: ReadonlySet<string> = new Set(
  'cell_id rep block blocks netuid epoch uid seq adversary'.split(' '),
)

/**
 * Type of a column in Parquet. It depends on the declaration alone, never on the rows, so that files of many runs can be
 * read as one.
 *
 *   amounts   DECIMAL(38,9)   TAO or alpha to the RAO, beyond any supply; a part of a RAO is rounded
 *   rates     DOUBLE          TAO per day and the like, which are quotients
 *   keys      BIGINT
 */
export function parquetType({ name, kind, unit }: ColumnSpec): TypedColumn['type'] {
  if (kind === 'text') return 'VARCHAR'
  if (kind === 'exact') return 'DECIMAL(38,9)'
  if (kind === 'rao') return unit.includes('/') ? 'DOUBLE' : 'DECIMAL(38,9)'
  return whole.has(name) ? 'BIGINT' : 'DOUBLE'
}

/** Columns of a table with their types in Parquet. */
export const typedColumns = (columns: readonly ColumnSpec[]): TypedColumn[] =>
  columns.map((column) => ({ name: column.name, type: parquetType(column) }))

/**
 * Write the tables of a run as Parquet beside its CSV files, or in their place.
 *
 * @param folder  holds the CSV files that the manifest names
 * @returns the manifest that names the new files too
 */
export async function writeParquet(
  folder: string,
  manifest: Manifest,
  format: Exclude<TableFormat, 'csv'>,
): Promise<Manifest> {
  const database = await openDatabase({ threads: 1, spill: join(folder, 'spill') })
  const tables: Record<string, TableEntry> = {}
  try {
    for (const [name, entry] of Object.entries(manifest.tables)) {
      const file = `${name}.parquet`
      const path = join(folder, file)
      await copyToParquet(database, csvRows(join(folder, entry.file), typedColumns(entry.columns)), path)
      tables[name] = {
        ...entry,
        parquet: { file, bytes: statSync(path).size, sha256: sha256Hex(readFileSync(path)) },
      }
    }
  } finally {
    database.close()
    rmSync(join(folder, 'spill'), { recursive: true, force: true })
  }
  if (format === 'parquet') for (const { file } of Object.values(tables)) rmSync(join(folder, file))
  return { ...manifest, files: format, tables }
}

/** The tables of a finished run as Parquet, beside what lies there. */
export async function addParquet(folder: string, manifest: Manifest): Promise<Manifest> {
  const fuller = await writeParquet(folder, manifest, 'both')
  const file = join(folder, 'manifest.json')
  writeFileSync(`${file}.new`, manifestText(fuller))
  renameSync(`${file}.new`, file)
  return fuller
}
