import type { Engine } from './engine.js'
import type { ExitCode, Terminal } from './terminal.js'

/** What every command works with, and where it leaves its exit code. */
export interface Desk {
  readonly engine: Engine
  readonly terminal: Terminal
  code: ExitCode
}
