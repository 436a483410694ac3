/**
 * Results as data frames: the folder of a run or a sweep as columns in memory, as frames of danfojs, or as tables that
 * SQL can ask. Units and meanings come from the manifest. The package's door `taolab/frame`; it reads, and never runs.
 *
 * @example
 * import * as danfo from 'danfojs-node'
 * import { openRun } from 'taolab/frame'
 * const run = await openRun('outputs/quickstart/9078d695725d96e4')
 * const subnets = await run.frame(danfo, 'subnets', ['block', 'netuid', 'price_tao'])
 * const dearest = await run.query('select netuid, max(price_tao) as most from subnets group by 1 order by 2 desc')
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DataError } from './errors.js'
import { type Column, createViews } from './frame/views.js'
import { nearest } from './nearest.js'
import { type AnyManifest, type Output, openOutput } from './report/read/output.js'
import { type Database, identifier, openDatabase, type Value } from './tables/duckdb.js'

export { type Picture, picture } from './frame/picture.js'
export type { Column }

/** Columns by name, all of one length. A number that is missing is NaN, a text that is missing is ''. */
export type Columns = Readonly<Record<string, readonly number[] | readonly string[]>>

/** What is needed of danfojs: the caller brings it, so that this package does without. */
export interface FrameMaker<Frame> {
  readonly DataFrame: new (data: Columns | never[], options?: { columns: string[] }) => Frame
}

/** The tables of a folder of results. Close it when done: the database behind it holds memory. */
export class Results {
  readonly folder: string
  readonly manifest: AnyManifest
  /** What a reader must know before believing the figures: partial, damaged, missing. */
  readonly remarks: readonly string[]
  readonly #database: Database
  readonly #columns: ReadonlyMap<string, readonly Column[]>

  constructor(output: Output, database: Database, columns: ReadonlyMap<string, readonly Column[]>) {
    this.folder = output.folder
    this.manifest = output.manifest
    this.remarks = output.remarks
    this.#database = database
    this.#columns = columns
  }

  /** Names of the tables that are there. */
  get tables(): readonly string[] {
    return [...this.#columns.keys()]
  }

  /**
   * Columns of a table in the order of the file.
   *
   * @throws DataError if there is no such table
   */
  columns(table: string): readonly Column[] {
    const found = this.#columns.get(table)
    if (!found) throw new DataError(this.folder, unknown('table', table, this.tables))
    return found
  }

  /** What a column is counted in, such as `TAO/day`. */
  unit(table: string, column: string): string {
    return this.#column(table, column).unit
  }

  /**
   * A table in memory, or some of its columns, rows in the order of the file.
   *
   * Amounts are doubles: beyond 9 million TAO they are exact to less than a RAO no more. For a table of millions of rows
   * ask by `query` for what is needed.
   */
  async read(table: string, names?: readonly string[]): Promise<Columns> {
    const wanted = names ? names.map((name) => this.#column(table, name)) : this.columns(table)
    const lists = wanted.map(({ name }) => `list(${identifier(name)}) AS ${identifier(name)}`)
    const [row] = await this.#database.rows(`SELECT ${lists.join(', ')} FROM ${identifier(table)}`)
    return Object.fromEntries(
      wanted.map(({ name, type }) => {
        const cells = (row[name] ?? []) as readonly Value[]
        return [name, type === 'number' ? cells.map(asNumber) : cells.map((cell) => String(cell ?? ''))]
      }),
    )
  }

  /**
   * The same as a DataFrame.
   *
   * @param danfo  danfojs-node, or danfojs in a browser
   */
  async frame<Frame>(danfo: FrameMaker<Frame>, table: string, names?: readonly string[]): Promise<Frame> {
    const columns = await this.read(table, names)
    // danfojs fails on columns without rows.
    if (Object.values(columns)[0]?.length === 0)
      return new danfo.DataFrame([], { columns: Object.keys(columns) })
    return new danfo.DataFrame(columns)
  }

  /** Rows that answer a query of DuckDB's SQL, in which tables go by their names. For answers that fit in memory. */
  query(sql: string): Promise<readonly Readonly<Record<string, Value>>[]> {
    return this.#database.rows(sql)
  }

  close(): void {
    this.#database.close()
  }

  #column(table: string, name: string): Column {
    const columns = this.columns(table)
    const found = columns.find((one) => one.name === name)
    const names = columns.map((one) => one.name)
    if (!found) throw new DataError(join(this.folder, table), unknown('column', name, names))
    return found
  }
}

/** A sweep: its tables, and the runs that it kept. */
export class SweepResults extends Results {
  /**
   * The run of a cell and a replicate, as a folder of its own.
   *
   * @throws DataError if the sweep has no such run
   */
  async run(cell: number, rep: number): Promise<Results> {
    const [row] = await this.query(
      `SELECT config_hash FROM runs WHERE cell_id = ${Number(cell)} AND rep = ${Number(rep)}`,
    )
    if (!row) throw new DataError(this.folder, `got cell ${cell}, replicate ${rep}, want one of runs.csv`)
    return openRun(join(this.folder, 'runs', String(row.config_hash)))
  }
}

/**
 * Open the folder of a run. Every file is held against its SHA-256 first: see `remarks`.
 *
 * @throws DataError if it is none, or that of a sweep
 */
export async function openRun(folder: string): Promise<Results> {
  const output = await openAs('run', folder)
  return openTables(output, Results)
}

/**
 * Open the folder of a sweep.
 *
 * @throws DataError if it is none, or that of a single run
 */
export async function openSweep(folder: string): Promise<SweepResults> {
  const output = await openAs('sweep', folder)
  return openTables(output, SweepResults)
}

/**
 * The newest finished run (or sweep) of a scenario, among those in its folder.
 *
 * @param folder  of the scenario, such as `outputs/quickstart`
 * @throws DataError if there is none
 */
export function newest(folder: string): string {
  const made = (name: string) => statSync(join(folder, name, 'manifest.json')).mtimeMs
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const finished = names.filter((name) => existsSync(join(folder, name, 'manifest.json')))
  if (finished.length === 0)
    throw new DataError(folder, 'got no folder of a run, want one; is it made already?')
  return join(
    folder,
    finished.reduce((best, name) => (made(name) > made(best) ? name : best)),
  )
}

async function openAs(kind: 'run' | 'sweep', folder: string): Promise<Output> {
  const output = await openOutput(folder)
  if (output.kind === kind) return output
  const open = kind === 'run' ? 'openSweep' : 'openRun'
  throw new DataError(folder, `got the folder of a ${output.kind}, want that of a ${kind}; see ${open}`)
}

async function openTables<R extends Results>(output: Output, Opened: Maker<R>): Promise<R> {
  const database = await openDatabase()
  try {
    return new Opened(output, database, await createViews(database, output))
  } catch (error) {
    database.close()
    throw error
  }
}

type Maker<R> = new (output: Output, database: Database, columns: ReadonlyMap<string, readonly Column[]>) => R

const asNumber = (cell: Value): number => (cell === null ? Number.NaN : Number(cell))

function unknown(what: string, name: string, names: readonly string[]): string {
  const meant = nearest(name, names)
  return `got no ${what} "${name}", want ${meant ? `perhaps "${meant}"` : `one of ${names.join(', ')}`}`
}
