import { type CohortSeed, createCohort } from './agents/cohort.js'
import { type MarketParams, Outside } from './agents/outside/outside.js'
import type { Compiled } from './agents/params.js'
import { Society } from './agents/society.js'
import { updateRootProportions } from './chain/after-coinbase.js'
import { sharesNow } from './chain/coinbase.js'
import { createLog } from './chain/log.js'
import { MOST_UIDS, openMechanisms } from './chain/mechanisms.js'
import { Mempool } from './chain/mempool.js'
import { createRules, enterFirstEra, type Rules } from './chain/rules.js'
import { timetable } from './chain/timetable.js'
import { ChainView } from './chain/view.js'
import { SubnetMatrix } from './consensus/matrix.js'
import { halvingIndex, halvingThreshold } from './emission/issuance/halving.js'
import { hillGateRank } from './emission/shares/hill-gate-rank.js'
import { ScenarioError } from './errors.js'
import { familiesWith, NO_ADDITIONS, strategiesWith } from './genesis/additions.js'
import type { Beginning, RunInput } from './genesis/beginning.js'
import { type Pauses, pausable, pausesOf } from './genesis/pauses.js'
import { createBackground, holdTheRest, payCapital, type Settled, settleCohort } from './genesis/people.js'
import { placeFixedSplit, placePermits, seatSubnet } from './genesis/seats.js'
import type { Snapshot } from './genesis/snapshot.js'
import { placeStakes } from './genesis/stakes.js'
import { placeEpochs, placeGateBar, placeSubnet } from './genesis/subnets.js'
import { toLimbs } from './numeric/limbs.js'
import { runStreams } from './random/antithetic.js'
import { hashText } from './random/keyed.js'
import type { Streams } from './random/streams.js'
import { refusalNames } from './refusal.js'
import type { Scenario } from './scenario/scenario.js'
import { createWorld, listNetuids, type World } from './state/world.js'
import { ROOT } from './units.js'

export type { Beginning, RunInput } from './genesis/beginning.js'

/** From a scenario to the state before the first block. Every step is one line; each is a file in genesis/. */
export function genesis(input: RunInput): Beginning {
  const { scenario, snapshot, curves, additions = NO_ADDITIONS } = input
  const streams = runStreams(input.seed)
  const world = emptyWorld(scenario, snapshot)
  const rules = createRules(
    timetable(scenario.protocol, scenario.network.all, world.block, familiesWith(additions)),
    streams,
    createLog(refusalNames.length),
    matricesOf(world),
  )
  placeSubnets(world, rules, scenario, snapshot)
  placeIssuance(world, scenario, snapshot)
  const background = createBackground(world)
  const settled: Settled[] = []
  const strategies = strategiesWith(additions)
  for (const plan of scenario.population)
    settled.push(settleCohort(world, plan, settled.length, strategies, streams, settled, snapshot))
  for (const netuid of world.netuids) {
    const stream = streams.make(`genesis/uids/${netuid}`)
    seatSubnet(world, rules, netuid, settled, background, stream)
  }
  updateRootProportions(world, rules)
  const rootAlphaDays = Number(scenario.genesis.more.rootAlphaDays)
  const delegation = placeStakes(world, settled, background, rootAlphaDays, snapshot)
  holdTheRest(world, background, unheldTao(world))
  payCapital(world, settled, streams)
  for (const netuid of world.netuids) {
    if (rules.matrices[netuid]) placePermits(world, netuid, rules.params.taoWeight)
    else placeFixedSplit(world, rules, netuid, settled, background)
  }
  enterFirstEra(world, rules)
  placeGateBar(world, rules, snapshot)
  if (world.allNetuids.length > world.netuids.length) placeFrozenShares(world, rules)
  return { world, rules, streams, ...populate(world, rules, scenario, settled, streams, delegation, curves) }
}

function emptyWorld(scenario: Scenario, snapshot: Snapshot): World {
  const last = snapshot.subnets[snapshot.subnets.length - 1].netuid
  const uids = scenario.genesis.uids
  const people = scenario.population.reduce(
    (total, { count, per, netuids }) =>
      total +
      (per === 'recorded' ? uids * netuids.length : per === 'subnet' ? count * netuids.length : count),
    0,
  )
  const world = createWorld({
    subnets: last + 1,
    uids,
    coldkeys: people + 16,
    hotkeys: people + last + 16,
    positions: people * 2 + 1024,
  })
  world.block = snapshot.block
  return world
}

/** Weights and bonds by netuid, filled by `placeSubnets` where UIDs are simulated. */
const matricesOf = (world: World): (SubnetMatrix | null)[] => Array.from(world.subnets.exists, () => null)

function placeSubnets(world: World, rules: Rules, scenario: Scenario, snapshot: Snapshot): void {
  const { uids, resolution, netuids, more } = scenario.genesis
  const living = new Set(netuids)
  for (const subnet of snapshot.subnets) {
    const { netuid } = subnet
    if (!living.has(netuid) && more.rest === 'absent') continue
    placeSubnet(world, subnet, uids, {
      minerBurned: more.minerBurned,
      ...scenario.network.all,
      ...scenario.network.subnets[String(netuid)],
    })
    world.subnets.frozen[netuid] = living.has(netuid) ? 0 : 1
    world.subnets.resolution[netuid] = resolution === 'neurons' ? 1 : 0
    if (living.has(netuid) && resolution === 'neurons') {
      rules.matrices[netuid] = new SubnetMatrix(uids)
      placeMechanisms(world, rules, netuid)
    }
    rules.market.open(world, netuid, subnet.quoteWeight)
  }
  listNetuids(world)
  placeEpochs(world)
  world.subnets.taoReserve[ROOT] = Number(more.rootTao ?? snapshot.rootTaoRao)
}

/** A second mechanism where the scenario wants one: the chain gives both together no more than 256 UIDs. */
function placeMechanisms(world: World, rules: Rules, netuid: number): void {
  const { mechanisms, maxUids } = world.subnets
  if (mechanisms[netuid] > 1 && mechanisms[netuid] * maxUids[netuid] > MOST_UIDS) {
    const got = `${mechanisms[netuid]} mechanisms of ${maxUids[netuid]} UIDs on subnet ${netuid}`
    const want = `at most ${MOST_UIDS} UIDs together: genesis.uids of ${MOST_UIDS / 2} or less`
    throw new ScenarioError([{ path: 'network.mechanisms', got, want }])
  }
  openMechanisms(world, rules, netuid)
}

/** Issuance as the snapshot has it, or as the scenario says: so much, or so close to the next halving. */
function placeIssuance(world: World, scenario: Scenario, snapshot: Snapshot): void {
  const { issuance, halvingIn } = scenario.genesis
  let rao = issuance === undefined ? BigInt(snapshot.issuanceRao) : BigInt(issuance)
  if (halvingIn !== undefined) {
    const k = halvingIndex(...toLimbs(rao))
    const perBlock = 1_000_000_000n >> BigInt(k)
    rao = halvingThreshold(k + 1) - perBlock * BigInt(halvingIn)
  }
  const [high, low] = toLimbs(rao)
  world.issuance.high[0] = high
  world.issuance.low[0] = low
}

/** TAO in existence that is in no pool and not on root: it belongs to those whom no cohort models. */
function unheldTao(world: World): bigint {
  const { taoReserve, taoReservoir } = world.subnets
  let held = 0n
  for (let n = 0; n < taoReserve.length; n++) held += BigInt(taoReserve[n]) + BigInt(taoReservoir[n])
  const left = BigInt(world.issuance.high[0]) * (1n << 40n) + BigInt(world.issuance.low[0]) - held
  if (left < 0n) {
    const want = `at least the ${held / 1_000_000_000n} TAO that pools and root hold`
    throw new ScenarioError([{ path: 'genesis.issuance', got: 'less TAO than pools and root hold', want }])
  }
  return left
}

/** What the frozen subnets keep under rules that go by flow: the share that the rule of spec 475 gives them today. */
function placeFrozenShares(world: World, rules: Rules): void {
  const { frozen, frozenShare } = world.subnets
  sharesNow(world, rules, hillGateRank, frozenShare)
  for (let n = 0; n < frozen.length; n++) if (frozen[n] === 0) frozenShare[n] = 0
}

function populate(
  world: World,
  rules: Rules,
  scenario: Scenario,
  settled: readonly Settled[],
  streams: Streams,
  delegation: ReturnType<typeof placeStakes>,
  curves: Compiled,
): { society: Society; mempool: Mempool; pauses: Pauses } {
  const chain = new ChainView(world, rules)
  const mempool = new Mempool(rules.params.ordering, hashText(`${streams.seed}/mempool`))
  const outside = new Outside(world, scenario.market as unknown as MarketParams, streams)
  const start = world.block
  const pauses = pausesOf(scenario)
  const cohorts = settled.map(({ seed }) =>
    createCohort(paused(seed, pauses), streams, chain.rows, () => world.block - start, curves, world.stride),
  )
  const society = new Society(world, chain, cohorts, delegation, outside, mempool, rules.log)
  rules.log.listener = society
  society.open()
  return { society, mempool, pauses }
}

/** A cohort that the scenario will pause gets a strategy that can be paused. */
function paused(seed: CohortSeed, pauses: Pauses): CohortSeed {
  const pause = pauses.get(seed.id)
  return pause ? { ...seed, strategy: pausable(seed.strategy, pause) } : seed
}
