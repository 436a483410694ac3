import { compiledKey, curveAt, type Expression, isCurve, isFormula } from '../numeric/expression.js'
import { draw, isDistribution } from '../random/distributions.js'
import type { Stream } from '../random/streams.js'

/** Where a parameter's value comes from. */
export type Source =
  | { kind: 'same'; value: unknown }
  | { kind: 'each'; column: Float64Array }
  | { kind: 'curve'; at: () => number }

/** Compiled expressions by text; made before a run, since the parser loads lazily. */
export type Compiled = ReadonlyMap<string, Expression>

/** Turn a scenario's value into a source: a distribution is drawn once for each member, at genesis. */
export function compiledValue(
  value: unknown,
  members: number,
  stream: (member: number) => Stream,
  elapsed: () => number,
  curves: Compiled,
): Source {
  if (isDistribution(value)) {
    return { kind: 'each', column: Float64Array.from({ length: members }, (_, m) => draw(value, stream(m))) }
  }
  if (isFormula(value)) {
    const expression = curves.get(compiledKey(value))
    if (!expression) throw new Error(`the formula "${value.formula}" was not compiled`)
    return { kind: 'same', value: expression }
  }
  if (isCurve(value)) {
    const expression = curves.get(value.curve)
    if (!expression) throw new Error(`the curve "${value.curve}" was not compiled`)
    return { kind: 'curve', at: () => curveAt(value, expression, elapsed()) }
  }
  return { kind: 'same', value }
}
