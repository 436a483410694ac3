import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { FinishedRun, KeptColumns } from '../record/paired/pair.js'
import { type Cell, cellOf } from '../record/sinks/memory.js'
import type { Sink } from '../record/sinks/sink.js'
import type { RowBuffer } from '../record/table.js'
import type { RunRow } from './run-row.js'

/** What of a run its pair is compared by, beside its summary: a hundredth of its tables. */
export const PAIRING: Readonly<Record<string, readonly string[]>> = {
  runs: ['blocks'],
  network: ['block', 'adversary_lv_tao'],
  subnets: ['block', 'netuid', 'price_tao', 'emission_share_frac', 'adversary_alpha'],
  agents: ['agent_id', 'adversary', 'wealth_tao'],
}
const FILE = 'pairing.json.gz'

/** Keeps those columns of a run while it goes on. */
export class PairingSink implements Sink {
  readonly #tables: Record<string, Record<string, Cell[]>> = {}

  open(): void {}

  write(buffer: RowBuffer): void {
    const { name, columns } = buffer.table
    for (const wanted of PAIRING[name] ?? []) {
      const place = columns.findIndex((column) => column.name === wanted)
      if (place < 0) continue
      this.#tables[name] ??= {}
      this.#tables[name][wanted] ??= []
      const cells = this.#tables[name][wanted]
      for (let row = 0; row < buffer.rows; row++) cells.push(cellOf(buffer, place, row))
    }
  }

  close(): readonly [] {
    return []
  }

  /** Into the folder of the run. */
  save(folder: string): void {
    writeFileSync(join(folder, FILE), gzipSync(JSON.stringify(this.#tables)))
  }
}

/** A run as its pair wants it: its row, and what it kept beside; undefined if it kept nothing. */
export function loadPairing(folder: string, row: RunRow): FinishedRun | undefined {
  const file = join(folder, FILE)
  if (!existsSync(file)) return undefined
  const tables = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Record<string, KeptColumns>
  const cells = row.columns.map((column, i) => [column, Number.isNaN(row.values[i]) ? null : row.values[i]])
  return { blocks: Number(tables.runs.blocks[0]), summary: Object.fromEntries(cells), tables }
}
