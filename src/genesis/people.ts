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
  alpha: number
  root: number
  /** Relative size of each member. */
  size: Float64Array
}

export interface Settled {
  seed: CohortSeed
  plan: CohortPlan
  portions: Portions
}

const HOLDS_KEY = new Set(['miner', 'validator', 'owner'])

/**
 * Give every member of a cohort its keys, home and capital.
 *
 * Validators that stand on every subnet (`12 per subnet`) are houses: the k-th of each subnet is one coldkey and one
 * hotkey, as validators are on mainnet, so that root stake counts on every subnet. An adversary's members are strangers.
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
): Settled {
  const strategy = strategies.get(plan.strategy)
  const perSubnet = plan.per === 'subnet'
  const size = perSubnet ? plan.count * plan.netuids.length : plan.count
  const houses = strategy.role === 'validator' && perSubnet && !plan.adversary
  const lender = earlier.find(({ plan: { id } }) => id === plan.wallet)
  const keyed = HOLDS_KEY.has(strategy.role)
  const coldkey = new Int32Array(size)
  const hotkey = new Int32Array(size).fill(-1)
  const netuid = new Int32Array(size).fill(-1)
  const homes = [...plan.netuids].sort((a, b) => a - b)
  for (let m = 0; m < size; m++) {
    const house = houses && m >= plan.count ? m % plan.count : -1
    coldkey[m] = house >= 0 ? coldkey[house] : (lender?.seed.coldkey[m] ?? createColdkey(world))
    if (keyed) hotkey[m] = house >= 0 ? hotkey[house] : createHotkey(world, coldkey[m])
    if (perSubnet) netuid[m] = homes[Math.floor(m / plan.count)]
    else if (keyed || strategy.local) netuid[m] = homes[m % homes.length]
  }
  const spread = streams.make(`genesis/${plan.id}/spread`)
  const portions = {
    alpha: one(plan.stake.alpha, streams.make(`genesis/${plan.id}/alpha`)),
    root: one(plan.stake.root, streams.make(`genesis/${plan.id}/root`)),
    size: Float64Array.from({ length: size }, () => Math.max(0, one(plan.stake.spread, spread))),
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
  return { seed, plan, portions }
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
