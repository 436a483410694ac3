import type { Curve } from '../numeric/expression.js'
import type { Distribution } from '../random/distributions.js'

/** What a field measures. `rate` is something per time; the rest are what they say. */
export type FieldKind =
  | 'blocks'
  | 'tao'
  | 'alpha'
  | 'usd'
  | 'fraction'
  | 'rate'
  | 'number'
  | 'integer'
  | 'choice'
  | 'flag'
  | 'text'
  | 'list'
  | 'formula'

/** What a scenario may give for a field: the value itself or, for a number, a distribution or a curve over time. */
export type Value<T = number> = T | (T extends number ? Distribution | Curve : never)

/**
 * One typed parameter, declared once: documentation, JSON Schema and checks follow from it.
 *
 * Values are in the engine's units: RAO, blocks, fractions 0..1, US dollars, events per block.
 */
export interface Field<T> {
  readonly kind: FieldKind
  /** What a bare number in a scenario means, such as `TAO` or `blocks`; empty where numbers have no unit. */
  readonly unit: string
  readonly default: Value<T>
  /** The default as its author wrote it, such as `1 day`. */
  readonly written: string
  readonly sentence: string
  /** Bounds in the engine's unit, both allowed; infinite for none. */
  readonly min: number
  readonly max: number
  /** Engine values are whole numbers. */
  readonly whole: boolean
  /** A bare number other than 0 is refused: it could be meant in two units. */
  readonly unitRequired: boolean
  /** A distribution or a curve may stand in place of the number. */
  readonly varies: boolean
  /** It may be left out and then is undefined. */
  readonly optional: boolean
  readonly options: readonly string[]
  /** Names a formula may use. */
  readonly variables?: readonly string[]
  /** The element of a list. */
  readonly of?: Field<unknown>
}

// biome-ignore lint/suspicious/noExplicitAny: a collection of fields holds every type of field
export type Fields = Readonly<Record<string, Field<any>>>

/** What a strategy sees under `me.params`: number, literal union, boolean, string, or arrays of these. */
export type ParamsOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** What a scenario holds before agents are born: values, distributions, curves. */
export type ValuesOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? Value<T> : never }
