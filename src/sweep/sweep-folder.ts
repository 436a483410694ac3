import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Problem, ScenarioError } from '../errors.js'
import type { TableEntry } from '../record/manifest.js'
import { finishedRun, makeFolders } from '../record/sinks/folder.js'

/** @throws ScenarioError if the folder of the runs cannot be made */
export function makeRunsFolder(runs: string): void {
  try {
    makeFolders(runs)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError([{ path: '--out', got: reason, want: 'a folder that can be written' }])
  }
}

/**
 * Folders of runs that lie elsewhere. One that is not there would be taken for one whose runs are still to come: the name
 * of a sweep is the hash of its file and its version, so that a shard of another file has its runs elsewhere.
 *
 * @param folder  of the sweep, below the folder for outputs: `<experiment>/<sweep>`
 * @throws ScenarioError that names all that are not there
 */
export function runsElsewhere(from: readonly string[], folder: string): string[] {
  const found = from.map((other) => join(resolve(other), folder, 'runs'))
  const problems = found.flatMap((runs, i) => (existsSync(runs) ? [] : [noRuns('--from', from[i], runs)]))
  if (problems.length > 0) throw new ScenarioError(problems)
  return found
}

/** @throws ScenarioError if nothing has been run of what is to be collected */
export function refuseNothing(out: string, runs: string): void {
  const some =
    existsSync(runs) && readdirSync(runs).some((name) => finishedRun(runs, name) || isPartial(name))
  if (!some) throw new ScenarioError([noRuns('--collect', out, runs)])
}

/** A run that failed is a run. */
const isPartial = (name: string): boolean => name.endsWith('.partial')

function noRuns(path: string, given: string, runs: string): Problem {
  const sweep = dirname(runs)
  const others = existsSync(dirname(sweep))
    ? readdirSync(dirname(sweep)).filter((name) => join(dirname(sweep), name) !== sweep)
    : []
  const instead =
    others.length > 0
      ? ` (there are runs of ${others.slice(0, 3).join(', ')}: of another file, size or version)`
      : ''
  return { path, got: `${given}, which has no runs of this sweep${instead}`, want: `runs in ${runs}` }
}

/** By name, as a manifest has them. */
type Tables = Readonly<Record<string, TableEntry>>

/**
 * Remove the tables that an earlier call wrote and this one did not: those of a control or a search that the file no longer
 * has, or gathered ones in another format. They would stand there unchanged while all others follow the runs.
 */
export function removeStale(folder: string, tables: Tables): void {
  const kept = new Set(filesOf(tables))
  const stale = filesOf(tablesBefore(folder)).filter((file) => !kept.has(file) && isBelow(folder, file))
  for (const file of stale) rmSync(join(folder, file), { recursive: true, force: true })
}

const isBelow = (folder: string, file: string): boolean =>
  resolve(folder, file).startsWith(`${resolve(folder)}/`)

const filesOf = (tables: Tables): string[] =>
  Object.values(tables).flatMap(({ file, parquet }) => (parquet ? [file, parquet.file] : [file]))

function tablesBefore(folder: string): Tables {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).tables ?? {}
  } catch {
    // None yet, or cut short: then nothing is known of it.
    return {}
  }
}
