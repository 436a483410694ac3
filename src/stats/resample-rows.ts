import { fillIndices } from '../random/noise.js'
import type { Stream } from '../random/streams.js'

/** Which rows a resample takes, resample after resample: n numbers of rows each. */
export type Rows = Uint8Array | Uint16Array | Uint32Array

/** Where a bootstrap has its rows from: a stream that draws them, or what such a stream drew before. */
export type RowSource = Stream | DrawnRows

/** @returns rows of so many resamples of n rows; a stream moves by one draw a resample */
export const rowsOf = (source: RowSource, n: number, resamples: number): Rows =>
  source instanceof DrawnRows ? source.of(n, resamples) : drawRows(source, n, resamples)

function drawRows(stream: Stream, n: number, resamples: number): Rows {
  const Numbers = n <= 2 ** 8 ? Uint8Array : n <= 2 ** 16 ? Uint16Array : Uint32Array
  const rows = new Numbers(n * resamples)
  const one = new Uint32Array(n)
  for (let resample = 0; resample < resamples; resample++) {
    fillIndices(stream.uniform(), n, one)
    rows.set(one, resample * n)
  }
  return rows
}

/**
 * Rows that are drawn once for all samples of the same size, each time from the beginning of the same stream: to the sample it
 * is as if it had that stream to itself. A sweep asks for the same rows of a metric in every cell, and drawing them takes
 * longer than resampling with them.
 */
export class DrawnRows {
  readonly #make: () => Stream
  readonly #purse: RowPurse
  readonly #drawn = new Map<string, Rows>()

  /**
   * @param make   the stream, at its beginning
   * @param purse  how much may be kept, shared with others; what does not fit is drawn anew
   */
  constructor(make: () => Stream, purse: RowPurse) {
    this.#make = make
    this.#purse = purse
  }

  of(n: number, resamples: number): Rows {
    const key = `${n} ${resamples}`
    const known = this.#drawn.get(key)
    if (known) return known
    const rows = drawRows(this.#make(), n, resamples)
    if (this.#purse.bytes >= rows.byteLength) {
      this.#purse.bytes -= rows.byteLength
      this.#drawn.set(key, rows)
    }
    return rows
  }
}

/** Bytes of rows that may still be kept. */
export interface RowPurse {
  bytes: number
}
