import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../src/hash.js'
import type { AnyManifest, FileEntry } from '../../src/report/read/output.js'
import { copyToParquet, csvRows, openDatabase, type TypedColumn } from '../../src/tables/duckdb.js'

const TEXTS = [
  'experiment',
  'agent_id',
  'kind',
  'event',
  'value',
  'config_hash',
  'issuance',
  'stake',
  'seed',
  'status',
]
const WHOLE = ['cell_id', 'rep', 'block', 'netuid', 'epoch']

const typed = (name: string): TypedColumn => ({
  name,
  type: TEXTS.includes(name) ? 'VARCHAR' : WHOLE.includes(name) ? 'BIGINT' : 'DOUBLE',
})

/** Put Parquet in the place of the CSV files of a folder, as a run with `--format parquet` leaves it. */
export async function toParquet(folder: string): Promise<string> {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as AnyManifest & {
    tables: Record<string, FileEntry>
  }
  const database = await openDatabase({ threads: 1 })
  const tables: Record<string, FileEntry> = {}
  for (const [name, entry] of Object.entries(manifest.tables)) {
    const csv = join(folder, entry.file)
    const file = entry.file.replace('.csv', '.parquet')
    await copyToParquet(
      database,
      csvRows(
        csv,
        entry.columns!.map((column) => typed(column.name)),
      ),
      join(folder, file),
    )
    rmSync(csv)
    tables[name] = { ...entry, parquet: { file, sha256: sha256Hex(readFileSync(join(folder, file))) } }
  }
  database.close()
  writeFileSync(path, JSON.stringify({ ...manifest, files: 'parquet', tables }))
  return folder
}
