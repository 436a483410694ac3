import { div } from './fixed.js'

/** A sparse row: uid to value. A value of 0 is an entry. */
export type ExactRow = Map<number, bigint>

/** Keep some entries of each row. */
export const filterRows = (
  rows: ExactRow[],
  keeps: (i: number, j: number, x: bigint) => boolean,
): ExactRow[] => rows.map((row, i) => new Map([...row].filter(([j, x]) => keeps(i, j, x))))

export const mapRows = (rows: ExactRow[], f: (x: bigint, i: number, j: number) => bigint): ExactRow[] =>
  rows.map((row, i) => new Map([...row].map(([j, x]) => [j, f(x, i, j)])))

export function columnSums(rows: ExactRow[], n: number): bigint[] {
  const sums = new Array<bigint>(n).fill(0n)
  for (const row of rows) for (const [j, x] of row) sums[j] += x
  return sums
}

export function columnMaxima(rows: ExactRow[], n: number): bigint[] {
  const maxima = new Array<bigint>(n).fill(0n)
  for (const row of rows) for (const [j, x] of row) if (x > maxima[j]) maxima[j] = x
  return maxima
}

/** Each entry divided by its column's figure; unchanged where that is 0. */
export const overColumns = (rows: ExactRow[], figures: readonly bigint[]): ExactRow[] =>
  mapRows(rows, (x, _i, j) => (figures[j] === 0n ? x : div(x, figures[j])))

/** Source: epoch/math.rs, inplace_col_normalize_sparse */
export const normaliseColumns = (rows: ExactRow[], n: number): ExactRow[] =>
  overColumns(rows, columnSums(rows, n))

/** Entries of either row, in order of uid. */
export const unionUids = (a: ExactRow, b: ExactRow): number[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y)
