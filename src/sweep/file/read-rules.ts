import { fraction, integer, number } from '../../fields.js'
import { nearest } from '../../nearest.js'
import { at, complain, type Piece, readField, readItems, readMap, shown } from '../../scenario/decode.js'
import { readMetric, readTest } from '../../scenario/hypotheses-section.js'
import { readId, readWord, refuseTwice, textOf } from '../../scenario/names.js'
import { dataOf } from '../../scenario/tree.js'
import { type Precision, STOPPING } from '../../stats/stopping.js'
import type { Where } from '../design/filter.js'
import type { Compare, StopRule, SweepHypothesis } from '../plan.js'
import { readWhere } from './read-design.js'

const fixed = { fixed: true } as const
export const STOP = {
  rel: fraction(
    STOPPING.precision.relative,
    'half-width of the interval wanted, as a part of the mean',
    fixed,
  ),
  from: integer(STOPPING.first, 'replicates', 'replicates before the first look', { min: 2, ...fixed }),
  by: integer(STOPPING.batch, 'replicates', 'replicates between looks', { min: 1, ...fixed }),
  most: integer(STOPPING.most, 'replicates', 'replicates at most', { min: 2, ...fixed }),
}
const absolute = number(0, '', 'half-width that is enough whatever the mean', { min: 0, ...fixed })

/** `stop: {rel: 5 %, abs: 0.01, from: 20, by: 10, most: 200}`; `abs` may be a map of metric to number. */
export function readStop(
  piece: Piece,
  replicates: number | undefined,
  metrics: readonly string[],
): StopRule | undefined {
  if (!piece.tree) return undefined
  const branch = readMap(piece, [...Object.keys(STOP), 'abs'])
  if (!branch) return undefined
  const value = (name: keyof typeof STOP, otherwise: number) => {
    const part = at(branch, name, piece)
    return part.tree ? Number(readField(part, STOP[name])) : otherwise
  }
  const relative = value('rel', STOPPING.precision.relative)
  const abs = at(branch, 'abs', piece)
  const single = abs.tree && abs.tree.kind !== 'branch' ? Number(readField(abs, absolute)) : 0
  const first = value('from', replicates ?? STOPPING.first)
  const most = value('most', Math.max(first, STOPPING.most))
  if (most < first)
    complain(piece, {
      got: `at most ${most} replicates, from ${first}`,
      want: 'no fewer at most than at first',
    })
  const precision: Record<string, Precision> = {}
  if (abs.tree?.kind === 'branch') {
    for (const metric of abs.tree.entries.keys()) {
      const one = at(abs.tree, metric, abs)
      if (metrics.includes(metric))
        precision[metric] = { absolute: Number(readField(one, absolute)), relative }
      else complain(one, { got: metric, want: METRIC, meant: nearest(metric, metrics) })
    }
  }
  const rule = {
    ...STOPPING,
    first,
    batch: value('by', STOPPING.batch),
    most,
    precision: { absolute: single, relative },
  }
  return { rule, precision }
}

const METRIC = 'a metric of a run: a column of summary.csv, which "taolab list metrics" names'

/** Names of metrics, each of them known. */
export function readMetrics(piece: Piece, known: readonly string[]): string[] {
  const items = readItems(piece, 'a list of metrics') ?? []
  return items.flatMap((item) => {
    const name = textOf(item)
    if (name !== undefined && known.includes(name)) return [name]
    complain(item, {
      got: shown(item),
      want: METRIC,
      meant: nearest(name ?? '', known),
    })
    return []
  })
}

const OFF = 'attack-off'

/** `compare: {against: attack-off}`, `{against: {version: classic}}` or `{by: version, against: classic}`; or a list of both. */
export function readCompare(piece: Piece, factors: readonly string[]): Compare {
  const { tree } = piece
  if (!tree) return { attackOff: false }
  if (textOf(piece) === OFF) return { attackOff: true }
  const parts = tree.kind === 'row' ? (readItems(piece, '') ?? []) : [piece]
  const read = parts.map((part) => readOneCompare(part, factors))
  const levels: Where[] = read.flatMap(({ against }) => (against ? [against] : []))
  if (levels.length > 1)
    complain(piece, { got: `${levels.length} baselines`, want: 'one, and attack-off beside it' })
  return { attackOff: read.some(({ attackOff }) => attackOff), ...(levels[0] && { against: levels[0] }) }
}

function readOneCompare(piece: Piece, factors: readonly string[]): Compare {
  const word = textOf(piece)
  if (word === OFF) return { attackOff: true }
  if (word !== undefined) {
    complain(piece, { got: shown(piece), want: `"${OFF}", or {against: ...}`, meant: nearest(word, [OFF]) })
    return { attackOff: false }
  }
  const branch = readMap(piece, ['against', 'by'])
  if (!branch) return { attackOff: false }
  const against = at(branch, 'against', piece)
  const by = at(branch, 'by', piece)
  if (!against.tree) {
    complain(against, { got: 'nothing', want: BASELINE })
    return { attackOff: false }
  }
  if (!by.tree && textOf(against) === OFF) return { attackOff: true }
  if (by.tree) {
    const factor = readWord(by, factors)
    return {
      attackOff: false,
      ...(factor === undefined ? {} : { against: { [factor]: dataOf(against.tree) } }),
    }
  }
  return { attackOff: false, against: readBaseline(against, factors) }
}

const BASELINE = `"${OFF}", or the level of a factor such as {version: classic}`

/** What a run or a claim is held against, where it is not the attack off. */
function readBaseline(piece: Piece, factors: readonly string[]): Where {
  if (!piece.tree || piece.tree.kind === 'branch') return readLevels(piece, factors)
  complain(piece, { got: shown(piece), want: BASELINE, meant: nearest(textOf(piece) ?? '', [OFF]) })
  return {}
}

/** A map of factor to level whose factors there are. */
function readLevels(piece: Piece, factors: readonly string[]): Where {
  const where = readWhere(piece)
  for (const name of Object.keys(where)) {
    if (factors.includes(name) || piece.tree?.kind !== 'branch') continue
    complain(at(piece.tree, name, piece), {
      got: `no factor "${name}"`,
      want: `one of ${factors.join(', ') || 'the factors, of which there are none'}`,
      meant: nearest(name, factors),
    })
  }
  return where
}

/** Claims made before the runs, with what they are held against. */
export function readSweepHypotheses(
  piece: Piece,
  metrics: readonly string[],
  factors: readonly string[],
): SweepHypothesis[] {
  const items = readItems(piece, 'a list such as [{id: H1, metric: ..., test: "< 0"}]') ?? []
  const ids: { id: string; piece: Piece }[] = []
  const hypotheses = items.flatMap((item): SweepHypothesis[] => {
    const branch = readMap(item, ['id', 'text', 'metric', 'where', 'test', 'against', 'over'])
    if (!branch) return []
    const part = (name: string) => at(branch, name, item)
    const id = readId(part('id'))
    ids.push({ id, piece: part('id') })
    const over = part('over').tree ? readWord(part('over'), ['mean', 'every']) : 'mean'
    const against = part('against')
    const off = textOf(against) === OFF
    return [
      {
        id,
        text: textOf(part('text')) ?? '',
        metric: readMetric(part('metric'), metrics),
        where: readLevels(part('where'), factors),
        test: readTest(part('test')),
        written: textOf(part('test')) ?? '',
        ...(against.tree && { against: off ? OFF : readBaseline(against, factors) }),
        over: over ?? 'mean',
      },
    ]
  })
  refuseTwice(ids, 'hypothesis')
  return hypotheses
}
