import type { Trouble } from '../fields/quantity.js'
import { nearest } from '../nearest.js'
import {
  type Curve,
  compiledKey,
  compileExpression,
  type Expression,
  ExpressionError,
  type Formula,
  isCurve,
  isFormula,
} from '../numeric/expression.js'
import type { Scenario } from './scenario.js'

/** The compiled curves and formulas of a scenario. A curve's time is `t`, blocks since the start of the run. */
export type Curves = ReadonlyMap<string, Expression>

export const NO_CURVES: Curves = new Map()

/** Blocks at which a curve is tried out before a run, spread evenly over it. */
const TRIALS = 1_000

/**
 * Compile every curve and formula of a scenario, each text once.
 *
 * @param complain  told of every curve that cannot be used, with its path
 */
export async function compileCurves(
  scenario: Scenario,
  complain: (path: string, trouble: Trouble) => void = (path, { got, want }) => {
    throw new Error(`${path}: got ${got}, want ${want}`)
  },
): Promise<Curves> {
  const compiled = new Map<string, Expression>()
  for (const [path, value] of expressionsIn(scenario, '')) {
    const text = isCurve(value) ? value.curve : value.formula
    try {
      const key = compiledKey(value)
      const variables = isCurve(value) ? ['t'] : value.variables
      const expression = compiled.get(key) ?? (await compileExpression(text, variables))
      compiled.set(key, expression)
      const trouble = isCurve(value) && tryOut(value, expression, scenario.horizon)
      if (trouble) complain(path, trouble)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      const { part, column, want } = error
      complain(path, {
        got: `"${text}" with ${part ? `"${part}"` : 'nothing'} at its column ${column}`,
        want,
        meant: nearest(error.part, error.known),
      })
    }
  }
  return compiled
}

/** Every curve and formula and its path, in the order of the scenario. */
function* expressionsIn(value: unknown, path: string): Generator<[string, Curve | Formula]> {
  if (isCurve(value) || isFormula(value)) yield [path, value]
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* expressionsIn(item, `${path}[${index}]`)
  } else if (value instanceof Object) {
    for (const [key, item] of Object.entries(value)) yield* expressionsIn(item, path ? `${path}.${key}` : key)
  }
}

/** What is wrong with a curve's values over the run, bounds not clamped; a value between the trials may still be out. */
function tryOut(
  { curve, scale, min, max }: Curve,
  expression: Expression,
  horizon: number,
): Trouble | undefined {
  for (let trial = 0; trial <= TRIALS; trial++) {
    const t = Math.floor((trial * horizon) / TRIALS)
    const value = expression({ t })
    const got = `"${curve}", which is ${value} at t = ${t}`
    if (!Number.isFinite(value)) return { got, want: 'a finite number at every block' }
    if (min !== undefined && value * scale < min)
      return { got, want: `at least ${min / scale} at every block` }
    if (max !== undefined && value * scale > max)
      return { got, want: `at most ${max / scale} at every block` }
  }
  return undefined
}
