import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../hash.js'
import { type Manifest, prettyJson } from '../manifest.js'

/** A part of a manifest that many runs have alike, kept once beside them. */
export interface SharedPart {
  /** Relative to the folder of the run. */
  readonly file: string
  readonly sha256: string
}

/** Columns of the tables, by table; values that the snapshot filled in. Nine tenths of a manifest. */
type PartName = 'columns' | 'filled'

/** Folder of the parts, beside that of the runs. */
export const PARTS = 'parts'

/** Parts that are known to lie there: a worker asks once. */
const there = new Set<string>()

/**
 * The manifest of one of many runs, with what they have alike put into a file of its own, whose name is its hash. Whoever
 * writes it writes the same.
 *
 * @param runs  folder of the runs; the parts lie beside it
 */
export function shareParts(manifest: Manifest, runs: string): Manifest {
  const tables = Object.entries(manifest.tables)
  const columns = Object.fromEntries(tables.map(([name, table]) => [name, table.columns]))
  const shared = { columns: putPart(columns, runs), filled: putPart(manifest.filled, runs) }
  const bare = tables.map(([name, { columns: _, ...table }]) => [name, table])
  const { filled: _, ...rest } = manifest
  return { ...rest, tables: Object.fromEntries(bare), shared } as unknown as Manifest
}

function putPart(part: unknown, runs: string): SharedPart {
  const text = prettyJson(part)
  const sha256 = sha256Hex(text)
  const name = `${sha256.slice(0, 16)}.json`
  const folder = join(runs, '..', PARTS)
  const path = join(folder, name)
  if (!there.has(path) && !existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const partial = `${path}.${randomUUID().slice(0, 8)}.partial`
    writeFileSync(partial, text)
    renameSync(partial, path)
  }
  there.add(path)
  return { file: `../../${PARTS}/${name}`, sha256 }
}

/** What is read of a manifest here. Anything may be missing: the file came from a disk. */
interface Sharing {
  readonly shared?: Readonly<Partial<Record<PartName, SharedPart>>>
  readonly tables?: Readonly<Record<string, object>>
}

/**
 * A manifest with its parts put back, as that of a single run has them.
 *
 * @param folder  of the run
 * @returns       the manifest, and what is wrong with its parts, in words
 */
export function withParts<M extends object>(manifest: M, folder: string): { manifest: M; faults: string[] } {
  const { shared, tables = {} } = manifest as Sharing
  if (!shared) return { manifest, faults: [] }
  const faults: string[] = []
  const read = (name: PartName): unknown => {
    const part = shared[name]
    const { value, fault } = part ? readPart(join(folder, part.file), part) : {}
    if (fault) faults.push(`${part!.file}, with the ${name} of the run, ${fault}`)
    return value
  }
  const columns = (read('columns') ?? {}) as Record<string, unknown>
  const filled = read('filled')
  const whole = Object.entries(tables).map(([name, table]) => [
    name,
    columns[name] === undefined ? table : { ...table, columns: columns[name] },
  ])
  const restored = { ...manifest, tables: Object.fromEntries(whole), ...(filled !== undefined && { filled }) }
  return { manifest: restored, faults }
}

function readPart(path: string, { sha256 }: SharedPart): { value?: unknown; fault?: string } {
  if (!existsSync(path)) return { fault: 'is missing' }
  const text = readFileSync(path, 'utf8')
  if (sha256Hex(text) !== sha256) return { fault: 'is not what was written' }
  return { value: JSON.parse(text) }
}
