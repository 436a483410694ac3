import { nearest } from '../nearest.js'
import { type Distribution, massWithin, SHAPES, type Shape } from '../random/distributions.js'
import { boundsOf, range } from './bounds.js'
import type { Field } from './field.js'
import { readQuantity, scaleOf, show, type Trouble } from './quantity.js'

type ArgumentKind = 'unit' | 'spread' | 'shape'
type Arguments = Record<string, number>

/**
 * Read `lognormal(median=20 TAO, sigma=0.9)`: arguments by name, or by place, amounts with a unit, their own or the
 * one that follows the bracket.
 *
 * @param unit  what stands behind the bracket, possibly nothing
 * @param raw   the whole text, for messages
 */
export function readDistribution(
  field: Field<unknown>,
  name: string,
  inside: string,
  unit: string,
  raw: unknown,
): { value: Distribution } | Trouble {
  if (!Object.hasOwn(SHAPES, name)) {
    const known = Object.keys(SHAPES)
    return { got: show(raw), want: `a distribution: ${known.join(', ')}`, meant: nearest(name, known) }
  }
  const parts = inside
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const amount = (text: string) => readQuantity(field, unit && isBare(text) ? `${text} ${unit}` : text)
  if (name === 'choice') return readOptions(field, parts, amount, raw)
  const read = readArguments(field, name as Shape, parts, amount)
  if (typeof read === 'string') return { got: show(raw), want: read }
  const value: Distribution = { distribution: name as Shape, args: read, ...boundsOf(field) }
  const wrong = impossible(value)
  if (wrong) return { got: show(raw), want: wrong }
  if (massWithin(value) > 0) return { value }
  return { got: show(raw), want: `a distribution that gives values ${range(field)}` }
}

const isBare = (text: string) => /^[-+.\d_e]+$/i.test(text)
type Amount = (text: string) => ReturnType<typeof readQuantity>

/** The arguments in the engine's unit, or what was wanted instead. */
function readArguments(
  field: Field<unknown>,
  name: Shape,
  parts: string[],
  amount: Amount,
): Arguments | string {
  const law: { args: Readonly<Record<string, ArgumentKind>>; defaults?: Readonly<Arguments> } = SHAPES[name]
  const names = Object.keys(law.args)
  const usage = `${name}(${names.map((argument) => `${argument}=...`).join(', ')})`
  const args: Arguments = {}
  for (const [place, part] of parts.entries()) {
    const [, given, text] = /^(?:([a-z]\w*)\s*=)?\s*(.*)$/is.exec(part)!
    const argument = given ?? names[place]
    if (argument === undefined || !names.includes(argument)) return usage
    if (argument in args) return `${usage}, "${argument}" once`
    const kind = law.args[argument]
    const read = kind === 'shape' ? { value: isBare(text) ? Number(text) : Number.NaN } : amount(text)
    if ('want' in read) return `for "${argument}" ${read.want}`
    if (!Number.isFinite(read.value)) return `for "${argument}" a number`
    if (kind !== 'unit' && read.value <= 0) return `for "${argument}" a number above 0`
    args[argument] = read.value
  }
  for (const argument of names) {
    const preset = law.defaults?.[argument]
    if (args[argument] === undefined && preset === undefined) return usage
    args[argument] ??= preset! * scaleOf(field.kind)
  }
  return args
}

function impossible({ args }: Distribution): string | undefined {
  return 'low' in args && args.low >= args.high ? '"low" below "high"' : undefined
}

function readOptions(field: Field<unknown>, parts: string[], amount: Amount, raw: unknown) {
  const values: number[] = []
  for (const part of parts) {
    const read = amount(part)
    if ('want' in read) return read
    values.push(read.value)
  }
  const value: Distribution = { distribution: 'choice', args: {}, values, ...boundsOf(field) }
  if (values.length > 0 && massWithin(value) === 1) return { value }
  return { got: show(raw), want: values.length === 0 ? 'choice(a, b, ...)' : `choices ${range(field)}` }
}
