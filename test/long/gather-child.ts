import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnSpec } from '../../src/record/table.js'
import { gather } from '../../src/sweep/gather/gather.js'

/**
 * Gathers a table of `cells` cells of 10 runs of 10,000 rows each, and prints what it took. In a process of its own, so that
 * its peak of memory is the gathering's.
 */
const [folder, cells, format] = process.argv.slice(2)

const column = (name: string, kind: ColumnSpec['kind'], unit = 'TAO'): ColumnSpec => ({
  name,
  kind,
  unit,
  meaning: name,
})
const columns: ColumnSpec[] = [
  column('experiment', 'text'),
  ...['cell_id', 'rep', 'block', 'netuid'].map((name) => column(name, 'number', 'number')),
  column('agent_id', 'text'),
  ...['wealth_tao', 'free_tao', 'income_tao', 'fees_tao'].map((name) => column(name, 'rao')),
  ...['price', 'share', 'trust', 'yield', 'gini', 'drift'].map((name) => column(name, 'number')),
]

const RUNS = 10
const ROWS = 10_000

/** The runs of one cell, which all cells share: the reader does not know. */
function makeRuns(): string[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const path = join(folder, `run-${run}`)
    mkdirSync(path)
    const line = (row: number) => {
      const tao = (salt: number) => ((row * 7_919 + salt * 104_729 + run) % 1_000_003) + salt / 1e9
      const part = (salt: number) => Math.sin(row * salt + run) / 3
      const amounts = [1, 2, 3, 4].map((salt) => tao(salt).toFixed(9))
      const numbers = [1, 2, 3, 4, 5, 6].map(part)
      return `solo,0,0,${row * 360},${row % 128},cohort-${row % 10},${amounts.join(',')},${numbers.join(',')}\n`
    }
    const header = `${columns.map(({ name }) => name).join(',')}\n`
    writeFileSync(
      join(path, 'agents.csv'),
      header + Array.from({ length: ROWS }, (_, row) => line(row)).join(''),
    )
    const entry = { file: 'agents.csv', row: 'agent', rows: ROWS, bytes: 0, sha256: '', columns }
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ tables: { agents: entry } }))
    return path
  })
}

const runs = makeRuns()
function* all() {
  for (let cell = 0; cell < Number(cells); cell++)
    for (const [rep, run] of runs.entries()) yield { folder: run, cell, rep }
}
const start = performance.now()
const tables = await gather({
  experiment: 'big',
  folder,
  runs: all,
  format: format as 'csv' | 'parquet',
})
const { rows, bytes } = tables['tables/agents']
const seconds = (performance.now() - start) / 1000
process.stdout.write(JSON.stringify({ rows, bytes, seconds, peakMB: process.resourceUsage().maxRSS / 1024 }))
