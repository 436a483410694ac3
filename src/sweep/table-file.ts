import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createHasher } from '../hash.js'
import type { TableEntry } from '../record/manifest.js'
import { quotedLine } from '../record/sinks/quote.js'
import type { ColumnSpec } from '../record/table.js'

const CHUNK = 1 << 16
const needsQuotes = /[",\r\n]/

/** Files that are not whole yet. */
const unfinished = new Set<string>()

/** Remove the tables of a folder that this process began and could not finish, as on a full disk. */
export function dropUnfinished(folder: string): void {
  for (const file of unfinished) {
    if (dirname(file) !== folder) continue
    rmSync(file, { force: true })
    unfinished.delete(file)
  }
}

/** A CSV file of a sweep, written line by line; it gets its name when it is whole. */
export class TableFile {
  readonly #folder: string
  readonly #name: string
  readonly #row: string
  readonly #columns: readonly ColumnSpec[]
  readonly #descriptor: number
  /** Until the file is whole; of its own, since two may make the same table at a time. */
  readonly #partial: string
  readonly #hasher = createHasher()
  #waiting = ''
  #rows = 0
  #bytes = 0

  /** @param row  what one row is */
  constructor(folder: string, name: string, row: string, columns: readonly ColumnSpec[]) {
    this.#folder = folder
    this.#name = name
    this.#row = row
    this.#columns = columns
    this.#partial = join(folder, `${name}.csv.${randomUUID().slice(0, 8)}.partial`)
    this.#descriptor = openSync(this.#partial, 'wx')
    unfinished.add(this.#partial)
    this.#waiting = `${quotedLine(columns.map((column) => column.name))}\n`
  }

  /** Cells as text, in the order of the columns. */
  line(cells: readonly string[]): void {
    this.raw(cells.some((cell) => needsQuotes.test(cell)) ? quotedLine(cells) : cells.join(','))
  }

  /** A line as it is. */
  raw(line: string): void {
    this.#waiting += `${line}\n`
    this.#rows++
    if (this.#waiting.length > CHUNK) this.#flush()
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting, 'utf8')
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done)
    this.#hasher.update(bytes)
    this.#bytes += bytes.length
    this.#waiting = ''
  }

  close(): TableEntry {
    this.#flush()
    closeSync(this.#descriptor)
    const file = `${this.#name}.csv`
    renameSync(this.#partial, join(this.#folder, file))
    unfinished.delete(this.#partial)
    return {
      file,
      row: this.#row,
      rows: this.#rows,
      bytes: this.#bytes,
      sha256: this.#hasher.hex(),
      columns: this.#columns,
    }
  }
}
