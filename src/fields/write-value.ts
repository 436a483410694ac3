import { isCurve, isFormula } from '../numeric/expression.js'
import { type Distribution, isDistribution, SHAPES } from '../random/distributions.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR, RAO_PER_TAO } from '../units.js'
import type { Field } from './field.js'
import { hasUnit } from './quantity.js'

type Measure = Pick<Field<unknown>, 'kind' | 'unit'>

/** A value as people write it, in the unit a person would choose: `30 days`, `5000 TAO`, `8 %`, `lognormal(...)`. */
export function writeValue(field: Measure & Partial<Pick<Field<unknown>, 'of'>>, value: unknown): string {
  if (value === undefined) return 'none'
  if (typeof value === 'number') return writeNumber(field, value)
  if (Array.isArray(value))
    return `[${value.map((element) => writeValue(field.of ?? field, element)).join(', ')}]`
  if (isDistribution(value)) return writeDistribution(field, value)
  if (isCurve(value)) return `curve ${value.curve}`
  if (isFormula(value)) return value.formula
  return String(value)
}

function writeNumber({ kind, unit }: Measure, value: number): string {
  if (kind === 'blocks') return writeBlocks(value)
  if (kind === 'tao' || kind === 'alpha') return `${tidy(value / RAO_PER_TAO)} ${unit}`
  if (kind === 'usd') return `${tidy(value)} USD`
  if (kind === 'fraction') return `${tidy(value * 100)} %`
  if (kind === 'rate') return `${tidy(value * BLOCKS_PER_DAY)} / day`
  return hasUnit({ unit }) ? `${tidy(value)} ${unit}` : tidy(value)
}

/** Blocks in the largest unit that divides them, blocks themselves otherwise. */
export function writeBlocks(blocks: number): string {
  const units: [number, string][] = [
    [BLOCKS_PER_YEAR, 'year'],
    [BLOCKS_PER_DAY, 'day'],
    [300, 'hour'],
    [1, 'block'],
  ]
  const [size, name] = units.find(([size]) => blocks % size === 0 && blocks !== 0) ?? [1, 'block']
  const count = blocks / size
  return `${tidy(count)} ${count === 1 ? name : `${name}s`}`
}

function writeDistribution(field: Measure, { distribution, args, values }: Distribution): string {
  if (values) return `choice(${values.map((value) => writeNumber(field, value)).join(', ')})`
  const kinds: Readonly<Record<string, string>> = SHAPES[distribution].args
  const written = Object.keys(kinds).map(
    (name) => `${name}=${kinds[name] === 'shape' ? tidy(args[name]) : writeNumber(field, args[name])}`,
  )
  return `${distribution}(${written.join(', ')})`
}

/** Twelve digits are enough for people, and hide the last bits of 0.07 * 100. */
const tidy = (value: number): string => String(Number(value.toPrecision(12)))
