import { ascending, quantileSorted } from '../../stats/quantile.js'
import type { Fan } from '../draw/fan.js'
import type { DataTable } from '../draw/figure.js'
import { fixed } from '../numbers.js'
import type { Frame } from '../read/frame.js'

/**
 * Quantiles of a column over the rows of each block (type 7), for those blocks in which it has a value.
 *
 * @param value  of a row; the column itself unless given
 */
export function fanOver(
  frame: Frame,
  column: string,
  toX: (block: number) => number,
  value: (row: number) => number = (row) => frame.numbers(column)[row],
): Fan {
  const fan = { x: [], q05: [], q25: [], q50: [], q75: [], q95: [] } as Record<keyof Fan, number[]>
  for (const [block, rows] of frame.groups('block')) {
    const sorted = ascending(rows.map(value).filter(Number.isFinite))
    if (sorted.length === 0) continue
    fan.x.push(toX(block))
    fan.q05.push(quantileSorted(sorted, 0.05))
    fan.q25.push(quantileSorted(sorted, 0.25))
    fan.q50.push(quantileSorted(sorted, 0.5))
    fan.q75.push(quantileSorted(sorted, 0.75))
    fan.q95.push(quantileSorted(sorted, 0.95))
  }
  return fan
}

export const fanTable = ({ x, q05, q25, q50, q75, q95 }: Fan): DataTable => ({
  columns: ['day', 'q05', 'q25', 'q50', 'q75', 'q95'],
  rows: x.map((at, i) => [at, q05[i], q25[i], q50[i], q75[i], q95[i]]),
})

/** What a fan shows, for those who do not see it. */
export function fanWords({ q05, q50, q95 }: Fan, write: (x: number) => string): string {
  const last = q50.length - 1
  return `The median goes from ${write(q50[0])} to ${write(q50[last])}; at the end nine tenths lie between ${write(q05[last])} and ${write(q95[last])}.`
}

/** What a line shows, for those who do not see it. */
export function lineWords(name: string, y: readonly number[], write: (x: number) => string): string {
  const there = y.filter(Number.isFinite)
  if (there.length === 0) return `${name}: no values.`
  const [low, high] = [Math.min(...there), Math.max(...there)]
  return `${name} goes from ${write(there[0])} to ${write(there[there.length - 1])}, lowest ${write(low)}, highest ${write(high)}.`
}

export const percentWords = (x: number): string => `${fixed(100 * x, 1)} %`
