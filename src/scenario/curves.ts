import type { Trouble } from '../fields/quantity.js'
import {
  type Curve,
  compileExpression,
  type Expression,
  ExpressionError,
  isCurve,
} from '../numeric/expression.js'
import type { Scenario } from './scenario.js'

/** The compiled curves of a scenario, by their text. Time is `t`, blocks since the start of the run. */
export type Curves = ReadonlyMap<string, Expression>

export const NO_CURVES: Curves = new Map()

/** Blocks at which a curve is tried out before a run, spread evenly over it. */
const TRIALS = 1_000

/**
 * Compile every curve of a scenario, each text once.
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
  for (const [path, curve] of curvesIn(scenario, '')) {
    try {
      const expression = compiled.get(curve.curve) ?? (await compileExpression(curve.curve, ['t']))
      compiled.set(curve.curve, expression)
      const trouble = tryOut(curve, expression, scenario.horizon)
      if (trouble) complain(path, trouble)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      const { part, column, want } = error
      complain(path, {
        got: `"${curve.curve}" with ${part ? `"${part}"` : 'nothing'} at its column ${column}`,
        want,
      })
    }
  }
  return compiled
}

/** Every curve and its path, in the order of the scenario. */
function* curvesIn(value: unknown, path: string): Generator<[string, Curve]> {
  if (isCurve(value)) yield [path, value]
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* curvesIn(item, `${path}[${index}]`)
  } else if (value instanceof Object) {
    for (const [key, item] of Object.entries(value)) yield* curvesIn(item, path ? `${path}.${key}` : key)
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
