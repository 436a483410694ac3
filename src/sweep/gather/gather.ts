import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, TableEntry } from '../../record/manifest.js'
import type { TableFormat } from '../../record/sinks/format.js'
import { typedColumns } from '../../record/sinks/parquet.js'
import { withParts } from '../../record/sinks/shared-parts.js'
import type { ColumnSpec } from '../../record/table.js'
import { copyToParquet, csvRows, type Database, openDatabase } from '../../tables/duckdb.js'
import { type Piece, Rekeyed } from './rekeyed.js'

/** A finished run, and the cell and replicate that it answers for. */
export interface GatheredRun {
  readonly folder: string
  readonly cell: number
  readonly rep: number
}

export interface GatherOptions {
  readonly experiment: string
  /** Of the sweep: tables go to `tables` in it. */
  readonly folder: string
  /** In the order of cells, and within a cell of replicates. Asked for once for each table. */
  runs(): Iterable<GatheredRun>
  readonly format: TableFormat
}

/** Folder of gathered tables, within that of the sweep. */
export const TABLES = 'tables'
/** Tables of a run that the sweep has as tables of its own. */
const own: ReadonlySet<string> = new Set(['runs', 'summary'])

/**
 * The tables that the runs of a sweep kept, each as one: `tables/network.csv`, or Parquet in one file a cell,
 * `tables/network/cell_id=3/rows.parquet`, which DuckDB, pandas, polars and R's arrow read as one table.
 *
 * Rows stand by cell, replicate, and then as the run wrote them; `experiment`, `cell_id` and `rep` are the sweep's. The
 * bytes depend on the runs alone. A table of 10 million rows is gathered in less than 1 GB of memory.
 */
export async function gather(options: GatherOptions): Promise<Record<string, TableEntry>> {
  const tables = keptTables(options)
  if (tables.length === 0) return {}
  const folder = join(options.folder, TABLES)
  mkdirSync(folder, { recursive: true })
  const gathered: Record<string, TableEntry> = {}
  for (const { name, entry, lacking } of tables) {
    const partial = unfinished(join(folder, name))
    try {
      const pieces = () => piecesOf(options, entry, lacking)
      const csv =
        options.format === 'parquet' ? undefined : gatherCsv(options, partial, name, entry, pieces())
      const parquet =
        options.format === 'csv' ? undefined : await gatherParquet(options, partial, name, entry, pieces())
      gathered[`${TABLES}/${name}`] = { ...(csv ?? parquet)!, ...(csv && parquet && { parquet }) }
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }
  return gathered
}

/** A table that runs kept, and the cells whose runs did not: what is recorded may be a factor. */
interface KeptTable {
  readonly name: string
  readonly entry: TableEntry
  readonly lacking: ReadonlySet<number>
}

/** As the first run of each cell has them: all runs of a cell keep the same. */
function keptTables({ runs }: GatherOptions): KeptTable[] {
  const kept = new Map<string, { entry: TableEntry; cells: Set<number> }>()
  const cells = new Set<number>()
  for (const { folder, cell } of runs()) {
    if (cells.has(cell)) continue
    cells.add(cell)
    const written = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
    const { manifest } = withParts(written, folder)
    for (const [name, entry] of Object.entries(manifest.tables)) {
      if (own.has(name)) continue
      const known = kept.get(name) ?? { entry, cells: new Set() }
      known.cells.add(cell)
      kept.set(name, known)
    }
  }
  return [...kept].map(([name, { entry, cells: having }]) => ({
    name,
    entry,
    lacking: new Set([...cells].filter((cell) => !having.has(cell))),
  }))
}

function* piecesOf(
  { runs }: GatherOptions,
  { file }: TableEntry,
  lacking: ReadonlySet<number>,
): Generator<Piece> {
  for (const { folder, cell, rep } of runs())
    if (!lacking.has(cell)) yield { file: join(folder, file), cell, rep }
}

/** A name that nobody else uses, for what is not whole yet. */
const unfinished = (path: string): string => `${path}.${randomUUID().slice(0, 8)}.partial`

function gatherCsv(
  options: GatherOptions,
  partial: string,
  name: string,
  entry: TableEntry,
  pieces: Iterable<Piece>,
): TableEntry {
  const rekeyed = new Rekeyed(partial, options.experiment)
  for (const piece of pieces) rekeyed.add(piece)
  const sha256 = rekeyed.close()
  renameSync(partial, join(options.folder, TABLES, `${name}.csv`))
  const { rows, bytes } = rekeyed
  return { file: `${TABLES}/${name}.csv`, row: entry.row, rows, bytes, sha256, columns: entry.columns }
}

/** The cell's number is the name of its folder, and no column: so readers of such folders want it. */
async function gatherParquet(
  options: GatherOptions,
  partial: string,
  name: string,
  entry: TableEntry,
  all: Iterable<Piece>,
) {
  mkdirSync(partial)
  const digest = createHash('sha256')
  let [rows, bytes] = [0, 0]
  // One thread: the bytes must not depend on the machine.
  const database = await openDatabase({ threads: 1, spill: join(partial, 'spill') })
  try {
    for (const [cell, pieces] of byCell(all)) {
      const target = join(partial, `cell_id=${cell}`)
      mkdirSync(target)
      const written = await cellToParquet(database, options.experiment, pieces, entry.columns, target)
      digest.update(`cell_id=${cell} ${await hashOf(written.file)}\n`)
      rows += written.rows
      bytes += statSync(written.file).size
    }
  } finally {
    database.close()
    rmSync(join(partial, 'spill'), { recursive: true, force: true })
  }
  putInPlace(partial, join(options.folder, TABLES, name))
  const sha256 = digest.digest('hex')
  return { file: `${TABLES}/${name}/`, row: entry.row, rows, bytes, sha256, columns: entry.columns }
}

async function cellToParquet(
  database: Database,
  experiment: string,
  pieces: Iterable<Piece>,
  columns: readonly ColumnSpec[],
  folder: string,
) {
  const csv = join(folder, 'rows.csv')
  const file = join(folder, 'rows.parquet')
  const rekeyed = new Rekeyed(csv, experiment)
  for (const piece of pieces) rekeyed.add(piece)
  rekeyed.close()
  const query = `SELECT * EXCLUDE (cell_id) FROM (${csvRows(csv, typedColumns(columns))})`
  await copyToParquet(database, query, file)
  rmSync(csv)
  return { file, rows: rekeyed.rows }
}

/** Pieces of one cell at a time; they come one cell after another. */
function* byCell(pieces: Iterable<Piece>): Generator<[number, Piece[]]> {
  let cell: Piece[] = []
  for (const piece of pieces) {
    if (cell.length > 0 && cell[0].cell !== piece.cell) {
      yield [cell[0].cell, cell]
      cell = []
    }
    cell.push(piece)
  }
  if (cell.length > 0) yield [cell[0].cell, cell]
}

/** A folder cannot be put over another one: the old one steps aside first. */
function putInPlace(partial: string, path: string): void {
  const old = unfinished(path)
  if (existsSync(path)) renameSync(path, old)
  renameSync(partial, path)
  rmSync(old, { recursive: true, force: true })
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
