import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { FileEntry, Output } from '../report/read/output.js'
import { csvRows, type Database, identifier, literal } from '../tables/duckdb.js'

/** A column of a table: its unit and meaning are the manifest's. */
export interface Column {
  readonly name: string
  /** `TAO`, `fraction`, `1/10000`, ...; empty if the manifest does not list the column. */
  readonly unit: string
  readonly meaning: string
  readonly formula: string
  readonly type: 'number' | 'text'
}

/** Keys of every table: they stay as they are declared, whatever their values look like. */
const KEYS: readonly string[] = ['experiment', 'cell_id', 'rep']

/** A column as a manifest lists it, with the kind of its cells; one of a table that it does not list is of no kind. */
type Listed = NonNullable<FileEntry['columns']>[number] & { readonly kind?: string }
type Entry = Omit<FileEntry, 'columns'> & {
  readonly columns?: readonly Listed[]
  readonly parquet?: { readonly file: string }
}

/** A view for each table of a folder, under its name, and what its columns are. */
export async function createViews(
  database: Database,
  output: Output,
): Promise<ReadonlyMap<string, readonly Column[]>> {
  const found = new Map<string, readonly Column[]>()
  const entries = { ...output.manifest.files, ...output.manifest.tables } as Readonly<Record<string, Entry>>
  for (const [name, path] of pathsOf(output, entries)) {
    const listed = new Map((entries[name]?.columns ?? []).map((one) => [one.name, one]))
    const names = await namesIn(database, path)
    if (names.length === 0) continue
    const columns = names.map((column): Column => {
      const { unit = '', meaning = '', formula = '', kind } = listed.get(column) ?? { name: column }
      return {
        name: column,
        unit,
        meaning,
        formula,
        type: kind === undefined || isText(kind) ? 'text' : 'number',
      }
    })
    const undeclared = columns.filter((one) => mayBeNumber(name, one.name, listed.get(one.name)?.kind))
    const numbers = await numbersAmong(database, path, names, undeclared)
    const typed = columns.map((one) => (numbers.has(one.name) ? { ...one, type: 'number' as const } : one))
    await database.run(`CREATE VIEW ${identifier(name)} AS ${rowsOf(path, typed)}`)
    found.set(name, typed)
  }
  return found
}

/** CSV where there is one, else Parquet. */
function pathsOf(output: Output, entries: Readonly<Record<string, Entry>>): ReadonlyMap<string, string> {
  const paths = new Map(output.tables)
  for (const [name, { parquet }] of Object.entries(entries)) {
    const path = join(output.folder, parquet?.file ?? '')
    if (parquet && !paths.has(name) && existsSync(path)) paths.set(name, path)
  }
  return paths
}

const isText = (kind: string): boolean => kind === 'text'

/** Levels of a factor are text, for they may be names; tables that no manifest lists say nothing of their columns. */
const mayBeNumber = (table: string, column: string, kind: string | undefined): boolean =>
  kind === undefined || (table === 'cells' && !KEYS.includes(column))

/** Those of the columns of which every value is a number, and there is one. */
async function numbersAmong(
  database: Database,
  path: string,
  names: readonly string[],
  columns: readonly Column[],
): Promise<ReadonlySet<string>> {
  if (columns.length === 0) return new Set()
  const terms = columns.map(({ name }) => {
    const cell = identifier(name)
    return `count(${cell}) > 0 AND count(${cell}) = count(TRY_CAST(${cell} AS DOUBLE)) AS ${cell}`
  })
  const [row] = await database.rows(`SELECT ${terms.join(', ')} FROM (${asText(path, names)})`)
  return new Set(columns.map(({ name }) => name).filter((name) => row[name] === true))
}

const asText = (path: string, names: readonly string[]): string =>
  isParquet(path)
    ? `SELECT ${names.map((name) => `CAST(${identifier(name)} AS VARCHAR) AS ${identifier(name)}`).join(', ')} FROM read_parquet(${literal(path)})`
    : csvRows(
        path,
        names.map((name) => ({ name, type: 'VARCHAR' })),
      )

/** Rows of a file with numbers as doubles: what data frames compute with. */
function rowsOf(path: string, columns: readonly Column[]): string {
  const typed = columns.map(
    ({ name, type }) => ({ name, type: type === 'number' ? 'DOUBLE' : 'VARCHAR' }) as const,
  )
  if (!isParquet(path)) return csvRows(path, typed)
  const cells = typed.map(({ name, type }) => `CAST(${identifier(name)} AS ${type}) AS ${identifier(name)}`)
  return `SELECT ${cells.join(', ')} FROM read_parquet(${literal(path)})`
}

const isParquet = (path: string): boolean => path.endsWith('.parquet')

/** Names of a file's columns, none if it cannot be a table of ours. */
async function namesIn(database: Database, path: string): Promise<readonly string[]> {
  if (isParquet(path)) {
    const described = await database.rows(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`)
    return described.map((row) => String(row.column_name))
  }
  const header = firstLine(path).split(',')
  return header.length < 2 || new Set(header).size < header.length ? [] : header
}

/** Without reading what may be gigabytes. */
function firstLine(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(65_536)
    return new TextDecoder().decode(bytes.subarray(0, readSync(file, bytes))).split(/\r?\n/, 1)[0]
  } finally {
    closeSync(file)
  }
}
