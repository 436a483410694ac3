import { DataError, InvariantError, PluginError, type Problem, ScenarioError } from '../errors.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

/** Say what went wrong, and give the exit code for it. */
export function report(error: unknown, json: boolean, terminal: Terminal): ExitCode {
  const { code, text, problems } = judge(error)
  terminal.err(`${text}\n`)
  if (json) writeJson(terminal, { error: { exit: code, message: text, problems } })
  return code
}

function judge(error: unknown): { code: ExitCode; text: string; problems?: readonly Problem[] } {
  if (error instanceof ScenarioError)
    return { code: EXIT.input, text: error.message, problems: error.problems }
  if (error instanceof DataError) return { code: EXIT.input, text: error.message }
  if (error instanceof PluginError) return { code: EXIT.no, text: error.shown }
  if (error instanceof InvariantError) return { code: EXIT.bug, text: `a bug of ours: ${error.message}` }
  const { code, message, stack } = error as NodeJS.ErrnoException
  // The machine says no: a full disk, a file taken away.
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return { code: EXIT.no, text: message }
  return { code: EXIT.bug, text: `a bug of ours: ${stack ?? String(error)}` }
}
