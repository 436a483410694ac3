/**
 * Kinds of trouble, never mixed.
 *
 * A refusal (a call the chain would reject) is no error at all: it is a code in a column. What stands here is for the
 * rest: a ScenarioError is the user's, an InvariantError is ours, a DataError is a file that is not what it says, a
 * PluginError is a user's own code that failed in a run.
 */

/** One thing wrong with an input: where, what was given, what was wanted, what was perhaps meant. */
export interface Problem {
  /** Dotted path inside the scenario, such as `population[2].params.threshold`; empty for the file as a whole. */
  path: string
  got: string
  want: string
  meant?: string
  file?: string
  /** Counted from 1. */
  line?: number
  column?: number
  /** The source line and how many characters of it are meant. */
  excerpt?: { text: string; length: number }
}

/** The input is wrong. Every problem at once. Exit code 2. */
export class ScenarioError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'))
    this.name = 'ScenarioError'
    this.problems = problems
  }
}

/** A bug of ours: the world broke one of its own laws. Exit code 3. */
export class InvariantError extends Error {
  readonly block: number
  readonly table: string
  readonly row: number
  constructor(message: string, block: number, table: string, row: number) {
    super(`block ${block}, ${table}[${row}]: ${message}`)
    this.name = 'InvariantError'
    this.block = block
    this.table = table
    this.row = row
  }
}

/** A user's own plugin failed while a run went on: who, where, what. Not a bug of ours, nor of the scenario. Exit code 1. */
export class PluginError extends Error {
  /** The message with the place as it is called where the run was started; the message itself is the same anywhere. */
  readonly shown: string
  constructor(message: string, shown: string, cause: unknown) {
    super(message, { cause })
    this.name = 'PluginError'
    this.shown = shown
  }
}

/** A file is not what it claims to be. */
export class DataError extends Error {
  readonly file: string
  constructor(file: string, message: string) {
    super(`${file}: ${message}`)
    this.name = 'DataError'
    this.file = file
  }
}

/** `file:line:column  path: got ..., want ...`, with the source line beneath where there is one. */
export function describe(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':')
  const path = problem.path ? `${problem.path}: ` : ''
  const meant = problem.meant ? `; did you mean "${problem.meant}"?` : ''
  const first = `${place}${place ? '  ' : ''}${path}got ${problem.got}, want ${problem.want}${meant}`
  if (!problem.excerpt || problem.line === undefined || problem.column === undefined) return first
  const number = String(problem.line)
  const bar = `${' '.repeat(number.length + 2)}| `
  const caret = '^'.repeat(Math.max(1, problem.excerpt.length))
  return `${first}\n ${number} | ${problem.excerpt.text}\n${bar}${' '.repeat(problem.column - 1)}${caret}`
}
