import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from './design/cell.js'
import type { PlannedRun } from './orders.js'

/** Which run answers for which cell and replicate. A name of 16 characters a run is all that grows with their number. */
export class Ledger {
  readonly #cells: Cell[]
  /** Where the runs lie. */
  readonly folder: string
  /** Cells of the design; what comes behind are levels. */
  readonly #designed: number
  readonly #planned: PlannedRun[][]
  /** Runs asked for in this process, each once. */
  readonly #ordered = new Set<string>()
  /** Replicates wanted of each cell, by its place; some may not have been planned when the sweep is cut short. */
  readonly wanted: number[]
  /** What ended the runs that failed, in words. */
  readonly errors = new Map<string, string>()

  constructor(cells: readonly Cell[], folder: string) {
    this.#cells = [...cells]
    this.#designed = cells.length
    this.folder = folder
    this.#planned = cells.map(() => [])
    this.wanted = cells.map(() => 0)
  }

  /** Those of the design, then the levels that searches tried. */
  get cells(): readonly Cell[] {
    return this.#cells
  }

  /** A further cell. @returns its place */
  grow(cell: Cell): number {
    this.#planned.push([])
    this.wanted.push(0)
    return this.#cells.push(cell) - 1
  }

  add(cell: number, planned: PlannedRun): void {
    this.#planned[cell][planned.rep] = planned
  }

  /** Runs of a cell, by place of the cell, in the order of the replicates. */
  runsOf(cell: number): readonly PlannedRun[] {
    return this.#planned[cell]
  }

  /** Whether a run is to be ordered now: nobody has yet. */
  firstToAsk(run: string): boolean {
    if (this.#ordered.has(run)) return false
    this.#ordered.add(run)
    return true
  }

  folderOf(run: string): string {
    return join(this.folder, run)
  }

  isFinished(run: string): boolean {
    return existsSync(join(this.folderOf(run), 'manifest.json'))
  }

  /** Replicates of the design's cells in order; levels of searches are not among them. */
  *everyRun(): Generator<{ cell: Cell; place: number; planned: PlannedRun }> {
    for (const [place, cell] of this.#cells.slice(0, this.#designed).entries())
      for (const planned of this.#planned[place]) yield { cell, place, planned }
  }
}
