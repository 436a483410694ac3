import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { DataError } from '../../errors.js'
import { quotedLine } from '../../record/sinks/quote.js'

/** A table of one run, and where its rows belong. */
export interface Piece {
  readonly file: string
  readonly cell: number
  readonly rep: number
}

const [NEWLINE, COMMA, QUOTE] = [10, 44, 34]
/** Bytes read, and written, at a time. */
const CHUNK = 1 << 20
/** `experiment, cell_id, rep`: the keys that a run by itself does not know. */
const KEYS = 3

/**
 * One CSV of the same table of many runs: each row with the keys of its cell and replicate in place of those of a single
 * run, in the order in which the pieces are given. Memory does not grow with their number or size.
 */
export class Rekeyed {
  readonly #descriptor: number
  readonly #experiment: string
  readonly #hash: Hash = createHash('sha256')
  readonly #in = Buffer.allocUnsafe(CHUNK)
  readonly #out = Buffer.allocUnsafe(CHUNK)
  #filled = 0
  #header: string | undefined
  rows = 0
  bytes = 0

  /** @param file  to be written anew */
  constructor(file: string, experiment: string) {
    this.#descriptor = openSync(file, 'w')
    this.#experiment = quotedLine([experiment])
  }

  /** @throws DataError if the table has other columns than those before it */
  add({ file, cell, rep }: Piece): void {
    const keys = Buffer.from(`${this.#experiment},${cell},${rep}`, 'utf8')
    const descriptor = openSync(file, 'r')
    try {
      const scan = new Scan()
      let header = ''
      for (let read = readSync(descriptor, this.#in); read > 0; read = readSync(descriptor, this.#in)) {
        let at = 0
        if (!scan.pastHeader) {
          at = scan.endOfHeader(this.#in, read)
          header += this.#in.toString('utf8', 0, at)
          if (scan.pastHeader) this.#takeHeader(header, file)
        }
        this.#copyRows(scan, at, read, keys)
      }
    } finally {
      closeSync(descriptor)
    }
  }

  /** @returns SHA-256 of the file, hex */
  close(): string {
    this.#flush()
    closeSync(this.#descriptor)
    return this.#hash.digest('hex')
  }

  #takeHeader(header: string, file: string): void {
    if (this.#header === undefined) this.#put(Buffer.from(header, 'utf8'), 0, Buffer.byteLength(header))
    this.#header ??= header
    if (header !== this.#header)
      throw new DataError(file, 'got other columns than the same table of the runs before it has')
  }

  /** From the third comma of a row to its end, behind keys of ours. Commas and line ends within quotes are text. */
  #copyRows(scan: Scan, from: number, to: number, keys: Buffer): void {
    const bytes = this.#in
    let start = from
    let { commas, quoted } = scan
    for (let i = from; i < to; i++) {
      const byte = bytes[i]
      if (byte === QUOTE) quoted = !quoted
      if (quoted) continue
      if (byte === COMMA && commas < KEYS && ++commas === KEYS) {
        this.#put(keys, 0, keys.length)
        start = i
      }
      if (byte !== NEWLINE) continue
      this.#put(bytes, start, i + 1)
      this.rows++
      commas = 0
      start = i + 1
    }
    if (commas === KEYS && start < to) this.#put(bytes, start, to)
    scan.commas = commas
    scan.quoted = quoted
  }

  #put(bytes: Buffer, from: number, to: number): void {
    if (this.#filled + to - from > CHUNK) this.#flush()
    // No piece is longer than what is read at a time, but for a header.
    if (to - from > CHUNK) this.#write(bytes.subarray(from, to))
    else this.#filled += bytes.copy(this.#out, this.#filled, from, to)
  }

  #flush(): void {
    this.#write(this.#out.subarray(0, this.#filled))
    this.#filled = 0
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done)
    this.#hash.update(bytes)
    this.bytes += bytes.length
  }
}

/** How far into a file one is, from one chunk to the next. */
class Scan {
  pastHeader = false
  /** Of this row, up to those that end its keys. */
  commas = 0
  quoted = false

  /** Place behind the header, or the end of the chunk. Names of columns hold no line end. */
  endOfHeader(bytes: Buffer, length: number): number {
    const at = bytes.subarray(0, length).indexOf(NEWLINE)
    this.pastHeader = at >= 0
    return at < 0 ? length : at + 1
  }
}
