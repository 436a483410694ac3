import type { MathNode } from 'mathjs'

/**
 * Expressions of a scenario, such as `0.5 + 0.1*sin(2*pi*t/7200)`: a safe subset, read once, called often.
 *
 * Allowed are numbers, the listed constants and functions, the caller's variables, arithmetic, comparison, `and`, `or`,
 * `not` and `a ? b : c`. Refused are assignment, indexing, text, lists, ranges, blocks, units and every other name.
 *
 * The parser (mathjs, its plain-number build) takes half a second to load and is loaded when first needed.
 */
export type Expression = (scope: Readonly<Record<string, number>>) => number

/** A value that changes with time: the expression gives it in people's units, `scale` turns them into the engine's. */
export interface Curve {
  /** Over `t`, blocks since the start of the run. */
  readonly curve: string
  readonly scale: number
  readonly min?: number
  readonly max?: number
  readonly whole?: boolean
}

/** An expression over things that an agent sees, evaluated whenever it looks. */
export interface Formula {
  readonly formula: string
  readonly variables: readonly string[]
}

/** What is wrong with an expression and where, counted from 1 within it. */
export class ExpressionError extends Error {
  readonly column: number
  /** The part that is meant. */
  readonly part: string
  readonly want: string
  /** Where the part is a name: those that may stand there. */
  readonly known: readonly string[]
  constructor(part: string, column: number, want: string, known: readonly string[] = []) {
    super(`got ${part || 'nothing'} at column ${column}, want ${want}`)
    this.name = 'ExpressionError'
    this.part = part
    this.column = column
    this.want = want
    this.known = known
  }
}

export const CONSTANTS = ['pi', 'e', 'true', 'false']
export const FUNCTIONS = [
  'abs',
  'sign',
  'floor',
  'ceil',
  'round',
  'mod',
  'min',
  'max',
  'sqrt',
  'cbrt',
  'pow',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
]
const OPERATORS = new Set([
  'add',
  'subtract',
  'multiply',
  'divide',
  'mod',
  'pow',
  'unaryMinus',
  'unaryPlus',
  'smaller',
  'smallerEq',
  'larger',
  'largerEq',
  'equal',
  'unequal',
  'and',
  'or',
  'not',
])
const LONGEST = 2_000

/**
 * Compile an expression over the named variables.
 *
 * @throws ExpressionError naming what is not allowed and its column
 */
export async function compileExpression(text: string, variables: readonly string[]): Promise<Expression> {
  if (text.length > LONGEST) throw new ExpressionError(`${text.length} characters`, 1, `at most ${LONGEST}`)
  const { parse } = (await import('mathjs/number')) as unknown as { parse: (text: string) => MathNode }
  const tree = parsed(parse, text)
  tree.traverse((node, path) => check(node as AnyNode, path, text, variables))
  tree.traverse((node) => tryOut(node as AnyNode, text, variables))
  const compiled = tree.compile()
  return (scope) => Number(compiled.evaluate(scope as Record<string, number>))
}

/** The value of a curve at a block, in the engine's unit, kept within its bounds. */
export function curveAt(curve: Curve, compiled: Expression, block: number): number {
  let value = compiled({ t: block }) * curve.scale
  if (curve.whole) value = Math.floor(value + 0.5)
  if (curve.min !== undefined && value < curve.min) return curve.min
  if (curve.max !== undefined && value > curve.max) return curve.max
  return value
}

export const isCurve = (value: unknown): value is Curve =>
  value instanceof Object && typeof (value as Curve).curve === 'string'

export const isFormula = (value: unknown): value is Formula =>
  value instanceof Object && typeof (value as Formula).formula === 'string'

/** Under what name the compiled form of a curve or a formula is kept: one text may be both. */
export const compiledKey = (value: Curve | Formula): string =>
  'curve' in value ? value.curve : `formula(${value.variables.join(' ')}) ${value.formula}`

function parsed(parse: (text: string) => MathNode, text: string): MathNode {
  if (text.trim() === '') throw new ExpressionError('', 1, 'an expression')
  try {
    return parse(text)
  } catch (error) {
    const { message, char } = error as { message: string; char?: number }
    const column = Math.min(char ?? 1, text.length + 1)
    const said = message.replace(/\s*\(char \d+\)$/, '')
    throw new ExpressionError(
      text.slice(column - 1, column + 9).trim(),
      column,
      `an expression that can be read: ${said}`,
    )
  }
}

/** What this file looks at in a node, of whatever type it is. */
interface AnyNode {
  type: string
  name?: string
  value?: unknown
  op?: string
  fn?: string | { type: string; name: string }
  toString(): string
  compile(): { evaluate(scope: Record<string, number>): unknown }
}

function check(node: AnyNode, path: string, text: string, variables: readonly string[]): void {
  switch (node.type) {
    case 'ParenthesisNode':
    case 'ConditionalNode':
    case 'RelationalNode':
      return
    case 'ConstantNode':
      if (typeof node.value === 'number' || typeof node.value === 'boolean') return
      throw refused(text, String(node.value), 'numbers only')
    case 'OperatorNode':
      if (OPERATORS.has(node.fn as string)) return
      throw refused(text, node.op ?? '', 'one of + - * / % ^ < <= > >= == != and or not ?:')
    case 'SymbolNode':
      if (path !== 'fn') checkName(node.name ?? '', text, variables)
      return
    case 'FunctionNode':
      // Its name is a symbol that is visited in turn; a computed function, such as (f)(x), has none.
      if (typeof node.fn === 'object' && node.fn.type === 'SymbolNode' && FUNCTIONS.includes(node.fn.name))
        return
      throw refused(
        text,
        (node.fn as { name?: string }).name ?? node.toString(),
        `a function: ${FUNCTIONS.join(', ')}`,
        FUNCTIONS,
      )
    default:
      throw refused(
        text,
        node.toString(),
        `arithmetic and listed functions, no ${WORDS[node.type] ?? 'such construction'}`,
      )
  }
}

const WORDS: Record<string, string> = {
  AssignmentNode: 'assignment',
  FunctionAssignmentNode: 'assignment',
  AccessorNode: 'indexing',
  IndexNode: 'indexing',
  BlockNode: 'blocks',
  ArrayNode: 'lists',
  ObjectNode: 'objects',
  RangeNode: 'ranges',
}

function checkName(name: string, text: string, variables: readonly string[]): void {
  if (variables.includes(name) || CONSTANTS.includes(name)) return
  if (FUNCTIONS.includes(name)) throw refused(text, name, `its arguments: ${name}(...)`)
  const names = [...variables, 'pi', 'e']
  throw refused(text, name, `a listed function or one of ${names.join(', ')}`, [...names, ...FUNCTIONS])
}

/** Carry out each function once: with too few arguments or too many it would fail in the middle of a run. */
function tryOut(node: AnyNode, text: string, variables: readonly string[]): void {
  if (node.type !== 'FunctionNode') return
  const ones = Object.fromEntries(variables.map((name) => [name, 1]))
  try {
    node.compile().evaluate(ones)
  } catch (error) {
    const said = /^Too (few|many) arguments in function (\w+?)(Number)?\b/.exec((error as Error).message)
    if (!said) throw refused(text, node.toString(), 'numbers as arguments')
    throw refused(text, said[2], `${said[1] === 'few' ? 'more' : 'fewer'} arguments`)
  }
}

/** Nodes do not know their place: a name is looked for as a whole word, other text as it stands. */
function refused(text: string, printed: string, want: string, known?: readonly string[]): ExpressionError {
  const part = printed.replace(/\s+/g, ' ')
  const word = /^\w+$/.test(part) ? text.search(new RegExp(`(?<!\\w)${part}(?!\\w)`)) : text.indexOf(part)
  return new ExpressionError(part, Math.max(0, word) + 1, want, known)
}
