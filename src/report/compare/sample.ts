import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DataError } from '../../errors.js'
import { type ColumnEntry, type Output, openOutput } from '../read/output.js'
import { asDouble, Tables } from '../read/tables.js'
import { columnsOf } from '../run/metrics.js'
import type { BySeed } from './replicates.js'

/** Runs that differ by their seed alone, as one side of a comparison. */
export interface Sample {
  readonly folder: string
  readonly kind: 'run' | 'sweep'
  /** Folders opened; more than one if a folder of runs was given. */
  readonly outputs: readonly Output[]
  /** Scenario or design, without the seed. */
  readonly scenario: unknown
  readonly columns: ReadonlyMap<string, ColumnEntry>
  /** By metric; of a sweep the mean over the cells that both sides have. */
  readonly metrics: ReadonlyMap<string, BySeed>
  readonly remarks: readonly string[]
}

const KEYS = ['experiment', 'cell_id', 'rep']

/**
 * Open one side: a run, a sweep, or a folder of runs of one scenario under different seeds.
 *
 * @param cells  for a sweep: levels of the cells to be used, as `cellKeys` gives them; all if undefined
 * @throws DataError
 */
export async function openSample(folder: string, cells?: ReadonlySet<string>): Promise<Sample> {
  const outputs = await open(folder)
  const [first] = outputs
  const scenarios = outputs.map((one) => withoutSeed(one))
  const odd = scenarios.findIndex((one) => JSON.stringify(one) !== JSON.stringify(scenarios[0]))
  if (odd > 0)
    throw new DataError(
      folder,
      `holds runs of different scenarios, such as ${first.folder} and ${outputs[odd].folder}; name one of them`,
    )
  const metrics = new Map<string, Map<string, number>>()
  for (const output of outputs) {
    const values = output.kind === 'sweep' ? await sweepValues(output, cells) : await runValues(output)
    for (const [metric, seed, value] of values) {
      const own = metrics.get(metric) ?? new Map<string, number>()
      own.set(seed, value)
      metrics.set(metric, own)
    }
  }
  const remarks = outputs.flatMap((one) => one.remarks.map((remark) => `${one.folder}: ${remark}`))
  return {
    folder,
    kind: first.kind,
    outputs,
    scenario: scenarios[0],
    columns: columnsOf(first, 'summary'),
    metrics,
    remarks,
  }
}

async function open(folder: string): Promise<Output[]> {
  const inside =
    existsSync(folder) && !existsSync(join(folder, 'manifest.json')) && !folder.endsWith('manifest.json')
      ? runsIn(folder)
      : []
  if (inside.length === 0) return [await openOutput(folder)]
  const outputs = await Promise.all(inside.map(openOutput))
  const complete = outputs.filter(({ kind, manifest }) => kind === 'run' && manifest.status === 'complete')
  if (complete.length === 0) throw new DataError(folder, 'holds no complete run')
  return complete
}

const runsIn = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => !path.endsWith('.partial') && existsSync(join(path, 'manifest.json')))

/** What defines the runs, the seed left out; of a sweep its design as well. */
function withoutSeed({ manifest }: Output): unknown {
  const { scenario, design, factors, base, set } = manifest
  const { seed: _seed, ...rest } = (scenario ?? {}) as Record<string, unknown>
  return scenario === undefined ? { design, factors, base, set } : rest
}

type Value = readonly [metric: string, seed: string, value: number]

async function runValues(output: Output): Promise<Value[]> {
  const tables = await Tables.open(output.tables)
  try {
    const names = tables.columns('summary').filter((name) => !KEYS.includes(name))
    if (names.length === 0) return []
    const frame = await tables.read('summary', { numbers: names })
    const seed = output.manifest.seed ?? ''
    return names
      .map((name) => [name, seed, frame.numbers(name)[0]] as const)
      .filter(([, , value]) => Number.isFinite(value))
  } finally {
    tables.close()
  }
}

/** Levels of each cell as one text, by number. */
export async function cellKeys(output: Output): Promise<ReadonlyMap<string, string>> {
  const tables = await Tables.open(output.tables)
  try {
    const names = tables
      .columns('cells')
      .filter((name) => !KEYS.includes(name))
      .sort()
    const frame = await tables.read('cells', { numbers: [], texts: ['cell_id', ...names] })
    const key = (i: number) => names.map((name) => `${name}=${frame.texts(name)[i]}`).join('; ')
    return new Map(frame.texts('cell_id').map((id, i) => [id, key(i)]))
  } finally {
    tables.close()
  }
}

/** Mean over cells, replicate by replicate; the seed stands for the replicate. */
async function sweepValues(output: Output, cells: ReadonlySet<string> | undefined): Promise<Value[]> {
  const keys = await cellKeys(output)
  const chosen = [...keys].filter(([, key]) => cells === undefined || cells.has(key)).map(([id]) => `'${id}'`)
  const tables = await Tables.open(output.tables)
  try {
    const names = tables.columns('summary').filter((name) => !KEYS.includes(name))
    if (names.length === 0 || !tables.has('runs', 'cell_id', 'rep', 'seed') || chosen.length === 0) return []
    // A replicate that is missing in one cell would be a mean over others: it is left out.
    const means = names.map(
      (name, i) =>
        `CASE WHEN count(${asDouble(name)}) = ${chosen.length} THEN avg(${asDouble(name)}) END AS m${i}`,
    )
    const rows = await tables.rows(
      `SELECT r.seed AS seed, ${means.join(', ')} FROM summary s JOIN (SELECT cell_id AS cell, rep AS replicate, seed FROM runs) r
       ON s.cell_id = r.cell AND s.rep = r.replicate WHERE s.cell_id IN (${chosen.join(', ')}) GROUP BY 1 ORDER BY 1`,
    )
    return rows.flatMap((row) =>
      names.flatMap((name, i): Value[] =>
        row[`m${i}`] === null ? [] : [[name, String(row.seed), Number(row[`m${i}`])]],
      ),
    )
  } finally {
    tables.close()
  }
}
