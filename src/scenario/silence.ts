import { at, type Piece, readItems } from './decode.js'
import type { Located } from './population-section.js'
import type { SnapshotCard, StrategyCard } from './scenario.js'
import { listed, wholeOf } from './subnet-choice.js'
import type { Tree } from './tree.js'

/** Roles that do nothing on the chain without TAO or alpha of their own. */
const TRADES = new Set(['trader', 'staker'])
/** The scripted event that trades on one subnet. */
const ORDER = 'whale-order'

/**
 * Notes on what a scenario may ask for and will not get: cohorts with nothing to trade with, and subnets on which nobody
 * can trade. None is an error, for a level of a sweep may well be nothing.
 *
 * @param top    the file as a whole
 * @param cards  strategies by id
 */
export function noteSilence(
  top: Piece,
  located: readonly Located[],
  snapshot: SnapshotCard | undefined,
  cards: { has(id: string): boolean; get(id: string): StrategyCard },
): void {
  for (const each of located) if (cards.has(each.cohort.strategy)) noteEmpty(each, cards)
  const waiting = snapshot?.waiting ?? []
  if (waiting.length === 0 || top.tree?.kind !== 'branch') return
  const genesis = at(top.tree, 'genesis', top)
  noteWaiting(genesis, waiting, located.some(trades))
  for (const { branch, piece, cohort, role } of located) {
    noteListed(at(branch, 'subnets', piece), waiting, trades({ cohort, role }))
  }
  for (const event of itemsOf(at(top.tree, 'events', top))) {
    if (event.tree?.kind !== 'branch') continue
    const kind = at(event.tree, 'kind', event).tree
    if (kind?.kind === 'leaf' && kind.value === ORDER) noteOne(at(event.tree, 'netuid', event), waiting)
  }
}

const trades = ({ cohort, role }: Pick<Located, 'cohort' | 'role'>): boolean =>
  (TRADES.has(role) || role === 'demand') && (cohort.count > 0 || cohort.per === 'recorded')

/** A cohort without capital, stake and a wallet to borrow. */
function noteEmpty({ cohort, role, branch, piece }: Located, cards: { get(id: string): StrategyCard }): void {
  if (cohort.capital !== 0 || cohort.wallet !== undefined || cohort.count === 0) return
  const { withoutCapital } = cards.get(cohort.strategy)
  const holds = cohort.stake.alpha !== 0 || cohort.stake.root !== 0
  const text = withoutCapital
    ? withoutCapital(cohort.params)
    : TRADES.has(role) && !holds
      ? 'has neither capital nor stake to trade with: it does nothing'
      : undefined
  if (text === undefined) return
  const place = at(branch, 'capital', piece)
  place.check.note(place.path, place.span, `0 TAO: ${text}`)
}

function noteWaiting(genesis: Piece, waiting: readonly number[], anyTrades: boolean): void {
  if (genesis.tree?.kind === 'branch') noteListed(at(genesis.tree, 'subnets', genesis), waiting, anyTrades)
}

/** A list of subnets that names some of those: noted where it does. */
function noteListed(piece: Piece, waiting: readonly number[], matters: boolean): void {
  if (matters && piece.tree?.kind === 'row') for (const item of itemsOf(piece)) noteOne(item, waiting)
}

function noteOne(piece: Piece, waiting: readonly number[]): void {
  const netuid = wholeOf(piece.tree)
  if (netuid === undefined || !waiting.includes(netuid)) return
  const text = `subnet ${netuid} has not been started: nobody can trade there before its owner starts it`
  piece.check.note(
    piece.path,
    piece.span,
    waiting.length > 1 ? `${text} (not started: ${listed(waiting)})` : text,
  )
}

function itemsOf(piece: Piece): Piece[] {
  const rows: Tree | undefined = piece.tree
  return rows?.kind === 'row' ? (readItems(piece, '') ?? []) : []
}
