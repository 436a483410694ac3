import type { Expression } from '../../numeric/expression.js'
import { canonicalJson } from '../../scenario/canonical.js'
import { type Cell, settingOf } from './cell.js'

/** Whether a cell is kept. */
export type CellTest = (cell: Cell) => boolean

/** Path to the value wanted there, or to a list of values of which one is wanted. */
export type Where = Readonly<Record<string, unknown>>

/**
 * Cells whose settings are those wanted, each of them. A path that a cell leaves to the base agrees with nothing.
 *
 * @example  matching({ 'protocol.shares': ['price-ema', 'flow-ema'], 'network.kappa': 0.5 })
 */
export function matching(where: Where): CellTest {
  const wanted = Object.entries(where).map(([path, value]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return { path, values: new Set(values.map(canonicalJson)) }
  })
  return (cell) =>
    wanted.every(({ path, values }) => {
      const value = settingOf(cell, path)
      return value !== undefined && values.has(canonicalJson(value))
    })
}

/** Cells that are not those. */
export const except =
  (test: CellTest): CellTest =>
  (cell) =>
    !test(cell)

/**
 * Cells for which an expression over their settings holds, such as `share + utility <= 1`.
 *
 * @param variables  the path that each name in the expression stands for
 */
export function satisfying(expression: Expression, variables: Readonly<Record<string, string>>): CellTest {
  const names = Object.entries(variables)
  return (cell) => {
    const scope = names.map(([name, path]) => [name, numberOf(settingOf(cell, path))])
    const value = expression(Object.fromEntries(scope))
    return value !== 0 && !Number.isNaN(value)
  }
}

/** A setting as a number: an amount without its unit, per cent as a fraction; NaN if it is none. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  const match = typeof value === 'string' && /^\s*([-+]?[\d._]+(?:e[-+]?\d+)?)\s*(%|[a-z/ ]*)$/i.exec(value)
  if (!match) return Number.NaN
  const number = Number(match[1].replaceAll('_', ''))
  return match[2] === '%' ? number / 100 : number
}
