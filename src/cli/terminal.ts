import type { Problem } from '../errors.js'

/** Where a command writes. Results go to stdout; what people are told on the way goes to stderr. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** stderr is a terminal that a person looks at. */
  readonly live: boolean
  /** Columns of that terminal, where they are known. */
  readonly width?: number
}

export const EXIT = { done: 0, no: 1, input: 2, bug: 3, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The usage is wrong in a way that has no place in a file. */
export const usageProblem = (path: string, got: string, want: string): Problem => ({ path, got, want })

/** The terminal of this process. Node writes to files and pipes in order, and the process ends when all is out. */
export const processTerminal: Terminal = {
  out: (text) => {
    process.stdout.write(text)
  },
  err: (text) => {
    process.stderr.write(text)
  },
  live: process.stderr.isTTY === true,
  // A window may change its size while a run goes on.
  get width() {
    return process.stderr.columns
  },
}

/** One JSON value, and nothing else, on stdout. */
export const writeJson = (terminal: Terminal, value: unknown): void =>
  terminal.out(`${JSON.stringify(value, null, 2)}\n`)

/** Rows in columns of text, the first left, numbers right. */
export function columns(rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)))
  const cell = (text: string, j: number) => (right[j] ? text.padStart(widths[j]) : text.padEnd(widths[j]))
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('')
}
