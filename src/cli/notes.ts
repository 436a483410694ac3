import type { Note } from '../scenario/scenario.js'
import type { Terminal } from './terminal.js'

/** What is worth knowing of a scenario and no error: how a bare number was read, what will never happen. A line each. */
export function tellNotes(terminal: Terminal, notes: readonly Note[]): void {
  for (const { file, line, column, path, text } of notes) {
    const place = [file, line, column].filter((part) => part !== undefined).join(':')
    terminal.err(`note: ${place}${place ? '  ' : ''}${path ? `${path}: ` : ''}${text}\n`)
  }
}
