import type { Fields } from '../fields.js'
import { at, complain, join, type Piece } from './decode.js'
import type { Located } from './population-section.js'
import type { Company, StrategyCard } from './scenario.js'
import { listed } from './subnet-choice.js'

/** Whom a strategy needs beside it, and what outlasts the run. @param cards strategies by id */
export function checkCompany(
  located: readonly Located[],
  { horizon, netuids }: { horizon: number; netuids: readonly number[] },
  cards: { has(id: string): boolean; get(id: string): StrategyCard },
): void {
  for (const each of located) {
    const { strategy } = each.cohort
    if (!cards.has(strategy) || each.cohort.netuids.length === 0) continue
    const card = cards.get(strategy)
    for (const need of card.needs ?? []) checkNeed(each, need, located)
    const members = card.members?.(each.cohort.params)
    if (members !== undefined && each.cohort.count !== members) complainOfCount(each, members)
    checkHold(each, horizon)
    checkNetuids(each, card.params, netuids)
    if (card.emptiesWallet) checkWallet(each, card.emptiesWallet)
  }
}

function checkNeed(each: Located, need: Company, located: readonly Located[]): void {
  const { cohort, branch, piece } = each
  const others = located.filter((other) => other !== each && other.role === need.role)
  if (need.param === undefined) {
    const fits = others.filter(({ cohort: other }) =>
      need.naming ? Object.values(other.params).includes(cohort.id) : other.strategy !== cohort.strategy,
    )
    const alone = cohort.netuids.find((netuid) => !fits.some((other) => standsOn(other, netuid)))
    if (alone === undefined) return
    const which = need.naming ? ` that names "${cohort.id}"` : ''
    const got = `${cohort.strategy} on subnet ${alone}, where no other cohort is ${need.role}${which}`
    complain(at(branch, 'strategy', piece), { got, want: `a cohort of ${need.role}s${which} on its subnets` })
    return
  }
  const name = cohort.params[need.param]
  if (name === '' && need.optional) return
  const fits = others.filter((other) => cohort.netuids.every((netuid) => standsOn(other, netuid)))
  if (fits.some((other) => other.cohort.id === name)) return
  const ids = fits.map((other) => other.cohort.id)
  const listed = ids.length > 0 ? `: ${ids.join(', ')}` : ', of which there is none'
  const where = at(branch, 'params', piece)
  const params = mapOf(where)
  const place = params?.entries.has(need.param)
    ? at(params, need.param, where)
    : { ...where, path: join(where.path, need.param) }
  complain(place, {
    got: JSON.stringify(name),
    want: `a cohort of ${need.role}s on the same subnets${listed}`,
  })
}

const standsOn = ({ cohort }: Located, netuid: number): boolean =>
  (cohort.per === 'recorded' || cohort.count > 0) && cohort.netuids.includes(netuid)

function complainOfCount({ cohort, branch, piece }: Located, members: number): void {
  const got = `${cohort.count} ${cohort.count === 1 ? 'member' : 'members'} of ${cohort.strategy}`
  complain(at(branch, 'count', piece), { got, want: `${members} with these parameters` })
}

/** A time to hold something that the file gives and the run does not last for is a slip of the pen. */
function checkHold({ cohort, branch, piece }: Located, horizon: number): void {
  const where = at(branch, 'params', piece)
  const params = mapOf(where)
  if (!params?.entries.has('hold') || typeof cohort.params.hold !== 'number') return
  if (cohort.params.hold <= horizon) return
  const got = `${cohort.params.hold} blocks, longer than the run`
  complain(at(params, 'hold', where), { got, want: `at most the horizon, ${horizon} blocks` })
}

/** A parameter that names a subnet names one that is simulated: alpha of any other is worth nothing in the books. */
function checkNetuids({ cohort, branch, piece }: Located, fields: Fields, netuids: readonly number[]): void {
  const where = at(branch, 'params', piece)
  const params = mapOf(where)
  for (const name of params?.entries.keys() ?? []) {
    const netuid = cohort.params[name]
    if (!params || fields[name]?.unit !== 'netuid' || typeof netuid !== 'number') continue
    if (netuids.length === 0 || netuids.includes(netuid)) continue
    complain(at(params, name, where), {
      got: String(netuid),
      want: `a subnet of this genesis: ${listed(netuids)}`,
    })
  }
}

/** Who borrows a wallet and sells whole positions would sell what its owner holds. */
function checkWallet({ cohort, branch, piece }: Located, param: string): void {
  const value = cohort.params[param]
  if (cohort.wallet === undefined || value === 0) return
  const where = at(branch, 'params', piece)
  const params = mapOf(where)
  const place = params?.entries.has(param)
    ? at(params, param, where)
    : { ...where, path: join(where.path, param) }
  const got = `${typeof value === 'number' ? `${value} blocks` : 'times above 0'} with the wallet of ${cohort.wallet}`
  complain(place, { got, want: `0 blocks: when the time is over it sells all that ${cohort.wallet} hold` })
}

const mapOf = ({ tree }: Piece) => (tree?.kind === 'branch' ? tree : undefined)
