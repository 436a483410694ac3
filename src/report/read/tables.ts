import { closeSync, openSync, readSync } from 'node:fs'
import { type Database, identifier, literal, openDatabase, type Value } from '../../tables/duckdb.js'
import { Frame } from './frame.js'

/** MB that reading a folder may hold. */
const MEMORY = 384

/** What is wanted of a table: columns by name, and how the rows are chosen. */
export interface Wanted {
  readonly numbers: readonly string[]
  readonly texts?: readonly string[]
  /** SQL after FROM: a condition on columns, which are all text. */
  readonly where?: string
  /** Mean of every number over rows that agree in these columns (or terms); a number of the same name is the group's. */
  readonly by?: Readonly<Record<string, string>>
}

/** The tables of one folder, read through DuckDB: of what is large, only what is wanted comes into memory. */
export class Tables {
  readonly #database: Database
  readonly #columns = new Map<string, readonly string[]>()

  private constructor(database: Database) {
    this.#database = database
  }

  static async open(files: ReadonlyMap<string, string>): Promise<Tables> {
    const tables = new Tables(await openDatabase({ memory: MEMORY, threads: 1 }))
    for (const [name, path] of files) await tables.#join(name, path)
    return tables
  }

  close(): void {
    this.#database.close()
  }

  /** Names of a table's columns; none if there is no such table. */
  columns(table: string): readonly string[] {
    return this.#columns.get(table) ?? []
  }

  has(table: string, ...columns: readonly string[]): boolean {
    const there = this.columns(table)
    return there.length > 0 && columns.every((name) => there.includes(name))
  }

  /** Rows of a table in the order of the file; columns that it does not have are missing everywhere. */
  async read(table: string, { numbers, texts = [], where = 'true', by }: Wanted): Promise<Frame> {
    const there = this.columns(table)
    if (there.length === 0) return new Frame({})
    const terms = [
      ...numbers.map((name) => this.#number(there, name, by)),
      ...texts.map((name) => `${there.includes(name) ? identifier(name) : 'NULL'} AS ${identifier(name)}`),
    ]
    const keys = by ? Object.values(by).join(', ') : ''
    const tail = by ? `GROUP BY ${keys} ORDER BY ${keys}` : ''
    const lists = [...numbers, ...texts].map((name) => `list(${identifier(name)}) AS ${identifier(name)}`)
    const inner = `SELECT ${terms.join(', ')} FROM ${identifier(table)} WHERE ${where} ${tail}`
    const [row] = await this.#database.rows(`SELECT ${lists.join(', ')} FROM (${inner})`)
    const column = (name: string) => (row[name] ?? []) as readonly Value[]
    return new Frame(
      Object.fromEntries(numbers.map((name) => [name, column(name).map(asNumber)])),
      Object.fromEntries(texts.map((name) => [name, column(name).map((cell) => String(cell ?? ''))])),
    )
  }

  /** Answers of a free query, as objects. */
  rows(sql: string): Promise<readonly Readonly<Record<string, Value>>[]> {
    return this.#database.rows(sql)
  }

  #number(there: readonly string[], name: string, by: Wanted['by']): string {
    const alias = identifier(name)
    if (by && name in by) return `${by[name]} AS ${alias}`
    const value = there.includes(name) ? asDouble(name) : 'CAST(NULL AS DOUBLE)'
    return by ? `avg(${value}) AS ${alias}` : `${value} AS ${alias}`
  }

  async #join(name: string, path: string): Promise<void> {
    const source = sourceOf(path)
    if (source === undefined) return
    await this.#database.run(`CREATE VIEW ${identifier(name)} AS SELECT * FROM ${source}`)
    const described = await this.#database.rows(`DESCRIBE ${identifier(name)}`)
    this.#columns.set(
      name,
      described.map((row) => String(row.column_name)),
    )
  }
}

/** A column as a number; what is none is missing. */
export const asDouble = (name: string): string => `TRY_CAST(${identifier(name)} AS DOUBLE)`

/** What DuckDB reads a table from: a file, or a folder of Parquet files of which each is a cell. */
function sourceOf(path: string): string | undefined {
  if (path.endsWith('.parquet')) return `read_parquet(${literal(path)})`
  if (path.endsWith('.csv')) return csvSource(path)
  return `read_parquet(${literal(`${path}/*/rows.parquet`)}, hive_partitioning = true)`
}

/** A CSV file of ours: every cell as text; rows that are no rows (the file was damaged) are left out. */
function csvSource(path: string): string | undefined {
  const header = firstLine(path).split(',')
  if (header.length < 2 || new Set(header).size < header.length) return undefined
  const columns = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  const how = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false`
  return `read_csv(${literal(path)}, columns = {${columns}}, ${how}, ignore_errors = true)`
}

/** Without reading what may be gigabytes. */
function firstLine(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(65_536)
    const read = readSync(file, bytes)
    return new TextDecoder().decode(bytes.subarray(0, read)).split(/\r?\n/, 1)[0]
  } finally {
    closeSync(file)
  }
}

const asNumber = (cell: Value): number => (cell === null ? Number.NaN : Number(cell))
