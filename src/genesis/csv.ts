import { DataError } from '../errors.js'

/** One record of a CSV file, by column name; it knows where it stands, so that an error can say so. */
export class CsvRow {
  readonly #file: string
  readonly #line: number
  readonly #cells: ReadonlyMap<string, string>

  constructor(file: string, line: number, cells: ReadonlyMap<string, string>) {
    this.#file = file
    this.#line = line
    this.#cells = cells
  }

  /** The text of a cell, or undefined if it is empty. @throws DataError if the file has no such column */
  text(column: string): string | undefined {
    const cell = this.#cells.get(column)
    if (cell === undefined) throw new DataError(this.#file, `no column "${column}"`)
    return cell === '' ? undefined : cell
  }

  /** A finite number of at least 0, or undefined if the cell is empty. */
  number(column: string): number | undefined {
    const text = this.text(column)
    if (text === undefined) return undefined
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0) throw this.#wrong(column, text, 'a number of at least 0')
    return value
  }

  /** A whole number below 2^53, or undefined. */
  whole(column: string): number | undefined {
    const text = this.text(column)
    if (text === undefined) return undefined
    const value = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
      throw this.#wrong(column, text, 'a whole number below 2^53')
    }
    return value
  }

  /** An amount written in TAO or alpha with up to nine decimals, as whole RAO, without passing through a double. */
  rao(column: string): number | undefined {
    const text = this.text(column)
    if (text === undefined) return undefined
    const match = /^(\d*)(?:\.(\d{1,9}))?$/.exec(text)
    const value = match ? Number(`${match[1]}${(match[2] ?? '').padEnd(9, '0')}`) : Number.NaN
    if (!Number.isSafeInteger(value)) throw this.#wrong(column, text, 'an amount with at most 9 decimals')
    return value
  }

  /** 0 or 1. */
  flag(column: string): boolean | undefined {
    const text = this.text(column)
    if (text === undefined) return undefined
    if (text !== '0' && text !== '1') throw this.#wrong(column, text, '0 or 1')
    return text === '1'
  }

  #wrong(column: string, got: string, want: string): DataError {
    return new DataError(this.#file, `line ${this.#line}, ${column}: got "${got}", want ${want}`)
  }
}

/** The records of a CSV file without quoting, first line its header. @throws DataError at a line of the wrong width */
export function readCsv(file: string, text: string): CsvRow[] {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line, i) => {
    const cells = line.split(',')
    if (cells.length !== names.length) {
      throw new DataError(file, `line ${i + 2}: got ${cells.length} cells, want ${names.length}`)
    }
    return new CsvRow(file, i + 2, new Map(names.map((name, k) => [name, cells[k]])))
  })
}
