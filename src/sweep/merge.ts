import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { finishedRun } from '../record/sinks/folder.js'
import { PARTS } from '../record/sinks/shared-parts.js'

/**
 * Bring the finished runs of another folder into this one, as when shards wrote to disks of their own. A run that is here
 * already stays as it is: equal names are equal runs, so that the order of merging does not matter.
 *
 * @param from  folder of runs; one that is not there has none
 */
export function mergeRuns(from: string, to: string): void {
  if (!existsSync(from)) return
  mergeParts(join(dirname(from), PARTS), join(dirname(to), PARTS))
  for (const run of readdirSync(from)) {
    if (run.endsWith('.partial') || !finishedRun(from, run) || finishedRun(to, run)) continue
    const partial = join(to, `${run}.${randomUUID().slice(0, 8)}.partial`)
    cpSync(join(from, run), partial, { recursive: true })
    renameSync(partial, join(to, run))
  }
}

/** What the manifests of the runs have in common; names are hashes. */
function mergeParts(from: string, to: string): void {
  if (!existsSync(from)) return
  const parts = readdirSync(from).filter((name) => name.endsWith('.json') && !existsSync(join(to, name)))
  for (const name of parts) {
    mkdirSync(to, { recursive: true })
    const partial = join(to, `${name}.${randomUUID().slice(0, 8)}.partial`)
    cpSync(join(from, name), partial)
    renameSync(partial, join(to, name))
  }
}
