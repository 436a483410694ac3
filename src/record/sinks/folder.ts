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
  /** `<run>.partial`, or `<run>.<writer>.partial`. */
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
 * @param again   a finished run of that name stays: this one becomes `<name>-2`, or the next number that is free
 * @param writer  who writes, where several may write the same run at a time, on other machines too: each has a folder of
 *                its own, `<name>.<writer>.partial`, and the first to finish gives the run its folder
 * @throws ScenarioError if the folder cannot be written, or if another run is writing there
 */
export function openRunFolder(parent: string, name: string, again: boolean, writer?: string): RunFolder {
  let final = join(parent, name)
  for (let n = 2; again && existsSync(final); n++) final = join(parent, `${name}-${n}`)
  const partial = writer === undefined ? `${final}.partial` : `${final}.${writer}.partial`
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
 *
 * @param made  gets those that did not exist before, topmost first
 */
export function makeFolders(folder: string, made: string[] = []): void {
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

/**
 * Remove what writers left behind in a folder of runs: those that write a run which is finished by now, and with `ended`
 * those that have come to an end, as by failing. A writer on another machine cannot be asked whether it lives: it is left
 * alone until its run is finished.
 */
export function clearPartials(parent: string, ended: boolean): void {
  for (const name of readdirSync(parent)) {
    if (!name.endsWith('.partial')) continue
    const folder = join(parent, name)
    if (finishedRun(parent, name.split('.')[0]) || (ended && hasEnded(folder)))
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function hasEnded(folder: string): boolean {
  const lock = readLock(join(folder, LOCK))
  // Neither a lock nor a manifest: it is just being made.
  return lock ? lock.host === hostname() && !isAlive(lock.pid) : existsSync(join(folder, 'manifest.json'))
}

/** The lock of a process on this machine that still runs. */
function refuseIfAlive(partial: string): void {
  const lock = readLock(join(partial, LOCK))
  if (lock === undefined || lock.pid === process.pid) return
  if (lock.host !== hostname() || !isAlive(lock.pid)) return
  throw new ScenarioError([
    {
      path: '--out',
      got: `${partial}, where process ${lock.pid} is writing the same run`,
      want: 'a folder of its own',
    },
  ])
}

/** Undefined if there is none: its writer has ended, in one way or another. */
function readLock(file: string): { pid: number; host: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Not there, or cut short by the end of its writer.
    return undefined
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
  try {
    leavePartial(folder, manifest)
    renameSync(folder.partial, folder.final)
  } catch (error) {
    // Someone else was first with the same run; ours may have been cleared away since.
    if (!existsSync(join(folder.final, 'manifest.json'))) throw error
    rmSync(folder.partial, { recursive: true, force: true })
  }
  return folder.final
}
