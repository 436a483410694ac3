import { z } from 'zod'
import { SHAPES } from '../random/distributions.js'
import type { Field, Fields } from './field.js'
import { hasUnit, scaleOf } from './quantity.js'
import { writeValue } from './write-value.js'

/**
 * What editors are told of a field. No other file knows the schema library; those that describe more than fields take
 * `z` from here.
 *
 * The schema speaks of what people write (`5000 TAO`, `3 %`), not of engine units, and it is coarser than the reader:
 * whatever the reader accepts passes it, and it catches misspelt keys and words while one types.
 */
export { z }

const NUMBER = '[+-]?(\\d[\\d_]*(\\.[\\d_]*)?|\\.\\d[\\d_]*)([eE][+-]?\\d+)?'
const written = (units: string) => z.string().regex(new RegExp(`^\\s*${NUMBER}\\s*(${units})\\s*$`, 'i'))
const drawn = z.string().regex(new RegExp(`^\\s*(${Object.keys(SHAPES).join('|')})\\s*\\(.*\\)\\s*\\S*\\s*$`))
const curve = z.strictObject({
  curve: z.string().meta({ description: 'an expression of t, blocks from the start' }),
})

const TIMES = 'blocks?|s|seconds?|min|minutes?|h|hours?|d|days?|weeks?|years?'
const UNITS: Partial<Record<Field<unknown>['kind'], string>> = {
  blocks: TIMES,
  tao: 'tao|τ|rao',
  alpha: 'alpha|α|rao',
  usd: 'usd|\\$',
  fraction: '%|bp',
  rate: `%?\\s*((/|per\\s)\\s*(${TIMES}))?`,
}

/** Schema of what a scenario may write for a field. */
export function fieldSchema<T>(field: Field<T>): z.ZodType {
  return described(bareSchema(field as Field<unknown>), field as Field<unknown>)
}

/** Schema of a section: every key optional, no other key allowed. @param more keys that are not fields */
export function sectionSchema(fields: Fields, more: Record<string, z.ZodType> = {}): z.ZodObject {
  const own = Object.entries(fields).map(([name, field]) => [name, fieldSchema(field).optional()])
  return z.strictObject({ ...more, ...Object.fromEntries(own) })
}

function bareSchema(field: Field<unknown>): z.ZodType {
  switch (field.kind) {
    case 'choice':
      return z.enum(field.options as [string, ...string[]])
    case 'flag':
      return z.boolean()
    case 'text':
      return z.string()
    case 'formula':
      return z.union([z.string(), z.number()])
    case 'list':
      return z.array(fieldSchema(field.of!))
    default:
      return z.union([bareNumber(field), ...texts(field), ...(field.varies ? [drawn, curve] : [])])
  }
}

/** A number without unit, its bounds in the field's documented unit. */
function bareNumber({ kind, min, max }: Field<unknown>): z.ZodType {
  const scale = scaleOf(kind)
  let schema = z.number()
  if (Number.isFinite(min)) schema = schema.min(min / scale)
  if (Number.isFinite(max)) schema = schema.max(max / scale)
  return schema
}

/** A number in quotes, or one with a unit. */
function texts({ kind, unit }: Field<unknown>): z.ZodType[] {
  const units = UNITS[kind] ?? unit.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const dollars = kind === 'usd' ? [z.string().regex(new RegExp(`^\\s*\\$\\s*${NUMBER}\\s*$`))] : []
  return [written(units ? `${units}|` : ''), ...dollars]
}

function described(schema: z.ZodType, field: Field<unknown>): z.ZodType {
  const preset = field.optional || field.written === '' ? '' : ` Default: ${field.written}.`
  const unit = hasUnit(field) ? ` Unit of a bare number: ${field.unit}.` : ''
  return schema.meta({ description: `${capital(field.sentence)}.${unit}${bounds(field)}${preset}` })
}

function bounds(field: Field<unknown>): string {
  const { min, max } = field
  if (field.kind === 'fraction' && min === 0 && max === 1) return ''
  const low = Number.isFinite(min) ? ` From ${writeValue(field, min)}.` : ''
  return Number.isFinite(max) ? `${low} Up to ${writeValue(field, max)}.` : low
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)
