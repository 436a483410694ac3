import type { Card, Registry } from '../card.js'
import { oneOf } from '../fields/read-value.js'
import { nearest } from '../nearest.js'
import { complain, type Piece, shown } from './decode.js'

/** More names than this are not listed in a message. */
const MOST = 16

/** A card by the id a scenario names; undefined after a complaint. @param what as in `a strategy` */
export function readCard<T extends Card>(piece: Piece, registry: Registry<T>, what: string): T | undefined {
  const id = textOf(piece)
  if (id !== undefined && registry.has(id)) return registry.get(id)
  const ids = registry.all.map((card) => card.id)
  const listed = ids.length > MOST ? '' : `: ${ids.join(', ')}`
  return complain(piece, { got: shown(piece), want: `${what}${listed}`, meant: nearest(id ?? '', ids) })
}

/** The text at a piece, if it is text. */
export function textOf({ tree }: Piece): string | undefined {
  return tree?.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined
}

/** One of a few words; undefined after a complaint. */
export function readWord<const W extends string>(piece: Piece, words: readonly W[]): W | undefined {
  const word = words.find((known) => known === textOf(piece))
  if (word !== undefined) return word
  return complain(piece, {
    got: shown(piece),
    want: oneOf(words),
    meant: nearest(textOf(piece) ?? '', words),
  })
}

const NAME = /^[A-Za-z0-9][\w.@+-]*$/
/** Cohorts and hypotheses are found by id in dotted paths, where a number is a place in the list. */
const ID = /^[A-Za-z][\w-]*$/

/** A name that may be a folder. */
export const readName = (piece: Piece): string =>
  readPattern(piece, NAME, 'a name of letters, digits, "-", "_" and ".", such as thin-liquidity')

/** An id within the file; empty after a complaint. */
export const readId = (piece: Piece): string =>
  readPattern(piece, ID, 'an id of letters, digits and "-" that begins with a letter, such as honest-miners')

function readPattern(piece: Piece, pattern: RegExp, want: string): string {
  const { tree } = piece
  const text = tree?.kind === 'leaf' && tree.value !== null ? tree.text : ''
  if (pattern.test(text) && text.length <= 100) return text
  complain(piece, { got: shown(piece), want })
  return ''
}

/** Complain of every id that was given before. */
export function refuseTwice(pieces: readonly { id: string; piece: Piece }[], what: string): void {
  const seen = new Set<string>()
  for (const { id, piece } of pieces) {
    if (id !== '' && seen.has(id))
      complain(piece, { got: `the ${what} id "${id}" twice`, want: 'each id once' })
    seen.add(id)
  }
}
