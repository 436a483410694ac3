import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TableEntry } from '../record/manifest.js'
import type { Ledger } from './ledger.js'
import type { PlannedRun } from './orders.js'
import { partnersOf } from './partners.js'
import type { SweepPlan } from './plan.js'
import type { PreparedSweep } from './prepare.js'
import { type FinishedRow, rowsOf } from './rows.js'
import { type SearchResult, searchResults } from './search/search-result.js'
import { writeSearches } from './search/search-tables.js'
import { levelValue, type Trail } from './search/trail.js'
import { Claims, type HypothesisResult, writeHypotheses } from './tables/hypotheses.js'
import { type Baseline, McSummary } from './tables/mc-summary.js'
import {
  type Failure,
  type RunFacts,
  RunsTable,
  SummaryTable,
  writeCells,
  writeFailures,
} from './tables/plain-tables.js'
import { RetentionCurves } from './tables/retention.js'
import { CellMeans, isAnalysed, writeSensitivity } from './tables/sensitivity.js'
import { reducesVariance, VarianceTable } from './tables/variance.js'

/** What the tables of a sweep say at a glance. */
export interface Collected {
  readonly failures: readonly Failure[]
  readonly hypotheses: readonly HypothesisResult[]
  /** By search, then by cell. */
  readonly searches: readonly SearchResult[]
  /** Replicates that have not been run. */
  readonly missing: number
  /** By name of the table. */
  readonly tables: Readonly<Record<string, TableEntry>>
}

/**
 * Make the tables of a sweep from the folders of its runs, cell by cell and replicate by replicate: the same bytes
 * whoever ran them and in whatever order. One cell is in memory at a time.
 */
export async function collect(
  sweep: PreparedSweep,
  ledger: Ledger,
  folder: string,
  trails: readonly Trail[] = [],
): Promise<Collected> {
  const { plan, design } = sweep
  const runs = new RunsTable(folder, sweep)
  const summary = new SummaryTable(folder, sweep)
  const mc = new McSummary(folder, sweep, summary.columns)
  const variance = reducesVariance(plan) ? new VarianceTable(folder, sweep, summary.columns) : undefined
  const retention = new RetentionCurves()
  const claims = new Claims(sweep)
  const means = isAnalysed(sweep) ? new CellMeans(summary.columns, design.cells.length) : undefined
  const partners = plan.compare.against ? partnersOf(design.cells, plan.compare.against) : undefined
  const errors = errorsOf(ledger)
  const failures: Failure[] = []
  let missing = 0
  for (const [place, cell] of design.cells.entries()) {
    const rows = rowsOf(ledger, place)
    missing += ledger.wanted[place] - rows.length
    for (const row of rows) {
      const failed = failureOf(sweep, row, cell.id, errors)
      if (failed) failures.push(failed)
      else if (!isWhole(row)) missing++
      runs.add(cell, row, row.row && factsOf(ledger, row.planned), failed !== undefined)
      summary.add(cell, row)
    }
    mc.add(cell, rows, baselineOf(sweep, ledger, rows, partners?.[place]))
    variance?.add(cell, rows)
    retention.add(cell, rows)
    claims.add(place, rows)
    means?.add(place, rows)
  }
  for (const { row, cell, set } of levelRows(trails, ledger)) {
    const failed = failureOf(sweep, row, cell, errors, set)
    if (failed) failures.push(failed)
    else if (!isWhole(row)) missing++
  }
  const hypotheses = claims.judge()
  const searches = searchResults(plan, ledger, trails)
  const kept = retention.write(folder, sweep)
  const tables = {
    cells: writeCells(folder, sweep),
    runs: runs.close(),
    summary: summary.close(),
    mc_summary: await mc.close(),
    ...(variance && { variance: variance.close() }),
    ...(means && { sensitivity: writeSensitivity(folder, sweep, means) }),
    ...(kept && { retention: kept }),
    hypotheses: writeHypotheses(folder, plan, hypotheses),
    ...(trails.length > 0 && writeSearches(folder, plan, ledger, trails, searches)),
    failures: writeFailures(folder, plan.experiment, failures),
  }
  return { failures, hypotheses, searches, missing, tables }
}

/** The run is there, and its counterfactual where there is one. */
const isWhole = ({ planned, row, twin }: FinishedRow): boolean =>
  row !== undefined && (planned.twin === undefined || twin !== undefined)

/** A baseline cell is read again for each cell that is held against it: that keeps memory flat. */
function baselineOf(
  { plan, design }: PreparedSweep,
  ledger: Ledger,
  rows: readonly FinishedRow[],
  partner: number | undefined,
): Baseline | undefined {
  if (partner !== undefined) {
    const others = rowsOf(ledger, partner).map(({ row }) => row)
    return { name: String(design.cells[partner].id), rows: others }
  }
  if (!plan.compare.attackOff || plan.compare.against) return undefined
  return { name: 'attack-off', rows: rows.map(({ twin }) => twin) }
}

function factsOf(ledger: Ledger, { run }: PlannedRun): RunFacts {
  // Its own table of one row: regime and blocks are the sixth and seventh behind the keys' three.
  const [, line] = readFileSync(join(ledger.folderOf(run), 'runs.csv'), 'utf8').split('\n')
  const cells = line.split(',')
  return { regime: cells[6], blocks: Number(cells[7]) }
}

function failureOf(
  { plan }: PreparedSweep,
  { planned, row, twin }: FinishedRow,
  cell: number,
  errors: ReadonlyMap<string, string>,
  set?: string,
): Failure | undefined {
  const off = row !== undefined && twin === undefined && planned.twin !== undefined
  const run = off ? planned.twin! : planned.run
  const error = row && !off ? undefined : errors.get(run)
  if (error === undefined) return undefined
  const { rep, seed } = planned
  const at = set === undefined ? [] : [`--set '${set}'`]
  const flags = [`--cell ${cell} --rep ${rep}`, ...at, ...(off ? ['--attack-off'] : []), ...sizeFlag(plan)]
  return { cell, rep, seed, run, error, repeat: `taolab run ${nameOfFile(plan)} ${flags.join(' ')}` }
}

/** The runs of searches, with what they set beyond their cell. */
function* levelRows(trails: readonly Trail[], ledger: Ledger) {
  for (const { search, cell, tried } of trails)
    for (const { level, place } of tried)
      for (const row of rowsOf(ledger, place))
        yield { row, cell: cell.id, set: `${search.axis}=${levelValue(search, level)}` }
}

/** Without its folder: tables do not depend on where a file lies. */
const nameOfFile = ({ file }: SweepPlan): string => file.slice(file.lastIndexOf('/') + 1)

const sizeFlag = ({ size }: SweepPlan): string[] => (size === 'full' ? [] : [`--size ${size}`])

/** What ended the runs that failed: as told by the queue, or as their folders say. */
export function errorsOf(ledger: Ledger): Map<string, string> {
  const errors = new Map(ledger.errors)
  for (const name of existsSync(ledger.folder) ? readdirSync(ledger.folder) : []) {
    const file = join(ledger.folder, name, 'manifest.json')
    if (!name.endsWith('.partial') || !existsSync(file)) continue
    const { status, error } = endOf(file)
    const run = name.split('.')[0]
    if (status === 'failed' && !errors.has(run)) errors.set(run, error ?? 'for no reason given')
  }
  return errors
}

/** How an unfinished run ended, as far as its manifest tells: a full disk may have cut it short. */
function endOf(file: string): { status: string; error?: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { status: 'failed' }
  }
}
