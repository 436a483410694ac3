import { at, type Piece } from './decode.js'
import type { Located } from './population-section.js'
import type { Genesis, StrategyCard } from './scenario.js'

/**
 * A strategy's parameter in blocks of this name says when something happens, counted from the start of the run: `at` of a
 * whale, `redeemAt` of a fund, `rugAt` of an owner; `launch` of a fund is older than the custom.
 */
const INSTANT = /^at$|[a-z]At$|^launch$/

/**
 * Notes on times that the file gives and the run does not reach. None is an error: never may be what is meant, above all
 * by a level of a sweep. Scripted events and steps of the protocol are noted where they are read.
 *
 * @param top      the file as a whole
 * @param horizon  blocks
 * @param cards    strategies by id
 */
export function noteNever(
  top: Piece,
  located: readonly Located[],
  { horizon, genesis, every }: { horizon: number; genesis: Genesis; every: number },
  cards: { has(id: string): boolean; get(id: string): StrategyCard },
): void {
  for (const each of located) if (cards.has(each.cohort.strategy)) noteInstants(each, horizon, cards)
  const { halvingIn } = genesis
  // The halving may fall into the last block; what agents do after that block is carried out in none.
  if (halvingIn !== undefined && halvingIn > horizon)
    note(top, ['genesis', 'halvingIn'], 'lies beyond the horizon: TAO does not halve in this run')
  if (every > horizon)
    note(top, ['record', 'every'], 'is longer than the run: it is sampled at its start and its end alone')
}

function noteInstants(
  { cohort, branch, piece }: Located,
  horizon: number,
  cards: { get(id: string): StrategyCard },
): void {
  if (cohort.count === 0 && cohort.per !== 'recorded') return
  const { params } = cohort
  const where = at(branch, 'params', piece)
  for (const [name, field] of Object.entries(cards.get(cohort.strategy).params)) {
    const block = params[name]
    if (field.kind !== 'blocks' || !INSTANT.test(name) || typeof block !== 'number' || block < horizon)
      continue
    const text = `beyond the horizon (${horizon} blocks): it never happens`
    if (note(where, [name], `lies ${text}`)) continue
    // A default that the run does not reach was not asked for, unless the deed was: `menu: [rug]` and its `rugAt`.
    const deed = Object.keys(params).find((other) => names(params[other], name.replace(/At$/, '')))
    if (deed !== undefined) note(where, [deed], `${name}, ${field.written} if left out, lies ${text}`)
  }
}

const names = (value: unknown, word: string): boolean =>
  value === word || (Array.isArray(value) && value.includes(word))

/** At a value that the file gives; at none that it leaves out. @returns whether it gives one */
function note(from: Piece, path: readonly string[], text: string): boolean {
  let here = from
  for (const name of path) {
    if (here.tree?.kind !== 'branch' || !here.tree.entries.has(name)) return false
    here = at(here.tree, name, here)
  }
  here.check.note(here.path, here.span, text)
  return true
}
