import { nearest } from '../nearest.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR, RAO_PER_TAO, SECONDS_PER_BLOCK, toRao } from '../units.js'
import type { Field, FieldKind } from './field.js'

/** Why a value was refused, in the words of an error message. */
export interface Trouble {
  readonly got: string
  readonly want: string
  readonly meant?: string
}

/** A number in the engine's unit; `note` says how a bare one was understood. */
export interface Quantity {
  readonly value: number
  readonly note?: string
}

const PER_HOUR = 3600 / SECONDS_PER_BLOCK
/** Engine units in one of these. Months are left out: they have no fixed length. */
const TIMES = new Map<string, number>([
  ...(['blocks', 'block'].map((unit) => [unit, 1]) as [string, number][]),
  ...(['s', 'seconds', 'second'].map((unit) => [unit, 1 / SECONDS_PER_BLOCK]) as [string, number][]),
  ...(['min', 'minutes', 'minute'].map((unit) => [unit, 60 / SECONDS_PER_BLOCK]) as [string, number][]),
  ...(['h', 'hours', 'hour'].map((unit) => [unit, PER_HOUR]) as [string, number][]),
  ...(['d', 'days', 'day'].map((unit) => [unit, BLOCKS_PER_DAY]) as [string, number][]),
  ...(['weeks', 'week'].map((unit) => [unit, 7 * BLOCKS_PER_DAY]) as [string, number][]),
  ...(['years', 'year'].map((unit) => [unit, BLOCKS_PER_YEAR]) as [string, number][]),
])
const UNITS: Partial<Record<FieldKind, ReadonlyMap<string, number>>> = {
  blocks: TIMES,
  tao: new Map([
    ['tao', RAO_PER_TAO],
    ['τ', RAO_PER_TAO],
    ['rao', 1],
  ]),
  alpha: new Map([
    ['alpha', RAO_PER_TAO],
    ['α', RAO_PER_TAO],
    ['rao', 1],
  ]),
  usd: new Map([
    ['usd', 1],
    ['$', 1],
  ]),
  fraction: new Map([
    ['%', 0.01],
    ['bp', 0.0001],
  ]),
}
/** How many engine units one bare number stands for. */
export const scaleOf = (kind: FieldKind): number =>
  kind === 'tao' || kind === 'alpha' ? RAO_PER_TAO : kind === 'rate' ? 1 / BLOCKS_PER_DAY : 1

const NUMBER = /^([+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?)\s*(.*)$/i

type Measure = Pick<Field<unknown>, 'kind' | 'unit' | 'unitRequired'>

/**
 * Read a number with or without a unit: `5000 TAO`, `3 %`, `30 days`, `0.2/day`, `12`.
 *
 * Percent are divided, not multiplied by 0.01, so that `7 %` is the double 0.07 itself. Bounds are not looked at here.
 */
export function readQuantity(field: Measure, raw: unknown): Quantity | Trouble {
  if (typeof raw !== 'number' && typeof raw !== 'string') return { got: show(raw), want: wanted(field) }
  const [amount, unit] = split(raw)
  if (!Number.isFinite(amount)) return { got: show(raw), want: wanted(field) }
  if (unit === '') return bare(field, amount, raw)
  if (field.kind === 'rate') return rate(field, amount, unit, raw)
  const units = UNITS[field.kind]
  const scale = units?.get(unit.toLowerCase())
  if (scale !== undefined) return { value: scaled(field.kind, amount, scale) }
  if (!units && field.unit !== '' && unit.toLowerCase() === field.unit.toLowerCase()) return { value: amount }
  const meant = unitMeant(unit, units)
  return { got: show(raw), want: wanted(field), meant: meant && `${amount} ${meant}` }
}

/** The unit a misspelt one stands for; one or two letters are too few to guess from. */
function unitMeant(unit: string, units: ReadonlyMap<string, number> = new Map()): string | undefined {
  const known = [...units.keys()].filter((name) => name.length > 2)
  const found = unit.length > 2 ? nearest(unit, known) : undefined
  return found && CAPITALS.has(found) ? found.toUpperCase() : found
}
const CAPITALS = new Set(['tao', 'rao', 'usd'])

function split(raw: number | string): [number, string] {
  if (typeof raw === 'number') return [raw, '']
  const dollars = raw.trim().replace(/^\$\s*(.*)$/, '$1 $')
  const match = NUMBER.exec(dollars)
  return match ? [Number(match[1].replaceAll('_', '')), match[2].trim()] : [Number.NaN, '']
}

function bare(field: Measure, amount: number, raw: unknown): Quantity | Trouble {
  if (amount !== 0 && field.unitRequired) {
    const two =
      field.kind === 'blocks' ? `"${amount} blocks" or "${amount} days"` : `"${amount} ${field.unit}"`
    return { got: `${show(raw)} without a unit`, want: two }
  }
  const value = scaled(field.kind, amount, scaleOf(field.kind))
  return UNITS[field.kind] && field.unit !== '' && amount !== 0
    ? { value, note: `${amount} is read as ${amount} ${field.unit}` }
    : { value }
}

/** `2 % / day`, `3/h`, `0.5 per week`: divided by the blocks of the time named. */
function rate(field: Measure, amount: number, unit: string, raw: unknown): Quantity | Trouble {
  const match = /^(%?)\s*(?:(?:\/|per\s)\s*(\S+))?$/i.exec(unit)
  const time = match && (match[2] === undefined ? BLOCKS_PER_DAY : TIMES.get(match[2].toLowerCase()))
  if (!match || !time) return { got: show(raw), want: wanted(field) }
  return { value: (match[1] ? amount / 100 : amount) / time }
}

/** Into the engine's unit; RAO and blocks to the nearest whole one. */
function scaled(kind: FieldKind, amount: number, scale: number): number {
  if (kind === 'tao' || kind === 'alpha')
    return scale === RAO_PER_TAO ? toRao(amount) : Math.floor(amount + 0.5)
  if (kind === 'blocks') return Math.floor(amount * scale + 0.5)
  if (kind === 'fraction') return scale === 1 ? amount : amount / Math.round(1 / scale)
  if (kind === 'rate') return amount / BLOCKS_PER_DAY
  return amount
}

const EXAMPLES: Partial<Record<FieldKind, string>> = {
  blocks: 'a time such as "30 days", "12 h" or "360 blocks"',
  tao: 'an amount such as "5000 TAO"',
  alpha: 'an amount such as "0.2 alpha"',
  usd: 'an amount such as "20 USD"',
  fraction: 'a fraction such as 0.08 or 8%',
  rate: 'a rate such as "0.5 / day" or "2 % / day"',
  integer: 'a whole number',
}

/** Some units say that there is none. */
export const hasUnit = ({ unit }: Pick<Measure, 'unit'>): boolean => unit !== '' && unit !== '-'

/** What a field wants, in the words of an error message. */
export function wanted(field: Measure): string {
  const known = EXAMPLES[field.kind]
  if (known) return field.kind === 'integer' && field.unit ? `${known} of ${field.unit}` : known
  return hasUnit(field) ? `a number (${field.unit})` : 'a number'
}

/** A value as it is shown in a message: text in quotes, long things cut. */
export function show(raw: unknown): string {
  if (raw === undefined || raw === null) return 'nothing'
  if (Array.isArray(raw)) return 'a list'
  if (raw instanceof Object) return 'a map'
  const written = typeof raw === 'string' ? JSON.stringify(raw) : String(raw)
  return written.length > 80 ? `${written.slice(0, 77)}...` : written
}
