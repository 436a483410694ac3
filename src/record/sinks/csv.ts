import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createHasher, type Hasher } from '../../hash.js'
import { isText, type RowBuffer, type TableSpec } from '../table.js'
import { cellText } from './memory.js'
import { quotedLine } from './quote.js'
import type { Sink, WrittenTable } from './sink.js'

interface OpenFile {
  readonly file: string
  readonly descriptor: number
  readonly hasher: Hasher
  rows: number
  bytes: number
}

const needsQuotes = /[",\r\n]/

/**
 * One CSV file a table, streamed: UTF-8, LF, a header, `.` as decimal mark, empty for missing.
 *
 * Writes are synchronous, which is the backpressure: a full buffer is on its way to the disk before the run goes on, so
 * memory does not grow with the run. Node alone; nothing that a simulation needs imports it.
 */
export class CsvSink implements Sink {
  readonly #folder: string
  readonly #files = new Map<string, OpenFile>()

  /** @param folder  exists and is empty */
  constructor(folder: string) {
    this.#folder = folder
  }

  open(tables: readonly TableSpec[]): void {
    for (const table of tables) {
      const file = `${table.name}.csv`
      const descriptor = openSync(join(this.#folder, file), 'wx')
      const open = { file, descriptor, hasher: createHasher(), rows: 0, bytes: 0 }
      this.#files.set(table.name, open)
      append(open, `${quotedLine(table.columns.map((column) => column.name))}\n`)
    }
  }

  write(buffer: RowBuffer): void {
    const open = this.#files.get(buffer.table.name)
    if (!open) return
    append(open, linesOf(buffer))
    open.rows += buffer.rows
  }

  close(): readonly WrittenTable[] {
    return [...this.#files].map(([table, { file, descriptor, hasher, rows, bytes }]) => {
      closeSync(descriptor)
      return { table, rows, file, bytes, sha256: hasher.hex() }
    })
  }
}

/** The rows of a buffer as CSV. */
export function linesOf(buffer: RowBuffer): string {
  const { columns } = buffer.table
  const text = columns.map((column) => isText(column.kind))
  const cells = new Array<string>(columns.length).fill('')
  let lines = ''
  for (let row = 0; row < buffer.rows; row++) {
    let special = false
    for (let j = 0; j < cells.length; j++) {
      cells[j] = cellText(buffer, j, row)
      if (text[j] && needsQuotes.test(cells[j])) special = true
    }
    lines += `${special ? quotedLine(cells) : cells.join(',')}\n`
  }
  return lines
}

/** Write all of it: a single call may write less than it is given. */
function append(open: OpenFile, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  for (let done = 0; done < bytes.length; ) done += writeSync(open.descriptor, bytes, done)
  open.hasher.update(bytes)
  open.bytes += bytes.length
}
