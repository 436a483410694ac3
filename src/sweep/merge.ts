import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finishedRun } from '../record/sinks/folder.js'

/**
 * Bring the finished runs of another folder into this one, as when shards wrote to disks of their own. A run that is here
 * already stays as it is: equal names are equal runs, so that the order of merging does not matter.
 *
 * @param from  folder of runs; one that is not there has none
 */
export function mergeRuns(from: string, to: string): void {
  if (!existsSync(from)) return
  for (const run of readdirSync(from)) {
    if (run.endsWith('.partial') || !finishedRun(from, run) || finishedRun(to, run)) continue
    const partial = join(to, `${run}.${randomUUID().slice(0, 8)}.partial`)
    cpSync(join(from, run), partial, { recursive: true })
    renameSync(partial, join(to, run))
  }
}
