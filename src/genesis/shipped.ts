import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type DataFile, dataFiles } from './captures.js'
import { catalogue, DEFAULT_SNAPSHOT } from './catalogue.js'
import { readSnapshot } from './read-snapshot.js'
import type { Snapshot } from './snapshot.js'

/** The package's data folder, beside `src` and `dist` alike. */
const folder = fileURLToPath(new URL('../../data/', import.meta.url))

/** Ids of the snapshots that come with the package; the first is the default. */
export const shippedSnapshots: readonly string[] = catalogue.map((entry) => entry.id)

/** The data files as they lie in the package. */
export function readDataFiles(): DataFile[] {
  return Object.values(dataFiles).map((name) => {
    const bytes = readFileSync(join(folder, name))
    return { name, text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

const read = new Map<string, Snapshot>()

/** A snapshot that comes with the package, read once. @throws ScenarioError naming the nearest id */
export function shippedSnapshot(id: string = DEFAULT_SNAPSHOT): Snapshot {
  const found = read.get(id) ?? readSnapshot(id, readDataFiles())
  read.set(id, found)
  return found
}
