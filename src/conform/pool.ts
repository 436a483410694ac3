import { refusalMeanings } from '../refusal.js'
import { createWorld, listNetuids, type World } from '../state/world.js'
import type { Hold, Vector } from './hold.js'

/** The one pool of a test world. */
export const NETUID = 1

/** A world of one subnet with the given reserves, whole RAO. */
export function poolWorld(alphaReserve: number, taoReserve: number): World {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.subnets.exists[NETUID] = 1
  world.subnets.alphaReserve[NETUID] = alphaReserve
  world.subnets.taoReserve[NETUID] = taoReserve
  listNetuids(world)
  return world
}

/** The pallet's own name of a refusal. */
export const errorName = (code: number): string => refusalMeanings[code].split(':')[0]

export type Answer = number | bigint | string | boolean
export interface Answers {
  [field: string]: Answer | Answers[]
}

/** Hold every expected field of a vector; a field without an answer fails. The sort of number is in its name. */
export function holdAnswers(vector: Vector, hold: Hold, answers: Answers): void {
  holdFields(hold, vector.expected, answers, '')
}

function holdFields(hold: Hold, expected: Record<string, unknown>, answers: Answers, path: string): void {
  for (const [field, want] of Object.entries(expected)) {
    const got = answers[field]
    if (got === undefined) hold.that(path + field, want, false, undefined)
    else if (Array.isArray(got)) holdRows(hold, want as Record<string, unknown>[], got, path + field)
    else holdField(hold, path + field, want as Answer, got)
  }
}

function holdRows(hold: Hold, expected: Record<string, unknown>[], rows: Answers[], path: string): void {
  hold.equal(`${path}.length`, expected.length, rows.length)
  for (const [i, row] of rows.entries())
    if (i < expected.length) holdFields(hold, expected[i], row, `${path}.${i}.`)
}

function holdField(hold: Hold, field: string, expected: Answer, got: Answer): void {
  if (typeof expected === 'boolean' || field === 'error') hold.equal(field, expected, got)
  else if (field.includes('1e18')) hold.real(field, expected, got, 1e18)
  else if (/_rao$|_q32$|_bits64$|liquidity/.test(field)) hold.rao(field, expected, got)
  else hold.real(field, expected, got)
}
