import type { Field, FieldKind, Fields, Value } from './fields/field.js'
import { readQuantity } from './fields/quantity.js'
import { readValue } from './fields/read-value.js'
import type { Expression, Formula } from './numeric/expression.js'
import { BLOCKS_PER_DAY } from './units.js'

/**
 * Typed parameters: each with kind, unit, default, bounds and one sentence.
 *
 *   params: {
 *     lookback:  blocks('1 day', 'window over which a return is measured'),
 *     threshold: fraction('5%', 'least return that triggers a purchase'),
 *   }
 *
 * People's units are read here and nowhere else; what comes out is RAO, blocks, fractions, dollars, events per block.
 */
export type { Field, FieldKind, Fields, ParamsOf, Value, ValuesOf } from './fields/field.js'

/** A number as people write it; a bare one is in the field's documented unit. */
export type Human = string | number

export interface Limits {
  min?: Human
  max?: Human
  /** Refuse a bare number other than 0. */
  unitRequired?: boolean
  /** Refuse distributions and curves: the value is needed before anything is drawn. */
  fixed?: boolean
}

/** A span of time. Engine unit: blocks, whole, from 0. */
export const blocks = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('blocks', 'blocks', written, sentence, { min: 0, ...limits }, true)

/** An amount of TAO. Engine unit: RAO, whole, from 0. */
export const tao = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('tao', 'TAO', written, sentence, { min: 0, ...limits }, true)

/** An amount of a subnet's alpha. Engine unit: RAO of alpha, whole, from 0. */
export const alpha = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('alpha', 'alpha', written, sentence, { min: 0, ...limits }, true)

/** An amount of US dollars, from 0. */
export const usd = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('usd', 'USD', written, sentence, { min: 0, ...limits })

/** A part of a whole, 0..1 unless limits say otherwise. Written `0.05`, `5%` or `50 bp`. */
export const fraction = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('fraction', '', written, sentence, { min: 0, max: 1, ...limits })

/** So much a day, from 0: `5.6`, `2 % / day`, `1 / h`. Engine unit: per block, a day being 7,200 blocks. */
export const perDay = (written: Human, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('rate', '/day', written, sentence, { min: 0, ...limits })

/** A number in a unit of its own, such as `1/epoch`, which it keeps. Any finite value unless limits say otherwise. */
export const number = (written: Human, unit: string, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('number', unit, written, sentence, limits)

/** A count of something, from 0 unless limits say otherwise. */
export const integer = (written: Human, unit: string, sentence: string, limits: Limits = {}): Field<number> =>
  quantity('integer', unit, written, sentence, { min: 0, ...limits }, true)

/** One of a few words. */
export function choice<const O extends readonly string[]>(
  options: O,
  preset: O[number],
  sentence: string,
): Field<O[number]> {
  if (!options.includes(preset)) throw new Error(`"${preset}" is not one of ${options.join(', ')}`)
  return { ...plain('choice', sentence), default: preset as Value<O[number]>, written: preset, options }
}

/** Yes or no. */
export const flag = (preset: boolean, sentence: string): Field<boolean> => ({
  ...plain('flag', sentence),
  default: preset,
  written: String(preset),
})

/** Free text. */
export const text = (preset: string, sentence: string): Field<string> => ({
  ...plain('text', sentence),
  default: preset,
  written: preset,
})

/** Several values of one field; its own default counts for nothing. Elements are plain values: no distributions. */
export const list = <T>(of: Field<T>, preset: readonly T[], sentence: string): Field<readonly T[]> => ({
  ...plain('list', sentence),
  unit: of.unit,
  default: preset as Value<readonly T[]>,
  written: `[${preset.join(', ')}]`,
  of: { ...of, varies: false } as Field<unknown>,
})

/**
 * An expression such as `0.1 * freeTao * (price < movingPrice)`, in a safe subset (numeric/expression.ts).
 *
 * @param variables  names it may use, each with a sentence
 */
export const formula = (
  variables: Readonly<Record<string, string>>,
  written: string,
  sentence: string,
): Field<Expression> => {
  const names = Object.keys(variables)
  const preset: Formula = { formula: written, variables: names }
  return {
    ...plain('formula', `${sentence}. Variables: ${describeAll(variables)}`),
    default: preset as unknown as Value<Expression>,
    written,
    variables: names,
  }
}

const describeAll = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, meaning]) => `${name} (${meaning})`)
    .join(', ')

/** The same field, but it may be left out: the default is undefined. */
export const optional = <T>(field: Field<T>): Field<T | undefined> =>
  ({ ...field, default: undefined, written: 'none', optional: true }) as Field<T | undefined>

const plain = (kind: FieldKind, sentence: string) => ({
  kind,
  sentence,
  unit: '',
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  whole: false,
  unitRequired: false,
  varies: false,
  optional: false,
  options: [] as readonly string[],
})

/** A numeric field. A default outside its own bounds is our mistake, found when the module loads. */
function quantity(
  kind: FieldKind,
  unit: string,
  written: Human,
  sentence: string,
  limits: Limits,
  whole = false,
): Field<number> {
  const bound = (given: Human | undefined, otherwise: number): number => {
    if (given === undefined) return otherwise
    if (typeof given === 'number' && !Number.isFinite(given)) return given
    const read = readQuantity({ kind, unit, unitRequired: false }, given)
    if ('want' in read) throw new Error(`bound of "${sentence}": got ${read.got}, want ${read.want}`)
    return read.value
  }
  const field: Field<number> = {
    ...plain(kind, sentence),
    unit,
    written: String(written),
    min: bound(limits.min, Number.NEGATIVE_INFINITY),
    max: bound(limits.max, Number.POSITIVE_INFINITY),
    whole,
    unitRequired: limits.unitRequired ?? false,
    varies: !limits.fixed,
    default: 0,
  }
  const read = readValue({ ...field, unitRequired: false, varies: true }, written)
  if ('want' in read) throw new Error(`default of "${sentence}": got ${read.got}, want ${read.want}`)
  return { ...field, default: read.value as Value<number> }
}

/** Blocks in so many days, for defaults that are computed. */
export const days = (count: number): number => Math.round(count * BLOCKS_PER_DAY)

/** The same fields, but a plain value only: no distribution, no curve. For what is read once, before anyone draws. */
export const fixed = <F extends Fields>(fields: F): F =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, varies: false }]),
  ) as unknown as F
