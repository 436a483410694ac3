import { describe, expect, test } from 'vitest'
import { compileExpression, curveAt, ExpressionError } from '../../src/numeric/expression.js'

const value = async (text: string, t = 0) => (await compileExpression(text, ['t']))({ t })

describe('an expression may hold', () => {
  const cases: [string, number, number][] = [
    ['0.5 + 0.1*sin(2*pi*t/7200)', 1800, 0.6],
    ['2^10', 0, 1024],
    ['t > 100 ? 2 : 1', 101, 2],
    ['0 < t < 10', 5, 1],
    ['t >= 10 and not (t == 12)', 12, 0],
    ['min(t, 3) + max(1, 2) + mod(7, 4)', 9, 8],
    ['-exp(0) + log(e)', 0, 0],
    ['7 % 4', 0, 3],
  ]
  for (const [text, t, expected] of cases) {
    test(text, async () => expect(await value(text, t)).toBeCloseTo(expected, 12))
  }
})

describe('an expression is refused with the part that is meant and its column', () => {
  const cases: [string, string, number][] = [
    ['t + process', 'process', 5],
    ['x = 3', 'x = 3', 1],
    ['1 + "a"', 'a', 6],
    ['t[1]', 't[1]', 1],
    ['[1, 2]', '[1, 2]', 1],
    ['f(x) = 2', 'f(x) = 2', 1],
    ['1; 2', '1; 2', 1],
    ['{a: 1}', '{"a": 1}', 1],
    ['t.constructor', 't.constructor', 1],
    ['5 cm', 'cm', 3],
    ['2 * import("x")', 'import', 5],
    ['evaluate("1")', 'evaluate', 1],
    ['sin.constructor("return 1")', 'constructor', 5],
    ['t!', '!', 2],
    ['random()', 'random', 1],
    ['max()', 'max', 1],
    ['t > 5 ? 1 : 2 + pow(t)', 'pow', 17],
    ['sqrt(atan2(t))', 'atan2', 6],
    ['exp(t, 2)', 'exp', 1],
    ['2 * exp', 'exp', 5],
    ['1 +', '', 4],
    ['sin(', '', 5],
    ['', '', 1],
  ]
  for (const [text, part, column] of cases) {
    test(text || 'nothing at all', async () => {
      const error = await compileExpression(text, ['t']).then(
        () => undefined,
        (thrown) => thrown,
      )
      expect(error).toBeInstanceOf(ExpressionError)
      expect([error.part, error.column]).toEqual([part, column])
    })
  }

  test('too long to be meant', () =>
    expect(compileExpression('1+'.repeat(2000), [])).rejects.toThrow('at most 2000'))
})

test('a curve is scaled to the engine unit, rounded and kept within its bounds', async () => {
  const curve = { curve: 't / 2', scale: 10, min: 7, max: 1000, whole: true }
  const compiled = await compileExpression(curve.curve, ['t'])
  expect([0, 3.01, 1000].map((block) => curveAt(curve, compiled, block))).toEqual([7, 15, 1000])
})
