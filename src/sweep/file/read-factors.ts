import { readDistribution } from '../../fields/read-distribution.js'
import { number } from '../../fields.js'
import { canonicalJson } from '../../scenario/canonical.js'
import { at, complain, type Piece, readMap, shown } from '../../scenario/decode.js'
import type { Planted } from '../../scenario/overrides.js'
import { type Branch, dataOf, type Row, type Span } from '../../scenario/tree.js'
import { type Factor, faultOf } from '../design/factor.js'
import type { SweepFactor } from '../plan.js'

const RANGE = ['from', 'to', 'scale', 'whole', 'unit']

/**
 * `factors:` a map of scenario path to values:
 *
 *   protocol.set.shares: [price-ema, flow-ema]                     a list
 *   network.kappa: { from: 40 %, to: 60 % }                        a range; `scale: log`, `whole: true`, `unit: TAO`
 *   population.whale.capital: lognormal(median=20, sigma=0.9) TAO  a distribution
 *   version: { classic: { network.yuma3: false }, yuma3: {...} }   a bundle: a name, levels that set several paths
 */
export function readFactors(piece: Piece): SweepFactor[] {
  const { tree } = piece
  if (!tree) return []
  if (tree.kind !== 'branch') {
    complain(piece, {
      got: shown(piece),
      want: 'a map of path to values, such as {network.kappa: [0.4, 0.5]}',
    })
    return []
  }
  const factors = [...tree.entries].flatMap(([name, { key }]) => {
    const part = at(tree, name, piece)
    const read = readFactor(name, part, key)
    const fault = read && faultOf(read.factor)
    if (fault) complain(part, fault)
    return read && !fault ? [read] : []
  })
  for (const [place, factor] of factors.entries())
    checkCovered(at(tree, factor.name, piece), factor, factors.slice(0, place))
  return factors
}

/** Paths that a factor sets. */
export const pathsOf = ({ name, bundle }: SweepFactor): string[] =>
  bundle ? [...bundle.values()].flatMap((settings) => settings.map(({ path }) => path)) : [name]

/** What comes later wins: a factor that sets what one before it has set would make cells.csv say what is not so. */
function checkCovered(piece: Piece, factor: SweepFactor, before: readonly SweepFactor[]): void {
  const own = pathsOf(factor)
  for (const other of before) {
    const covered = pathsOf(other).find((path) =>
      own.some((one) => path === one || path.startsWith(`${one}.`)),
    )
    if (covered === undefined) continue
    complain(piece, {
      got: `${covered}, which the factor "${other.name}" sets before it`,
      want: 'each path in one factor: what comes later would replace it in every cell',
    })
  }
}

function readFactor(name: string, piece: Piece, key: Span): SweepFactor | undefined {
  const { tree } = piece
  const plain = (factor: Factor): SweepFactor => ({
    name,
    key,
    factor,
    spans: new Map([['', piece.span]]),
  })
  if (!tree) return complain(piece, { got: 'nothing', want: 'a list, a range, a distribution or a bundle' })
  if (tree.kind === 'row') return readList(name, tree, key)
  if (tree.kind === 'branch') {
    const range = tree.entries.has('from') || tree.entries.has('to')
    return range ? readRange(name, piece, tree, plain) : readBundle(name, piece, tree, key)
  }
  const drawn = typeof tree.value === 'string' && /^\s*([a-z]+)\s*\((.*)\)\s*(\S*)\s*$/is.exec(tree.value)
  if (!drawn) return plain({ path: name, values: [tree.value] })
  const [, shape, inside, unit] = drawn
  const read = readDistribution(number(0, '', ''), shape.toLowerCase(), inside, '', tree.value)
  if ('want' in read) return complain(piece, read)
  return plain({ path: name, distribution: read.value, ...(unit && { unit }) })
}

function readList(name: string, { items }: Row, key: Span): SweepFactor {
  const values = items.map(dataOf)
  return {
    name,
    key,
    factor: { path: name, values },
    spans: new Map(items.map((item, i) => [canonicalJson(values[i]), item.span])),
  }
}

const NUMBER = /^\s*([-+]?(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:e[-+]?\d+)?)\s*(.*?)\s*$/i

/** Both ends with the same unit, or with none and `unit` beside them. */
function readRange(
  name: string,
  piece: Piece,
  branch: Branch,
  plain: (factor: Factor) => SweepFactor,
): SweepFactor | undefined {
  readMap(piece, RANGE)
  const ends = readEnds(piece, branch)
  if (!ends) return undefined
  const scale = dataAt(branch, 'scale')
  if (scale !== undefined && scale !== 'linear' && scale !== 'log')
    return complain(at(branch, 'scale', piece), { got: String(scale), want: 'linear or log' })
  const whole = dataAt(branch, 'whole')
  if (whole !== undefined && typeof whole !== 'boolean')
    return complain(at(branch, 'whole', piece), { got: String(whole), want: 'true or false' })
  return plain({
    path: name,
    ...ends,
    ...(scale !== undefined && { scale }),
    ...(whole !== undefined && { whole }),
  })
}

/** `from` and `to` of a range, with the unit they have in common. */
export function readEnds(
  piece: Piece,
  branch: Branch,
): { low: number; high: number; unit?: string } | undefined {
  const [from, to] = ['from', 'to'].map((end) => readEnd(at(branch, end, piece)))
  if (!from || !to) return undefined
  const written = [from.unit, to.unit, String(dataAt(branch, 'unit') ?? '')]
  const units = [...new Set(written.filter((unit) => unit !== ''))]
  if (units.length > 1)
    return complain(piece, { got: `units ${units.join(' and ')}`, want: 'one unit for both ends' })
  return { low: from.value, high: to.value, ...(units.length > 0 && { unit: units[0] }) }
}

function readEnd(piece: Piece): { value: number; unit: string } | undefined {
  const match = piece.tree?.kind === 'leaf' ? NUMBER.exec(piece.tree.text) : null
  if (!match) return complain(piece, { got: shown(piece), want: 'a number such as 0.4 or 500 TAO' })
  return { value: Number(match[1].replaceAll('_', '')), unit: match[2] }
}

const dataAt = (branch: Branch, key: string): unknown => {
  const entry = branch.entries.get(key)
  return entry && dataOf(entry.tree)
}

/** A bundle: the factor has a name of its own, and each level is a map of path to value. */
function readBundle(name: string, piece: Piece, branch: Branch, span: Span): SweepFactor | undefined {
  const bundle = new Map<string, readonly Planted[]>()
  const spans = new Map<string, Span>()
  for (const [level, { key, tree }] of branch.entries) {
    if (tree.kind !== 'branch') {
      return complain(at(branch, level, piece), {
        got: `"${level}" with no map behind it`,
        want: 'levels of a bundle, each a map of path to value, or a range {from: ..., to: ...}',
      })
    }
    const settings = [...tree.entries].map(([path, entry]) => ({ path, tree: entry.tree, span: entry.key }))
    bundle.set(level, settings)
    spans.set(canonicalJson(level), key)
  }
  return { name, key: span, factor: { path: name, values: [...bundle.keys()] }, bundle, spans }
}
