import { type Fields, flag, fraction, integer, number, optional, tao, text } from '../fields.js'
import { at, complain, type Piece, readField, readFields, readItems, readMap, shown } from './decode.js'
import { readCard, readId, refuseTwice } from './names.js'
import type { Cohort, CohortStake, Genesis, ScenarioCatalogue, StrategyCard } from './scenario.js'
import { readSubnets, wholeOf } from './subnet-choice.js'
import type { Branch, Tree } from './tree.js'

/** What a cohort has whatever its strategy, besides id, strategy, count, subnets, stake and params. */
export const COHORT = {
  capital: tao('0 TAO', 'free TAO of each member'),
  wallet: optional(
    text(
      '',
      'an earlier cohort of as many members whose wallets its members use: several habits of one crowd',
    ),
  ),
  houses: optional(
    integer(
      12,
      'houses',
      'validator houses of which each subnet has as many as `count` says, the large ones on most subnets; as many as ' +
        'that if left out, each on every subnet',
      { min: 1, max: 4096 },
    ),
  ),
  adversary: flag(false, 'left out of the paired run that its profit is measured against'),
} satisfies Fields

export const STAKE = {
  alpha: fraction(
    '0 %',
    'part of the alpha outside the pool, on each of its subnets, that the cohort holds together',
  ),
  root: fraction('0 %', 'part of all TAO on root that the cohort holds together'),
  spread: number(1, '', 'relative size of a member, such as lognormal(median=1, sigma=1.5)', { min: 0 }),
  rootSpread: optional(
    number(1, '', 'relative size on root of a validator house; the sum over its members if left out', {
      min: 0,
    }),
  ),
} satisfies Fields

const KEYS = ['id', 'strategy', 'count', 'subnets', 'stake', 'params', ...Object.keys(COHORT)]

/** A cohort, and where it stands in the file, for checks across cohorts. */
export interface Located {
  readonly cohort: Cohort
  readonly role: string
  readonly branch: Branch
  readonly piece: Piece
}

/** The cohorts of `population`, presets already unfolded. */
export function readPopulation(piece: Piece, catalogue: ScenarioCatalogue, genesis: Genesis): Located[] {
  const items = readItems(piece, 'a list of cohorts, or {preset: ..., add: [...], without: [...]}') ?? []
  const located = items.flatMap((item) => readCohort(item, catalogue, genesis) ?? [])
  const ids = located.map(({ cohort, branch, piece }) => ({ id: cohort.id, piece: at(branch, 'id', piece) }))
  refuseTwice(ids, 'cohort')
  return located
}

function readCohort(piece: Piece, catalogue: ScenarioCatalogue, genesis: Genesis): Located | undefined {
  const branch = readMap(piece, KEYS)
  if (!branch) return undefined
  const id = readId(at(branch, 'id', piece))
  const strategy = readCard(at(branch, 'strategy', piece), catalogue.strategies, 'a strategy')
  const where = at(branch, 'subnets', piece)
  const netuids = readSubnets(where, { netuids: genesis.netuids, name: 'this genesis' })
  const everywhere = where.tree === undefined || (where.tree.kind === 'leaf' && where.tree.value === 'all')
  const { capital, adversary, wallet, houses } = readFields(piece, COHORT, branch)
  const params = strategy ? readParams(at(branch, 'params', piece), strategy) : {}
  const { count, per } = readCount(at(branch, 'count', piece))
  const stake = readStake(at(branch, 'stake', piece))
  const cohort = {
    id,
    strategy: strategy?.id ?? '',
    count,
    per,
    netuids,
    everywhere,
    capital,
    stake,
    adversary,
    ...(wallet === undefined ? {} : { wallet }),
    ...(houses === undefined ? {} : { houses }),
    params,
  }
  return { cohort, role: strategy?.role ?? '', branch, piece }
}

function readParams(piece: Piece, { params, faults }: StrategyCard) {
  const branch = readMap(piece, Object.keys(params))
  if (!branch) return {}
  const before = piece.check.problems.length
  const values = readFields(piece, params, branch)
  // A value that could not be read is told already; what it was meant to be nobody knows.
  if (piece.check.problems.length > before) return values
  for (const { param, want } of faults?.(values) ?? []) {
    const part = at(branch, param, piece)
    complain(part, { got: shown(part), want })
  }
  return values
}

/** `as recorded`: what the snapshot says of each subnet. */
const recorded = (tree: Tree | undefined): boolean => tree?.kind === 'leaf' && tree.value === 'as recorded'

/** `12 per subnet`, or a whole number for the whole network; one if nothing is said. */
function readCount(piece: Piece): Pick<Cohort, 'count' | 'per'> {
  const { tree } = piece
  if (tree === undefined) return { count: 1, per: 'network' }
  const whole = wholeOf(tree)
  if (whole !== undefined && whole >= 0) return { count: whole, per: 'network' }
  if (recorded(tree)) return { count: 0, per: 'recorded' }
  const match =
    tree.kind === 'leaf' ? /^(\d+)\s*(?:per subnet|\/\s*subnet)$/.exec(String(tree.value).trim()) : null
  if (match) return { count: Number(match[1]), per: 'subnet' }
  complain(piece, { got: shown(piece), want: 'a whole number of agents, "12 per subnet" or "as recorded"' })
  return { count: 0, per: 'network' }
}

/** `40 %` of the alpha outside the pool, or a map with alpha, root and spread. */
function readStake(piece: Piece): CohortStake {
  const { tree, span } = piece
  if (recorded(tree)) return { root: STAKE.root.default, spread: STAKE.spread.default }
  if (tree?.kind === 'leaf') {
    const alpha = readField(piece, STAKE.alpha)
    return { alpha, root: STAKE.root.default, spread: STAKE.spread.default }
  }
  const branch = readMap(piece, Object.keys(STAKE)) ?? { kind: 'branch', entries: new Map(), span }
  const { alpha, root, spread, rootSpread } = readFields(piece, STAKE, branch)
  return { alpha, root, spread, ...(rootSpread === undefined ? {} : { rootSpread }) }
}
