import { type Problem, ScenarioError } from '../errors.js'
import { Check } from '../scenario/check.js'
import { readScenarioTree } from '../scenario/read-scenario.js'
import type { Note, RecordChoices, ScenarioCatalogue } from '../scenario/scenario.js'
import { settingsOf } from './cells.js'
import type { Cell } from './design/cell.js'
import type { SweepPlan } from './plan.js'

/** What reading every cell told, beside that nothing is wrong with any. */
export interface CheckedCells {
  /** Each place once, with the cells it concerns. */
  readonly notes: readonly Note[]
  /** What each cell records. */
  readonly records: readonly RecordChoices[]
}

/**
 * Read the scenario of every cell before anything runs.
 *
 * @throws ScenarioError with every problem, each once, with the cells it concerns
 */
export async function checkCells(
  plan: SweepPlan,
  cells: readonly Cell[],
  catalogue: ScenarioCatalogue,
): Promise<CheckedCells> {
  const problems = new Found<Problem>(cells.length, ({ path, got, want }) => [path, got, want])
  // Levels of one factor, each read in the same way, are one note.
  const notes = new Found<Note>(cells.length, ({ path }) => [path])
  const records: RecordChoices[] = []
  for (const cell of cells) {
    try {
      const read = await readScenarioTree(plan.base, catalogue, settingsOf(plan, cell), new Check())
      notes.add(cell, read.notes)
      records.push(read.scenario.record)
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      problems.add(cell, error.problems)
    }
  }
  const wrong = problems.list((problem, which) => ({ ...problem, got: `${problem.got} (${which})` }))
  if (wrong.length > 0) throw new ScenarioError(wrong)
  return { notes: notes.list((note, which) => ({ ...note, text: `${note.text} (${which})` })), records }
}

/** More than this helps nobody. */
const MOST = 100

interface Placed {
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** What was found in several cells, each thing once. */
class Found<T extends Placed> {
  readonly #found = new Map<string, { one: T; cells: number; first: number }>()
  readonly #cells: number
  readonly #same: (one: T) => readonly unknown[]

  /** @param same  beside the place: what makes two of them one */
  constructor(cells: number, same: (one: T) => readonly unknown[]) {
    this.#cells = cells
    this.#same = same
  }

  add({ id }: Cell, all: readonly T[]): void {
    for (const one of all) {
      const { file, line, column } = one
      const key = JSON.stringify([file, line, column, ...this.#same(one)])
      const known = this.#found.get(key)
      if (known) known.cells++
      else if (this.#found.size < MOST) this.#found.set(key, { one, cells: 1, first: id })
    }
  }

  /** @param marked  with the cells, if it is not all of them */
  list(marked: (one: T, cells: string) => T): T[] {
    return [...this.#found.values()].map(({ one, cells, first }) => {
      if (cells === this.#cells) return one
      return marked(one, `cell ${first}${cells > 1 ? ` and ${cells - 1} more` : ''}`)
    })
  }
}
