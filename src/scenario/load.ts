import { readFile, stat } from 'node:fs/promises'
import { ScenarioError } from '../errors.js'
import { type Change, type ReadScenario, readScenario } from './read-scenario.js'
import type { ScenarioCatalogue } from './scenario.js'

/** A scenario file is at most this long, bytes. */
export const LONGEST = 10e6

/** Read a scenario from its file. @throws ScenarioError with every problem and its place */
export async function loadScenario(
  file: string,
  catalogue: ScenarioCatalogue,
  changes: readonly Change[] = [],
): Promise<ReadScenario> {
  return readScenario(await loadText(file), file, catalogue, changes)
}

/** The text of a file that people wrote. @throws ScenarioError if it is missing, a directory, too long or no UTF-8 */
export async function loadText(file: string): Promise<string> {
  const refuse = (got: string, want: string) => new ScenarioError([{ path: '', file, got, want }])
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error)
    throw refuse(found.code === 'ENOENT' ? 'no such file' : found.message, 'a scenario file')
  if (found.isDirectory()) throw refuse('a directory', 'a scenario file')
  if (!found.isFile()) throw refuse('something that is no file', 'a scenario file')
  if (found.size > LONGEST) {
    throw refuse(`${(found.size / 1e6).toFixed(2)} MB`, `at most ${LONGEST / 1e6} MB`)
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error)
  if (bytes instanceof Error) throw refuse(bytes.message, 'a file that may be read')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('bytes that are not UTF-8', 'a text file')
  }
}
