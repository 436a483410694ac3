import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256Hex } from '../../src/hash.js'

/** A folder that is gone with the machine's temporary files. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'taolab-frame-'))

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** How the cells of a column are written; numbers where nothing is said. */
export type Kinds = Readonly<Record<string, 'text' | 'number' | 'rao'>>

/** Tables as CSV and a manifest that lists them, and others that it lists as well. */
export function writeResults(
  folder: string,
  tables: Readonly<Record<string, Table>>,
  kinds: Kinds,
  manifest: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, Table & { file: string; parquet: string }>> = {},
): string {
  mkdirSync(folder, { recursive: true })
  const columns = ({ head }: Table) =>
    head.map((name) => {
      const kind = kinds[name] ?? (name === 'experiment' ? 'text' : 'number')
      return { name, unit: `unit of ${name}`, meaning: `meaning of ${name}`, kind }
    })
  const written = Object.entries(tables).map(([name, table]) => {
    const text = `${[table.head, ...table.rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`
    writeFileSync(join(folder, `${name}.csv`), text)
    const sha256 = sha256Hex(new TextEncoder().encode(text))
    return [name, { file: `${name}.csv`, sha256, columns: columns(table) }]
  })
  const listed = Object.entries(others).map(([name, table]) => [
    name,
    { file: table.file, parquet: { file: table.parquet }, columns: columns(table) },
  ])
  const entries = Object.fromEntries([...written, ...listed])
  const whole = { format: 1, engineVersion: '0.1.0', status: 'complete', tables: entries, ...manifest }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(whole))
  return folder
}
