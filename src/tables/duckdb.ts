import { availableParallelism } from 'node:os'

/**
 * Tables too large for memory: DuckDB inside this process, with a limit on what it holds. No other file imports the
 * package. It is loaded when first asked for, since a run that writes CSV alone does without it.
 */

/** Values that JSON has too; whole numbers beyond 2^53 and decimals come as text. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

export interface Database {
  /** Carry out a statement whose rows nobody wants. */
  run(sql: string): Promise<void>
  /** All rows, as objects by column name: for small answers. */
  rows(sql: string): Promise<readonly Readonly<Record<string, Value>>[]>
  close(): void
}

export interface DatabaseSettings {
  /** What DuckDB may hold, in MB; beyond it, it spills to `spill`. */
  readonly memory?: number
  /** Threads; 1 where the bytes of a file must not depend on the machine. */
  readonly threads?: number
  /** Folder for what does not fit; without one, what does not fit is an error. */
  readonly spill?: string
}

/** A database without a file. Close it: its memory is not the engine's to collect. */
export async function openDatabase(settings: DatabaseSettings = {}): Promise<Database> {
  const { memory = 512, threads = availableParallelism(), spill = '' } = settings
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memory}MB`,
    temp_directory: spill,
    // Nothing is fetched from anywhere: what is not in the package does not exist.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  return {
    run: async (sql) => {
      await connection.run(sql).catch(sayNo)
    },
    rows: async (sql) => (await connection.runAndReadAll(sql).catch(sayNo)).getRowObjectsJson(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** What the machine denies is told apart from what we did wrong, with the codes that Node has for it. */
function sayNo(error: Error): never {
  const { message } = error
  const code = /No space left/.test(message) ? 'ENOSPC' : /^IO Error/.test(message) ? 'EIO' : undefined
  if (/^Out of Memory/.test(message)) throw Object.assign(error, { code: 'ENOMEM' })
  throw code ? Object.assign(error, { code }) : error
}

/** Text as a literal of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an identifier of SQL. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A column of a CSV file, and the type it has in Parquet. */
export interface TypedColumn {
  readonly name: string
  readonly type: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | `DECIMAL(${number},${number})`
}

/** The rows of a CSV file as a query: every cell in its type, an empty one as NULL, in the order of the file. */
export function csvRows(file: string, columns: readonly TypedColumn[]): string {
  // Read as text and cast by us: the reader's guesses depend on the rows that it happens to see first.
  const asText = columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`).join(', ')
  const cells = columns.map(({ name, type }) => `${castTo(identifier(name), type)} AS ${identifier(name)}`)
  const how = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false`
  return `SELECT ${cells.join(', ')} FROM read_csv(${literal(file)}, columns = {${asText}}, ${how})`
}

/** Text as a value. Wide decimals are read by way of narrow ones where these hold them: that takes a twentieth of the time. */
function castTo(text: string, type: TypedColumn['type']): string {
  if (type === 'VARCHAR') return text
  const wide = /^DECIMAL\(38,(\d+)\)$/.exec(type)
  if (!wide) return `CAST(${text} AS ${type})`
  return `coalesce(CAST(TRY_CAST(${text} AS DECIMAL(18,${wide[1]})) AS ${type}), CAST(${text} AS ${type}))`
}

/** Rows of one group of a Parquet file. Fixed, so that the same rows make the same bytes. */
const ROW_GROUP = 122_880

/**
 * Write a query's rows as Parquet, in the order of the query.
 *
 * The same rows give the same bytes as long as the database has one thread and is of the same version, which the file
 * names itself (`created_by`).
 */
export const copyToParquet = (database: Database, query: string, file: string): Promise<void> =>
  database.run(
    `COPY (${query}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
  )
