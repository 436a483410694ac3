import { type Problem, ScenarioError } from '../errors.js'
import type { Trouble } from '../fields/quantity.js'
import type { Note } from './scenario.js'
import { placeOf, type Span } from './tree.js'

/** More than this helps nobody; the rest is counted. */
const MOST = 100

/** Collects everything wrong with a file, and everything worth telling, while reading goes on. */
export class Check {
  readonly problems: Problem[] = []
  readonly notes: Note[] = []
  #more = 0

  trouble(path: string, span: Span, { got, want, meant }: Trouble): void {
    if (this.problems.length >= MOST) this.#more++
    else this.problems.push({ path, got, want, ...(meant !== undefined && { meant }), ...placeOf(span) })
  }

  note(path: string, span: Span, text: string): void {
    const { file, line, column } = placeOf(span)
    this.notes.push({ path, text, file, line, column })
  }

  get ok(): boolean {
    return this.problems.length === 0
  }

  /** @throws ScenarioError with all problems, in the order of the file */
  finish(): void {
    if (this.ok) return
    const place = (problem: Problem) => (problem.line ?? 0) * 1e6 + (problem.column ?? 0)
    const sorted = [...this.problems].sort((a, b) => place(a) - place(b))
    const more = { path: '', got: `${this.#more} more problems`, want: 'these put right first' }
    throw new ScenarioError(this.#more > 0 ? [...sorted, more] : sorted)
  }
}
