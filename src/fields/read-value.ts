import { nearest } from '../nearest.js'
import type { Curve, Formula } from '../numeric/expression.js'
import { boundsOf, range } from './bounds.js'
import type { Field } from './field.js'
import { readQuantity, scaleOf, show, type Trouble, wanted } from './quantity.js'
import { readDistribution } from './read-distribution.js'

/** A value in the engine's unit; `note` says how a number without unit was understood. */
export interface Read {
  readonly value: unknown
  readonly note?: string
}

/** Read what a scenario gives for a field: plain data, as YAML has it. Lists are read element by element. */
export function readValue(field: Field<unknown>, raw: unknown): Read | Trouble {
  switch (field.kind) {
    case 'choice':
      return readChoice(field, raw)
    case 'flag':
      return typeof raw === 'boolean' ? { value: raw } : { got: show(raw), want: 'true or false' }
    case 'text':
      return typeof raw === 'string' ? { value: raw } : { got: show(raw), want: 'text' }
    case 'list':
      return readList(field, raw)
    case 'formula':
      return readFormula(field, raw)
    default:
      return readNumber(field, raw)
  }
}

function readChoice(field: Field<unknown>, raw: unknown): Read | Trouble {
  // YAML reads a bare yes, no, on, off as text but true and 1 as themselves; options are always words.
  if (field.options.includes(String(raw))) return { value: String(raw) }
  return { got: show(raw), want: oneOf(field.options), meant: nearest(String(raw), field.options) }
}

/** The text of an expression, or a number; compiled later, by whoever can wait for it. */
function readFormula({ variables = [] }: Field<unknown>, raw: unknown): Read | Trouble {
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return { got: show(raw), want: `an expression of ${variables.join(', ')}` }
  const value: Formula = { formula: String(raw), variables }
  return { value }
}

/** `a`, `a or b`, `one of a, b, c`. */
export const oneOf = (options: readonly string[]): string =>
  options.length > 2 ? `one of ${options.join(', ')}` : options.join(' or ')

function readList(field: Field<unknown>, raw: unknown): Read | Trouble {
  if (!Array.isArray(raw)) return { got: show(raw), want: 'a list' }
  const elements = raw.map((element) => readValue(field.of!, element))
  const trouble = elements.find((element) => 'want' in element)
  return trouble ?? { value: elements.map((element) => (element as Read).value) }
}

/** `lognormal(median=20`: in a flow map or list YAML ends a bare text at the first comma. */
const CUT_SHORT = /^\s*[a-z]\w*\s*\([^)]*$/i

function readNumber(field: Field<unknown>, raw: unknown): Read | Trouble {
  const call = typeof raw === 'string' ? /^\s*([a-z][\w-]*)\s*\((.*)\)\s*(\S*)\s*$/is.exec(raw) : null
  if (call || (raw instanceof Object && !Array.isArray(raw))) {
    if (!field.varies) return { got: show(raw), want: `${wanted(field)}, the same for all and at all times` }
    return call ? readDistribution(field, call[1], call[2], call[3], raw) : readCurve(field, raw)
  }
  if (typeof raw === 'string' && CUT_SHORT.test(raw)) {
    return { got: show(raw), want: `${wanted(field)}; a distribution inside { } or [ ] stands in quotes` }
  }
  const read = readQuantity(field, raw)
  return 'want' in read ? read : (outside(field, read.value, raw) ?? read)
}

/** `{ curve: "0.5 + 0.1*sin(2*pi*t/7200)" }`; the expression itself is compiled later, by whoever can wait for it. */
function readCurve(field: Field<unknown>, raw: unknown): Read | Trouble {
  const { curve, ...rest } = raw as Record<string, unknown>
  const extra = Object.keys(rest)[0]
  if (typeof curve !== 'string' || extra !== undefined) {
    const got = extra === undefined ? show(raw) : `a map with "${extra}"`
    return { got, want: `${wanted(field)}, or a curve such as {curve: "1 + t/7200"}` }
  }
  const value: Curve = { curve, scale: scaleOf(field.kind), ...boundsOf(field) }
  return { value }
}

function outside(field: Field<unknown>, value: number, raw: unknown): Trouble | undefined {
  if (field.kind === 'integer' && !Number.isInteger(value)) return { got: show(raw), want: wanted(field) }
  if (value >= field.min && value <= field.max) return undefined
  const want = `${wanted(field)}, ${range(field)}`
  return { got: show(raw), want, meant: percentMeant(field, raw) }
}

/** A bare 18 where 18 % must be meant. */
const percentMeant = ({ kind, max }: Field<unknown>, raw: unknown): string | undefined =>
  kind === 'fraction' && typeof raw === 'number' && raw >= 2 && raw / 100 <= max ? `${raw}%` : undefined
