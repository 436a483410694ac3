import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DataError } from '../../errors.js'
import { MANIFEST_FORMAT } from '../../record/manifest.js'
import { withParts } from '../../record/sinks/shared-parts.js'
import { BLOCKS_PER_DAY } from '../../units.js'

/** A column as a manifest describes it. */
export interface ColumnEntry {
  readonly name: string
  readonly unit?: string
  readonly meaning?: string
  readonly formula?: string
}

/** A file as a manifest describes it. */
export interface FileEntry {
  readonly file: string
  readonly rows?: number
  readonly bytes?: number
  readonly sha256?: string
  readonly columns?: readonly ColumnEntry[]
  /** The same table as Parquet, beside the CSV or in its place. */
  readonly parquet?: FileEntry
}

/** What is read of a manifest, of a run or of a sweep. Anything may be missing: the file came from a disk. */
export interface AnyManifest {
  readonly format: number
  readonly kind?: string
  readonly run?: string
  readonly sweep?: string
  readonly experiment?: string
  readonly status?: string
  readonly seed?: string
  readonly engineVersion?: string
  readonly tables?: Readonly<Record<string, FileEntry>>
  readonly files?: Readonly<Record<string, FileEntry>>
  readonly error?: string
  readonly [more: string]: unknown
}

/** A folder of results, opened. */
export interface Output {
  readonly folder: string
  readonly kind: 'run' | 'sweep'
  readonly manifest: AnyManifest
  /** Tables that are there: path by name, such as `network`. */
  readonly tables: ReadonlyMap<string, string>
  /** What a reader must know before believing the figures: partial, damaged, missing. */
  readonly remarks: readonly string[]
}

/**
 * Open the folder of a run or a sweep, and hold its files against the manifest.
 *
 * @throws DataError if it is neither, or its manifest cannot be read or comes from a newer version
 */
export async function openOutput(given: string): Promise<Output> {
  const folder = basename(given) === 'manifest.json' ? dirname(given) : given
  const { manifest, faults } = withParts(readManifest(folder), folder)
  const kind = manifest.kind === 'sweep' ? 'sweep' : 'run'
  const tables = new Map<string, string>()
  const remarks = [...stateRemarks(manifest, kind), ...faults]
  const listed = manifest.tables ?? manifest.files ?? {}
  for (const [name, entry] of Object.entries(listed)) {
    const chosen = fileOf(folder, entry)
    const path = join(folder, chosen.file ?? `${name}.csv`)
    const fault = await faultOf(path, chosen)
    if (fault) remarks.push(`${chosen.file}: ${fault}`)
    const table = name.replace(/\.(csv|parquet)$/, '')
    // A CSV file is read row by row; of a damaged Parquet file nothing is sure.
    if (fault && !path.endsWith('.csv')) continue
    if (existsSync(path) && !(tables.get(table)?.endsWith('.csv') ?? false)) tables.set(table, path)
  }
  // Tables that a manifest does not know are read, and said to be unchecked.
  for (const file of readdirSync(folder)) {
    const name = /^([a-z_]+)\.csv$/.exec(file)?.[1]
    if (name === undefined || tables.has(name)) continue
    tables.set(name, join(folder, file))
    remarks.push(`${file}: the manifest does not list it, so it could not be checked`)
  }
  return { folder, kind, manifest, tables, remarks }
}

/** The CSV, or the Parquet file of a run that was written without it. */
const fileOf = (folder: string, entry: FileEntry): FileEntry =>
  entry.parquet && !existsSync(join(folder, entry.file)) ? entry.parquet : entry

function readManifest(folder: string): AnyManifest {
  if (!existsSync(folder)) throw new DataError(folder, `there is no such folder${siblingsOf(folder)}`)
  const file = join(folder, 'manifest.json')
  if (!statSync(folder).isDirectory() || !existsSync(file)) {
    throw new DataError(
      folder,
      `got no manifest.json, want the folder of a run or a sweep${insideOf(folder)}`,
    )
  }
  let manifest: AnyManifest
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new DataError(file, `got text that is no JSON (${(error as Error).message}), want a manifest`)
  }
  const format = manifest?.format
  if (typeof format !== 'number')
    throw new DataError(file, 'got JSON without "format", want the manifest of a run or a sweep')
  if (!(format <= MANIFEST_FORMAT)) {
    const from = manifest.engineVersion ? ` (version ${manifest.engineVersion})` : ''
    throw new DataError(
      file,
      `got format ${format}, written by a newer taolab${from}; this one reads up to ${MANIFEST_FORMAT}`,
    )
  }
  return manifest
}

/** Folders of runs just below, for one who named the folder above. */
function insideOf(folder: string): string {
  if (folder.endsWith('.partial')) return '; a run that was killed, or is still going on, has none'
  if (!statSync(folder).isDirectory()) return ''
  const inside = readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'manifest.json')))
  return inside.length === 0 ? '' : `; did you mean ${join(folder, inside[0])}?`
}

const siblingsOf = (folder: string): string =>
  existsSync(`${folder}.partial`) ? `; the run is not finished: ${folder}.partial` : insideParent(folder)

function insideParent(folder: string): string {
  const parent = dirname(folder)
  return parent !== folder && existsSync(parent) && parent !== '.' ? insideOf(parent) : ''
}

function* stateRemarks(manifest: AnyManifest, kind: string): Generator<string> {
  const { status, error, engineVersion } = manifest
  if (status === undefined || status === 'complete') return
  const how = reached(manifest)
  const words: Readonly<Record<string, string>> = {
    interrupted: `was interrupted${how}: the figures end where it ended`,
    partial: `is partial${how}: the figures end where it ended`,
    failed: `failed${how}: the figures end where it failed`,
  }
  yield `This ${kind} ${words[status] ?? `has the status "${status}"`}.`
  if (error) yield `What ended it (version ${engineVersion ?? 'unknown'}): ${error}`
}

/** ` after 41.9 of 60 days`, of a run that says how far it came. */
function reached({ end, scenario }: AnyManifest): string {
  const days = (end as { days?: number } | undefined)?.days
  const horizon = (scenario as { horizon?: number } | undefined)?.horizon
  if (days === undefined || typeof horizon !== 'number') return ''
  return ` after ${Number(days.toFixed(1))} of ${Number((horizon / BLOCKS_PER_DAY).toFixed(1))} days`
}

/** What is wrong with a file, if anything. */
async function faultOf(path: string, { sha256 }: FileEntry): Promise<string | undefined> {
  if (!existsSync(path)) return 'is missing'
  if (sha256 === undefined || sha256 === (await digestOf(path))) return undefined
  const rest = path.endsWith('.csv') ? 'rows that cannot be read are left out' : 'it is left out'
  return `is not what was written (its SHA-256 differs from the manifest); ${rest}`
}

/** Of a file; of a folder of one Parquet file a cell, that of their names and digests in the order of the cells. */
async function digestOf(path: string): Promise<string> {
  if (!statSync(path).isDirectory()) return sha256Of(path)
  const cells = readdirSync(path)
    .filter((name) => /^cell_id=\d+$/.test(name))
    .sort((a, b) => Number(a.slice(8)) - Number(b.slice(8)))
  const lines: string[] = []
  for (const cell of cells) {
    const file = join(path, cell, 'rows.parquet')
    lines.push(`${cell} ${existsSync(file) ? await sha256Of(file) : 'missing'}\n`)
  }
  return createHash('sha256').update(lines.join('')).digest('hex')
}

/** Of a file of any size. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
