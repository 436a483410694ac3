import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../src/hash.js'

/** Three cells with four replicates each, which keep two tables: small, but with everything. */
export function writeSmallSweep(folder: string, days = 2): string {
  const file = join(folder, 'ladder.yaml')
  writeFileSync(
    file,
    `
experiment: ladder
horizon: ${days} days
genesis: { snapshot: synthetic, subnets: 4, resolution: aggregate }
population: [{ id: retail, strategy: retail, count: 1 per subnet, capital: 5000 TAO, stake: 15 % }]
factors: { population.retail.stake: [5 %, 15 %, 25 %] }
replicates: 4
keep: [network, agents]
`,
  )
  return file
}

/** Folder of the only sweep below a folder for outputs. */
export function sweepFolder(out: string): string {
  const [sweep, ...others] = readdirSync(join(out, 'ladder'))
  if (others.length > 0) throw new Error(`more than one sweep in ${out}`)
  return join(out, 'ladder', sweep)
}

/**
 * Every file of a sweep and its runs by hash, less the manifests, which hold wall time: what must be the same whoever
 * carried it out. A folder that was not finished shows by its name.
 */
export function sweepHashes(out: string): Record<string, string> {
  const folder = sweepFolder(out)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length), sha256Hex(readFileSync(file))]),
  )
}
