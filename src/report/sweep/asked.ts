import { type Factor, findFactor } from './factor.js'
import { AS, FIGURE_FORMS, FIGURE_KEYS, type FigureForm, OVER, SAMPLED, SINCE } from './figure-grammar.js'
import type { SweepData, Where } from './sweep-data.js'

/** An entry of `figures:`, held against the tables that are there. */
export interface Asked {
  readonly kind: string
  /** Metrics of summary.csv, or the one column of a kept table. */
  readonly names: readonly string[]
  readonly x?: Factor
  readonly y?: Factor
  readonly by?: Factor
  readonly each?: Factor
  readonly where: Where
  readonly title?: string
  /** The level that matters. */
  readonly at: number
  /** Whether it was asked for. */
  readonly atGiven: boolean
  /** Metric to the interval it should lie in. */
  readonly targets: Readonly<Record<string, readonly [number, number]>>
  /** The counterfactual: a factor and the level of it that others are held against. */
  readonly against?: { readonly factor: Factor; readonly level: string }
  readonly table: string
  readonly since: (typeof SINCE)[number]
  readonly as: (typeof AS)[number]
  readonly over: (typeof OVER)[number]
  /** Running sums instead of values. */
  readonly running: boolean
  /** Column whose groups get a panel each, and how many parts a column of numbers is cut into. */
  readonly cohort?: string
  readonly parts: number
  /** Ends of the scale of colours that the figures of every level of `each` share. */
  readonly range?: readonly [number, number]
}

/** Why an entry cannot be drawn. */
export class CannotDraw extends Error {}

/** It could be drawn, but for a factor that has one level alone at this size. */
export class OneLevel extends Error {}

const cannot = (got: unknown, want: string): never => {
  throw new CannotDraw(`got ${JSON.stringify(got ?? null)}, want ${want}`)
}

/** @throws CannotDraw */
export function readAsked(data: SweepData, entry: unknown): Asked {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return cannot(entry, 'a map such as { heat: metric, x: factor, y: factor }')
  const given = entry as Record<string, unknown>
  const kind = Object.keys(given).find((key) => key in FIGURE_FORMS)
  if (kind === undefined)
    return cannot(Object.keys(given), `a kind of figure: ${Object.keys(FIGURE_FORMS).join(', ')}`)
  const form = FIGURE_FORMS[kind]
  const allowed = [kind, ...form.needs, ...form.may, ...form.also, ...FIGURE_KEYS]
  const unknown = Object.keys(given).find((key) => !allowed.includes(key))
  if (unknown !== undefined) cannot(unknown, `keys of ${kind}: ${allowed.slice(1).join(', ')}`)
  const table = form.of === 'column' ? wordOf(given.table, SAMPLED, 'network') : 'summary'
  const names = namesOf(data, form, given[kind], table)
  const factor = (key: string) => (given[key] === undefined ? undefined : factorOf(data, given[key]))
  for (const key of form.needs) if (given[key] === undefined) cannot(undefined, `"${key}": a factor`)
  return {
    kind,
    names,
    x: factor('x'),
    y: factor('y'),
    by: factor('by'),
    each: factor('each'),
    where: whereOf(data, given.where),
    title: given.title === undefined ? undefined : String(given.title),
    at: given.at === undefined ? 0 : numberOf(given.at),
    atGiven: given.at !== undefined,
    targets: targetsOf(given.targets),
    against: againstOf(data, given.against),
    table,
    since: wordOf(given.since, SINCE, 'start'),
    as: wordOf(given.as, AS, 'difference'),
    over: wordOf(given.over, OVER, 'sum'),
    running: given.running === true || kind === 'cascade',
    cohort: given.cohort === undefined ? undefined : String(given.cohort),
    parts: given.parts === undefined ? 3 : numberOf(given.parts),
  }
}

function namesOf(data: SweepData, form: FigureForm, value: unknown, table: string): readonly string[] {
  const names = (Array.isArray(value) ? value : [value]).map(String)
  if (form.of === 'table') return names
  if (form.of === 'column') {
    const kept = `tables/${table}`
    if (data.tables.columns(kept).length === 0)
      cannot(table, `a table that the runs keep: "keep: [${table}]" in the sweep`)
    if (!data.tables.has(kept, names[0])) cannot(names[0], `a column of ${table}.csv`)
    return names
  }
  const missing = names.find((name) => !data.tables.has('summary', name))
  return missing === undefined ? names : cannot(missing, 'a column of summary.csv')
}

function factorOf(data: SweepData, name: unknown): Factor {
  const found = findFactor(data.factors, name)
  if (!found && data.tables.columns('cells').some((one) => one === name || one.endsWith(`.${name}`)))
    throw new OneLevel(String(name))
  return (
    found ??
    cannot(name, `a factor with several levels: ${data.factors.map(({ label }) => label).join(', ')}`)
  )
}

/** Levels as cells.csv writes them; a factor of one level alone is no error: all cells have it. */
function whereOf(data: SweepData, value: unknown): Where {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([name, level]) => {
      const full = findFactor(data.factors, name)?.name ?? name
      if (!data.tables.has('cells', full)) cannot(name, 'a factor')
      return [full, String(level)]
    }),
  )
}

function againstOf(data: SweepData, value: unknown): Asked['against'] {
  if (value === undefined) return undefined
  const [entry] = Object.entries(value as Record<string, unknown>)
  if (!entry) return cannot(value, 'a factor and its level: { factor: level }')
  const factor = factorOf(data, entry[0])
  const level = String(entry[1])
  return factor.levels.includes(level)
    ? { factor, level }
    : cannot(level, `a level of ${factor.label}: ${factor.levels.join(', ')}`)
}

function targetsOf(value: unknown): Asked['targets'] {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, unknown>).map(([name, pair]) => {
      const [low, high] = Array.isArray(pair) ? pair.map(numberOf) : []
      return [name, high === undefined ? cannot(pair, `two numbers for ${name}: [low, high]`) : [low, high]]
    }),
  )
}

/** A number, or per cent. */
function numberOf(value: unknown): number {
  const match = /^([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(%?)$/i.exec(String(value).trim())
  return match ? Number(match[1]) / (match[2] ? 100 : 1) : cannot(value, 'a number')
}

const wordOf = <W extends string>(value: unknown, words: readonly W[], otherwise: W): W =>
  value === undefined
    ? otherwise
    : words.includes(value as W)
      ? (value as W)
      : cannot(value, words.join(' or '))
