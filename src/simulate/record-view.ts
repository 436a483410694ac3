import type { Cohort } from '../agents/cohort.js'
import { isSingle } from '../agents/memory.js'
import { halvingIndex, halvingThreshold } from '../emission/issuance/halving.js'
import type { Beginning } from '../genesis.js'
import { LIMB, limbsExact, toLimbs } from '../numeric/limbs.js'
import type { CohortView, RecordView } from '../record/view.js'
import type { World } from '../state/world.js'
import { type Owner, ownersOf } from './owners.js'

/** What the records may read, over the parts of a run. */
export function recordViewOf({ world, rules, society }: Beginning): RecordView {
  const { chain, outside } = society
  const owner = ownersOf(society.cohorts)
  const { cohort: cohortOf, member: memberOf } = ownerColumns(owner)
  return {
    world,
    cohorts: society.cohorts.map((cohort) =>
      cohortView(
        world,
        cohort,
        cohort.coldkey.every((key) => owner.get(key)?.cohort !== cohort.index),
      ),
    ),
    cohortOf: (coldkey) => (coldkey >= 0 && coldkey < cohortOf.length ? cohortOf[coldkey] : -1),
    memberOf: (coldkey) => (coldkey >= 0 && coldkey < memberOf.length ? memberOf[coldkey] : -1),
    price: (netuid) => chain.price(netuid),
    prices: (out) => {
      const { netuids } = world
      const { bulk } = rules.market
      if (bulk) bulk.prices(world, netuids, netuids.length, out)
      else for (let k = 0; k < netuids.length; k++) out[netuids[k]] = rules.market.price(world, netuids[k])
    },
    taoWeight: (netuid) => chain.taoWeight(netuid),
    feeFraction: () => chain.fee,
    buys: (netuid, tao) => chain.buys(netuid, tao) || Number.NaN,
    sells: (netuid, alpha) => chain.sells(netuid, alpha) || Number.NaN,
    blockEmission: () => chain.blockEmission,
    nextThreshold: () => Number(halvingThreshold(halvings(world) + 1)),
    halvings: () => halvings(world),
    alphaEmission: (netuid) => rules.issuance.alphaEmission(world, netuid),
    alphaHalvings: (netuid) => alphaHalvings(world, netuid),
    rootSells: () => chain.rootSells,
    tradeTotal: () => rules.log.tradeTotal,
    refusals: rules.log.refusals,
    quality: (netuid, uid) => {
      const hotkey = chain.hotkeyAt(netuid, uid)
      return outside.services.serves(netuid, uid, hotkey) ? outside.services.quality(netuid, uid) : Number.NaN
    },
    weight: (netuid, validator, uid) => chain.weight(netuid, validator, uid),
    taoPriceUsd: () => outside.taoUsd,
    fundamental: (netuid) => outside.fundamental(netuid),
    surprises: outside.surprises,
  }
}

/** Whose each wallet is as two columns by coldkey, -1 of no agent: gauges ask for every UID of an epoch. */
function ownerColumns(owners: ReadonlyMap<number, Owner>): { cohort: Int32Array; member: Int32Array } {
  const size = [...owners.keys()].reduce((most, coldkey) => Math.max(most, coldkey + 1), 0)
  const cohort = new Int32Array(size).fill(-1)
  const member = new Int32Array(size).fill(-1)
  for (const [coldkey, owner] of owners) {
    cohort[coldkey] = owner.cohort
    member[coldkey] = owner.member
  }
  return { cohort, member }
}

const halvings = (world: World): number => halvingIndex(world.issuance.high[0], world.issuance.low[0])

/** Halvings of a subnet's alpha, exactly. */
function alphaHalvings(world: World, netuid: number): number {
  const { alphaReserve, alphaOutHigh, alphaOutLow } = world.subnets
  if (alphaOutHigh[netuid] * LIMB + alphaReserve[netuid] < 1.04e16) return 0
  const issued = limbsExact(alphaOutHigh[netuid], alphaOutLow[netuid]) + BigInt(alphaReserve[netuid])
  return halvingIndex(...toLimbs(issued))
}

function cohortView(world: World, cohort: Cohort, borrows: boolean): CohortView {
  const hotkeys = [...new Set(cohort.hotkey)].filter((hotkey) => hotkey >= 0)
  // A house that validates on many subnets is one owner with one purse, however many members it has.
  // A cohort that uses the wallets of another has none of its own: they are counted once, with their owner.
  const wallets = [...new Set(cohort.coldkey)]
  const owners = borrows ? [] : wallets
  return {
    id: cohort.id,
    kind: cohort.strategy.id,
    adversary: cohort.adversary,
    role: cohort.strategy.role,
    size: owners.length,
    agents: cohort.size,
    home: (agent) => cohort.netuid[agent],
    hotkey: (agent) => cohort.hotkey[agent],
    gone: (agent) => cohort.gone[agent] === 1,
    remembered: (name) => rememberedBy(cohort, name),
    param: (name, agent) => paramOf(cohort, name, agent),
    coldkey: (member) => owners[member],
    active: () => activeOf(cohort, wallets.length),
    incomeTotal: () => hotkeys.reduce((sum, hotkey) => sum + world.hotkeys.earned[hotkey], 0),
    tradeTotal: () => cohort.totals.trades,
    refusalTotal: () => cohort.totals.refusals,
  }
}

/** Wallets of those who have not left. Most cohorts have one an agent: then a count will do. */
function activeOf({ coldkey, gone }: Cohort, wallets: number): number {
  if (wallets < coldkey.length) return new Set(coldkey.filter((_, m) => gone[m] === 0)).size
  let active = 0
  for (let m = 0; m < wallets; m++) if (gone[m] === 0) active++
  return active
}

/** A plain field of a strategy's memory; fields by subnet, by UID or of several numbers are not shown. */
function rememberedBy({ strategy, memory }: Cohort, name: string): ArrayLike<number> | undefined {
  const field = strategy.memory[name]
  return field && isSingle(field) ? memory.column(name) : undefined
}

function paramOf({ params }: Cohort, name: string, agent: number): number {
  const source = params[name]
  if (!source) return Number.NaN
  if (source.kind === 'each') return source.column[agent]
  const value = source.kind === 'curve' ? source.at() : source.value
  return typeof value === 'number' ? value : Number.NaN
}
