import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { ScenarioError } from '../../errors.js'

/** A run's folder while it is written, and the name it gets when it is complete. */
export interface RunFolder {
  /** `<run>.partial`. */
  readonly partial: string
  readonly final: string
  /** Folders above it that did not exist before, topmost first. */
  readonly made: readonly string[]
}

const LOCK = 'lock'

/** What a finished run left, if there is one under that name. */
export function finishedRun(parent: string, name: string): { folder: string; manifest: string } | undefined {
  const folder = join(parent, name)
  const file = join(folder, 'manifest.json')
  return existsSync(file) ? { folder, manifest: readFileSync(file, 'utf8') } : undefined
}

/**
 * Make `<name>.partial`. What an ended run left under that name is removed; a run that is still going is left alone.
 *
 * @param again  a finished run of that name stays: this one becomes `<name>-2`, or the next number that is free
 * @throws ScenarioError if the folder cannot be written, or if another run is writing there
 */
export function openRunFolder(parent: string, name: string, again: boolean): RunFolder {
  let final = join(parent, name)
  for (let n = 2; again && existsSync(final); n++) final = join(parent, `${name}-${n}`)
  const partial = `${final}.partial`
  const made: string[] = []
  try {
    makeFolders(parent, made)
    if (existsSync(partial)) {
      refuseIfAlive(partial)
      rmSync(partial, { recursive: true })
    }
    mkdirSync(partial)
    writeFileSync(join(partial, LOCK), JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' })
  } catch (error) {
    if (error instanceof ScenarioError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError([
      { path: '--out', got: `${partial} (${reason})`, want: 'a folder that can be written' },
    ])
  }
  return { partial, final, made }
}

/**
 * A folder and those above it. Node's own recursive form never ends where the system denies that the parent exists, as
 * it does below /proc.
 */
function makeFolders(folder: string, made: string[]): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolders(dirname(folder), made)
  try {
    mkdirSync(folder)
    made.push(folder)
  } catch (error) {
    // Someone else made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The lock of a process on this machine that still runs. */
function refuseIfAlive(partial: string): void {
  const file = join(partial, LOCK)
  if (!existsSync(file)) return
  const lock = readLock(file)
  if (lock.pid === process.pid || lock.host !== hostname() || !isAlive(lock.pid)) return
  throw new ScenarioError([
    {
      path: '--out',
      got: `${partial}, where process ${lock.pid} is writing the same run`,
      want: 'a folder of its own',
    },
  ])
}

function readLock(file: string): { pid: number; host: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Cut short by the end of its writer.
    return { pid: 0, host: '' }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The run came to nothing: the folder goes, and with it those made for it, unless others use them by now. */
export function discardFolder({ partial, made }: RunFolder): void {
  rmSync(partial, { recursive: true, force: true })
  for (const folder of made.toReversed()) {
    if (readdirSync(folder).length === 0) rmdirSync(folder)
  }
}

/** The run has ended without being complete: the folder keeps its name. */
export function leavePartial(folder: RunFolder, manifest: string): void {
  writeFileSync(join(folder.partial, 'manifest.json'), manifest)
  rmSync(join(folder.partial, LOCK), { force: true })
}

/**
 * The run is complete: the manifest, then the rename, which is the last thing that happens to it.
 * @returns the folder; that of an identical run if one was finished meanwhile
 */
export function finishFolder(folder: RunFolder, manifest: string): string {
  leavePartial(folder, manifest)
  try {
    renameSync(folder.partial, folder.final)
  } catch (error) {
    if (!existsSync(join(folder.final, 'manifest.json'))) throw error
    rmSync(folder.partial, { recursive: true })
  }
  return folder.final
}
