import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataError, PluginError } from '../errors.js'
import { NO_ADDITIONS, strategiesWith } from '../genesis/additions.js'
import { sha256Hex } from '../hash.js'
import { MANIFEST_FORMAT, type Manifest } from '../record/manifest.js'
import { attackOff } from '../scenario/attack-off.js'
import { nameOf, type RunResult, runToFolder } from '../sweep/one-run.js'
import { type Engine, jobOf, type LoadedScenario } from './engine.js'
import { Progress } from './progress.js'
import { listenForInterrupt } from './run.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface ReplayOptions {
  folder: string
  json: boolean
  quiet: boolean
}

/** Something that does not agree. */
interface Difference {
  what: string
  recorded: string
  now: string
}

/** Run a manifest again and say whether every byte agrees: of the files as they lie there, and of the new ones. */
export async function replay(engine: Engine, terminal: Terminal, options: ReplayOptions): Promise<ExitCode> {
  const manifest = readManifest(options.folder)
  const differences = damagedFiles(options.folder, manifest)
  const { result, expectedRun } = await runAgain(engine, terminal, options, manifest)
  if (result.status === 'interrupted') return EXIT.interrupted
  // A run that a user's own file ended is run again to the same end.
  if (result.error !== undefined && !(result.error instanceof PluginError)) throw result.error
  compare(differences, 'what ended it', manifest.error ?? 'nothing', result.manifest.error ?? 'nothing')
  if (manifest.engineVersion !== engine.version) {
    terminal.err(`the run was made by version ${manifest.engineVersion}, this is ${engine.version}\n`)
  } else compare(differences, 'run name', manifest.run, expectedRun)
  compare(differences, 'final state', manifest.stateHash, result.manifest.stateHash)
  for (const [name, entry] of Object.entries(manifest.tables)) {
    compare(differences, entry.file, entry.sha256, result.manifest.tables[name]?.sha256 ?? 'not written')
  }
  return tell(terminal, options, manifest, differences)
}

function tell(
  terminal: Terminal,
  { json }: ReplayOptions,
  manifest: Manifest,
  differences: Difference[],
): ExitCode {
  const agrees = differences.length === 0
  const files = Object.keys(manifest.tables).length
  if (json) writeJson(terminal, { run: manifest.run, agrees, files, differences })
  else if (agrees) terminal.out(`${manifest.run}: every byte of ${files} files agrees, and the final state\n`)
  else {
    const lines = differences.map(
      ({ what, recorded, now }) => `  ${what}: recorded ${recorded}, now ${now}\n`,
    )
    terminal.out(`${manifest.run}: differs\n${lines.join('')}`)
  }
  return agrees ? EXIT.done : EXIT.no
}

function readManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file)) throw new DataError(folder, 'got no manifest.json, want the folder of a run')
  let manifest: Manifest
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new DataError(file, `got text that is no JSON (${(error as Error).message})`)
  }
  if ((manifest as { kind?: string }).kind === 'sweep')
    throw new DataError(
      folder,
      `got a sweep, want one of its runs: ${join(folder, 'runs')}/..., as runs.csv names them`,
    )
  const { format, status } = manifest
  if (!(format <= MANIFEST_FORMAT))
    throw new DataError(file, `got format ${format}, want at most ${MANIFEST_FORMAT}`)
  if (status !== 'complete' && !(status === 'failed' && manifest.error?.startsWith('PluginError')))
    throw new DataError(file, `got a run with status "${status}", want a complete one`)
  return manifest
}

/** Files that are no longer what the manifest says. */
function damagedFiles(folder: string, manifest: Manifest): Difference[] {
  const found: Difference[] = []
  const files = Object.values(manifest.tables).flatMap((table) => [
    // Where CSV was not kept, its hash is held against the new run's alone.
    ...(manifest.files === 'parquet' ? [] : [table]),
    ...(table.parquet ? [table.parquet] : []),
  ])
  for (const { file, sha256 } of files) {
    const path = join(folder, file)
    compare(
      found,
      `${file} as it lies there`,
      sha256,
      existsSync(path) ? sha256Hex(readFileSync(path)) : 'missing',
    )
  }
  return found
}

function compare(differences: Difference[], what: string, recorded: string, now: string): void {
  if (recorded !== now) differences.push({ what, recorded, now })
}

/** The counterfactual of a pair is the scenario as read, and then changed. */
const withAttackOff = (loaded: LoadedScenario): LoadedScenario => ({
  ...loaded,
  scenario: attackOff(loaded.scenario, strategiesWith(loaded.additions ?? NO_ADDITIONS)),
})

/** In a temporary folder that is gone afterwards. */
async function runAgain(engine: Engine, terminal: Terminal, options: ReplayOptions, manifest: Manifest) {
  const { input, seed } = manifest
  const read = await engine.read(input.text, input.file, input.set, input.plugins)
  const loaded = input.attackOff ? withAttackOff(read) : read
  const job = jobOf(engine, loaded, input.text, input.file, input.set, seed)
  const progress = new Progress(terminal, options.quiet)
  const interrupt = listenForInterrupt()
  const { startBlock, startDate, horizon } = {
    startBlock: manifest.start.block,
    startDate: manifest.start.date,
    horizon: loaded.scenario.horizon,
  }
  const hooks = {
    tick: (done: number) => progress.show({ done, horizon, startBlock, startDate }),
    stop: () => interrupt.asked,
  }
  const scratch = mkdtempSync(join(tmpdir(), 'taolab-replay-'))
  try {
    const settings = { metrics: loaded.additions?.metrics }
    const result: RunResult = await runToFolder(job, engine.simulation(loaded, hooks), scratch, settings)
    return { result, expectedRun: nameOf(job) }
  } finally {
    progress.clear()
    interrupt.release()
    rmSync(scratch, { recursive: true, force: true })
  }
}
