import type { SubnetMatrix } from '../consensus/matrix.js'
import type { ConsensusRule } from '../consensus/rule.js'
import type { EmissionParams, InjectionRule, Issuance, Shares } from '../emission/emission.js'
import type { MovingPriceRule } from '../emission/moving-price.js'
import type { EpochSchedule } from '../emission/schedule.js'
import { isConcentrated } from '../market/concentrated.js'
import type { Market } from '../market/market.js'
import type { Streams } from '../random/streams.js'
import { countIssuance } from '../state/ledger.js'
import type { World } from '../state/world.js'
import type { Commit } from './commits.js'
import type { Era } from './history.js'
import { openLifecycle } from './lifecycle/memory.js'
import { returnAllLiquidity } from './liquidity.js'
import type { Log } from './log.js'
import { type ChainParams, emissionParams } from './params.js'
import type { RegistrationRule } from './registration/registration.js'
import type { RootRule } from './root/root.js'

/** One regime per family. */
export interface Regimes {
  issuance: Issuance
  shares: Shares
  injection: InjectionRule
  movingPrice: MovingPriceRule
  market: Market
  registration: RegistrationRule
  consensus: ConsensusRule
  root: RootRule
  schedule: EpochSchedule
}
export type Family = keyof Regimes

/** A point of the timetable: from this block on, these rules. */
export interface Change {
  block: number
  era: Era
  regimes: Regimes
  params: ChainParams
}

/**
 * The rules in force. Resolved once and frozen between eras, so that the loop calls one function at one address and
 * never asks which era it is.
 */
export interface Rules extends Regimes {
  era: Era
  params: ChainParams
  emission: EmissionParams
  readonly streams: Streams
  readonly log: Log
  /** Weights and bonds by netuid; null where a subnet has no UIDs of its own. */
  readonly matrices: (SubnetMatrix | null)[]
  /** The same of the second mechanism; null where a subnet has one alone. See mechanisms.ts. */
  readonly seconds: (SubnetMatrix | null)[]
  /** Open commits by netuid. */
  readonly commits: Commit[][]
  /** Changes still to come, soonest first. */
  readonly ahead: Change[]
  /** Eras entered so far, for the manifest. */
  readonly history: EraEntry[]
  /** Block of the next change, Infinity if there is none. */
  nextChange: number
}

/** An era as a run went through it. */
export interface EraEntry {
  id: string
  fromBlock: number
  regimes: Record<string, string>
  source: string
}

function entryOf({ block, era, regimes }: Change): EraEntry {
  const ids = Object.entries(regimes).map(([family, regime]) => [family, regime.id])
  return {
    id: era.id,
    fromBlock: block,
    regimes: Object.fromEntries(ids),
    source: `${era.source}; evidence ${era.grade}`,
  }
}

export function createRules(
  changes: readonly Change[],
  streams: Streams,
  log: Log,
  matrices: (SubnetMatrix | null)[],
): Rules {
  const [first, ...ahead] = changes
  return {
    ...first.regimes,
    era: first.era,
    params: first.params,
    emission: emissionParams(first.params),
    streams,
    log,
    matrices,
    seconds: matrices.map(() => null),
    commits: matrices.map(() => []),
    ahead,
    history: [entryOf(first)],
    nextChange: ahead[0]?.block ?? Number.POSITIVE_INFINITY,
  }
}

/** Let every family take up its first state. */
export function enterFirstEra(world: World, rules: Rules): void {
  rules.issuance.enter?.(world, null)
  rules.shares.enter(world, null, rules.emission)
  rules.root.enter(world, rules, null)
  openLifecycle(world, rules.params.networkLastLock)
}

/** Runtime upgrades come before anything else in a block. */
export function enterEraIfDue(world: World, rules: Rules): void {
  while (world.block >= rules.nextChange) enterEra(world, rules, rules.ahead.shift() as Change)
}

function enterConsensus({ consensus, matrices, seconds }: Rules, before: Regimes): void {
  for (const matrix of [...matrices, ...seconds]) if (matrix) consensus.enter?.(matrix, before.consensus)
}

/** Other rules are in force; nothing in the world follows yet. */
export function adopt(rules: Rules, change: Change): void {
  Object.assign(rules, change.regimes)
  rules.history.push(entryOf(change))
  rules.era = change.era
  rules.params = change.params
  rules.emission = emissionParams(change.params)
  rules.nextChange = rules.ahead[0]?.block ?? Number.POSITIVE_INFINITY
}

function enterEra(world: World, rules: Rules, change: Change): void {
  const before: Regimes = {
    issuance: rules.issuance,
    shares: rules.shares,
    injection: rules.injection,
    movingPrice: rules.movingPrice,
    market: rules.market,
    registration: rules.registration,
    consensus: rules.consensus,
    root: rules.root,
    schedule: rules.schedule,
  }
  countIssuance(world)
  adopt(rules, change)
  if (rules.issuance !== before.issuance) rules.issuance.enter?.(world, before.issuance)
  if (rules.market !== before.market) {
    if (!isConcentrated(rules.market)) returnAllLiquidity(world)
    rules.market.enter(world, before.market)
  }
  if (rules.shares !== before.shares) rules.shares.enter(world, before.shares, rules.emission)
  if (rules.consensus !== before.consensus) enterConsensus(rules, before)
  if (rules.root !== before.root) rules.root.enter(world, rules, before.root)
  if (rules.schedule !== before.schedule) rules.schedule.enter(world, before.schedule)
  rules.log.events.push({
    block: world.block,
    kind: 'era',
    netuid: -1,
    cohort: -1,
    agent: -1,
    value: rules.history.length - 1,
    name: change.era.id,
  })
}
