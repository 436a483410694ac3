import { integer } from '../../fields.js'
import { at, complain, type Piece, readField, readItems, readMap, shown } from '../../scenario/decode.js'
import { readMetric } from '../../scenario/hypotheses-section.js'
import { readId, readWord, refuseTwice, textOf } from '../../scenario/names.js'
import { numberOf } from '../design/filter.js'
import type { SearchKind, SweepSearch } from '../plan.js'
import { readEnds } from './read-factors.js'

/** Source: metrics of this project, section A.3 */
const STEPS_OF_METRICS = 12

export const SCALES = ['linear', 'geometric'] as const
export const DIRECTIONS = ['rising', 'falling'] as const
export const STEPS = integer(STEPS_OF_METRICS, 'levels', 'levels tried between the ends', {
  min: 1,
  max: 50,
  fixed: true,
})

const KEYS = ['id', 'axis', 'from', 'to', 'unit', 'scale', 'whole', 'metric', 'target', 'direction', 'steps']

/**
 * `search:` the least level of an axis at which the mean of a metric reaches a target, in every cell; one, or a list:
 *
 *   { axis: population.ring.capital, from: 100 TAO, to: 20000 TAO, metric: share_gain_frac, target: 50 %, steps: 12 }
 */
export function readSearches(
  piece: Piece,
  metrics: readonly string[],
  factors: readonly string[],
): SweepSearch[] {
  if (!piece.tree) return []
  const items = piece.tree.kind === 'row' ? (readItems(piece, 'a list of searches') ?? []) : [piece]
  const ids: { id: string; piece: Piece }[] = []
  const searches = items.flatMap((item): SweepSearch[] => {
    const search = readSearch(item, metrics, factors)
    if (search) ids.push({ id: search.id, piece: item })
    return search ? [search] : []
  })
  refuseTwice(ids, 'search')
  return searches
}

function readSearch(
  piece: Piece,
  metrics: readonly string[],
  factors: readonly string[],
): SweepSearch | undefined {
  const branch = readMap(piece, KEYS)
  if (!branch) return undefined
  const part = (name: string) => at(branch, name, piece)
  const axis = readAxis(part('axis'), factors)
  const metric = readMetric(part('metric'), metrics)
  const target = readTarget(part('target'))
  const steps = part('steps').tree ? Number(readField(part('steps'), STEPS)) : STEPS_OF_METRICS
  const ends = readEnds(piece, branch)
  const scale = part('scale').tree ? readWord(part('scale'), SCALES) : undefined
  const direction = part('direction').tree ? readWord(part('direction'), DIRECTIONS) : 'rising'
  const whole = readWhole(part('whole'))
  const id = part('id').tree ? readId(part('id')) : 'search'
  if (axis === undefined || target === undefined || !ends || !direction) return undefined
  const { low, high, unit } = ends
  const got = `${low} to ${high}`
  if (!(low < high)) return complain(piece, { got, want: 'two numbers, the lower one first' })
  if (scale === 'geometric' && low <= 0)
    return complain(piece, { got, want: 'numbers above 0 on a geometric scale' })
  if (whole && !(Number.isInteger(low) && Number.isInteger(high)))
    return complain(piece, { got, want: 'whole numbers' })
  const range = {
    low,
    high,
    target,
    steps,
    scale: scale ?? (low > 0 && high / low >= WIDE ? 'geometric' : 'linear'),
    ...(whole && { whole }),
  }
  const span = part('axis').span
  return {
    id,
    axis,
    key: span,
    ...(unit !== undefined && { unit }),
    metric,
    direction,
    range,
    kind: kindOf(axis, unit),
  }
}

/** Ratio of the ends from which on ratios are halved unless the file says otherwise. */
const WIDE = 10

/** TAO is capital; a part of something that a path calls stake is a stake. */
function kindOf(axis: string, unit: string | undefined): SearchKind {
  if (unit?.toUpperCase() === 'TAO') return 'capital'
  const share = unit === undefined || unit === '%'
  return share && /(^|\.)stake(\.|$)/.test(axis) ? 'stake' : 'other'
}

function readAxis(piece: Piece, factors: readonly string[]): string | undefined {
  const axis = textOf(piece)
  const want = 'a path of the scenario that is no factor, such as population.ring.capital'
  if (axis === undefined || axis === '') return complain(piece, { got: shown(piece), want })
  if (factors.includes(axis)) return complain(piece, { got: `${axis}, a factor of the design`, want })
  return axis
}

function readTarget(piece: Piece): number | undefined {
  const value = piece.tree?.kind === 'leaf' ? numberOf(piece.tree.value) : Number.NaN
  if (Number.isFinite(value)) return value
  return complain(piece, { got: shown(piece), want: 'a number to reach, such as 0.5 or 50 %' })
}

function readWhole(piece: Piece): boolean {
  const value = piece.tree?.kind === 'leaf' ? piece.tree.value : undefined
  if (piece.tree && typeof value !== 'boolean') complain(piece, { got: shown(piece), want: 'true or false' })
  return value === true
}
