import type { CohortSeed } from '../agents/cohort.js'
import type { Strategy } from '../agents/strategy.js'
import type { Registry } from '../card.js'
import { ScenarioError } from '../errors.js'
import { draw, isDistribution } from '../random/distributions.js'
import type { Stream, Streams } from '../random/streams.js'
import type { Cohort as CohortPlan } from '../scenario/scenario.js'
import { createColdkey, createHotkey } from '../state/keys.js'
import { BLOCK_AUTHORS, REST, transferTao } from '../state/ledger.js'
import type { World } from '../state/world.js'
import { settleHouses } from './houses.js'
import type { Snapshot } from './snapshot.js'

/** Keys of those whom no cohort models. */
export interface Background {
  /** Staked to by passive holders where no validator of a cohort is. */
  restHotkey: number
  /** Coldkey of the owners whom no cohort models. */
  owners: number
  /** Coldkeys that hold what REST cannot: an account is exact below 2^53 RAO only. */
  hoards: readonly number[]
}

export function createBackground(world: World): Background {
  const authors = createColdkey(world)
  const rest = createColdkey(world)
  if (authors !== BLOCK_AUTHORS || rest !== REST) throw new Error('the background must come first')
  const owners = createColdkey(world)
  return {
    restHotkey: createHotkey(world, rest),
    owners,
    hoards: [createColdkey(world), createColdkey(world)],
  }
}

/** Most RAO an account of the background holds. 21 M TAO fit into three. */
const FULL = 8_000_000_000_000_000n

/** Give the TAO that is in no pool and not on root to those whom no cohort models. */
export function holdTheRest(world: World, background: Background, rao: bigint): void {
  let left = rao
  for (const coldkey of [REST, ...background.hoards]) {
    const part = left < FULL ? left : FULL
    world.coldkeys.free[coldkey] = Number(part)
    left -= part
  }
}

/** A member's portion of what its cohort holds together. */
export interface Portions {
  /** Part of a subnet's alpha that positions hold; NaN: what the snapshot says its role holds there. */
  alpha: number
  root: number
  /** Relative size of each member. */
  size: Float64Array
  /** The same on root. */
  rootSize: Float64Array
}

export interface Settled {
  seed: CohortSeed
  plan: CohortPlan
  portions: Portions
  /** Number of each member on its subnet, from 0, and how many are there. */
  place: Int32Array
  among: Int32Array
}

const HOLDS_KEY = new Set(['miner', 'validator', 'owner'])

/**
 * Give every member of a cohort its keys, home and capital.
 *
 * Validators that stand on every subnet (`12 per subnet`) are houses (houses.ts): one coldkey and one hotkey for the
 * seats of many subnets, as on mainnet, so that root stake counts on all of them. An adversary's members are strangers.
 * A cohort may use the wallets of an earlier one, member for member: several habits of one crowd.
 *
 * @param earlier the cohorts settled before it
 */
export function settleCohort(
  world: World,
  plan: CohortPlan,
  index: number,
  strategies: Registry<Strategy>,
  streams: Streams,
  earlier: readonly Settled[],
  snapshot: Snapshot,
): Settled {
  const strategy = strategies.get(plan.strategy)
  const seats = seatPlan(plan, strategy.role, snapshot)
  const size = seats.home.length
  const housed = strategy.role === 'validator' && plan.per !== 'network' && !plan.adversary
  const houses = housed ? settleHouses(plan, seats, streams) : undefined
  const lender = earlier.find(({ plan: { id } }) => id === plan.wallet)
  const keyed = HOLDS_KEY.has(strategy.role)
  const coldkey = new Int32Array(size)
  const hotkey = new Int32Array(size).fill(-1)
  const netuid = new Int32Array(size).fill(-1)
  const firstOf = new Map<number, number>()
  for (let m = 0; m < size; m++) {
    const house = houses ? firstOf.get(houses.of[m]) : undefined
    if (houses && house === undefined) firstOf.set(houses.of[m], m)
    coldkey[m] = house === undefined ? (lender?.seed.coldkey[m] ?? createColdkey(world)) : coldkey[house]
    if (keyed || strategy.keyed)
      hotkey[m] = house === undefined ? createHotkey(world, coldkey[m]) : hotkey[house]
    if (plan.per !== 'network' || keyed || strategy.local) netuid[m] = seats.home[m]
  }
  const spread = streams.make(`genesis/${plan.id}/spread`)
  const sizes = Float64Array.from({ length: size }, () => Math.max(0, one(plan.stake.spread, spread)))
  const portions = {
    alpha:
      plan.stake.alpha === undefined
        ? Number.NaN
        : one(plan.stake.alpha, streams.make(`genesis/${plan.id}/alpha`)),
    root: one(plan.stake.root, streams.make(`genesis/${plan.id}/root`)),
    size: sizes,
    rootSize: houses?.rootSize ? rootSizes(houses.of, houses.rootSize) : sizes,
  }
  const seed = {
    id: plan.id,
    index,
    strategy,
    adversary: plan.adversary,
    wallet: plan.wallet,
    coldkey,
    hotkey,
    netuid,
    values: plan.params,
  }
  return { seed, plan, portions, place: seats.place, among: seats.among }
}

/** A house's root stake is its first member's: all members of a house are one wallet. */
function rootSizes(houseOf: Int32Array, size: Float64Array): Float64Array {
  return Float64Array.from(houseOf, (house, m) => (houseOf.indexOf(house) === m ? size[house] : 0))
}

interface SeatPlan {
  home: Int32Array
  place: Int32Array
  among: Int32Array
}

/** Who is at home where: so many on each subnet, so many in all (in turn), or as many as the snapshot counts. */
function seatPlan(plan: CohortPlan, role: string, snapshot: Snapshot): SeatPlan {
  const homes = [...plan.netuids].sort((a, b) => a - b)
  if (plan.per === 'network') {
    const home = Int32Array.from({ length: plan.count }, (_, m) => homes[m % homes.length])
    return {
      home,
      place: Int32Array.from(home, (_, m) => m),
      among: new Int32Array(plan.count).fill(plan.count),
    }
  }
  const counts = homes.map((n) => (plan.per === 'subnet' ? plan.count : recordedCount(role, n, snapshot)))
  const home = counts.flatMap((count, i) => new Array<number>(count).fill(homes[i]))
  const place = counts.flatMap((count) => Array.from({ length: count }, (_, k) => k))
  const among = counts.flatMap((count) => new Array<number>(count).fill(count))
  return { home: Int32Array.from(home), place: Int32Array.from(place), among: Int32Array.from(among) }
}

/** How many of a role a subnet of the snapshot has; one where it does not say. */
function recordedCount(role: string, netuid: number, snapshot: Snapshot): number {
  const subnet = snapshot.subnets.find((each) => each.netuid === netuid)
  if (!subnet) return 0
  if (role === 'validator') return subnet.validators
  if (role === 'miner') return Math.max(0, subnet.uids - subnet.validators - 1)
  return 1
}

const one = (value: unknown, stream: Stream): number =>
  isDistribution(value) ? draw(value, stream) : Number(value)

/** Free TAO of each member, out of the TAO that nobody else holds. */
export function payCapital(world: World, settled: readonly Settled[], streams: Streams): void {
  for (const { seed, plan } of settled) {
    const stream = streams.make(`genesis/${plan.id}/capital`)
    for (const coldkey of seed.coldkey) {
      const tao = Math.floor(one(plan.capital, stream))
      if (tao > world.coldkeys.free[REST]) throw tooMuch(plan.id)
      transferTao(world, REST, coldkey, tao)
    }
  }
}

function tooMuch(id: string): ScenarioError {
  const want = 'no more TAO in all than is issued and neither in pools nor on root'
  return new ScenarioError([{ path: `population.${id}.capital`, got: 'more TAO than there is', want }])
}
