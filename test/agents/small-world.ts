import { strategies } from '../../src/agents/index.js'
import { marketFields } from '../../src/agents/outside/fields.js'
import type { Society } from '../../src/agents/society.js'
import { runBlock } from '../../src/chain/block.js'
import type { Fields } from '../../src/fields.js'
import { genesisFields } from '../../src/genesis/fields.js'
import { largestSubnets, type Snapshot } from '../../src/genesis/snapshot.js'
import { synthesise } from '../../src/genesis/synthetic.js'
import { type Beginning, genesis } from '../../src/genesis.js'
import { createStreams } from '../../src/random/streams.js'
import type { Cohort, Scenario, Values } from '../../src/scenario/scenario.js'

/** A cohort as a test names it; what it leaves out is as a scenario file would have it. */
export interface Member {
  id?: string
  strategy: string
  count?: number
  per?: Cohort['per']
  netuids?: readonly number[]
  capital?: Cohort['capital']
  alpha?: number
  root?: number
  spread?: Cohort['stake']['spread']
  wallet?: string
  adversary?: boolean
  params?: Values
}

export interface SmallWorld {
  /** Aggregate by default: no UIDs. */
  resolution?: 'aggregate' | 'neurons'
  uids?: number
  snapshot?: Snapshot
  subnets?: number
  market?: Values
  network?: Values
  start?: string
  /** Rules that replace those of the era, by family. */
  rules?: Readonly<Record<string, string>>
  /** Blocks until the next halving. */
  halvingIn?: number
  seed?: string
}

const defaultsOf = (fields: Fields): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]))

/** Nothing moves by itself: no organic flow, no market factor, no change of fundamentals. */
export const stillMarket: Values = {
  organicFlow: 0,
  marketFlow: 0,
  slowFlow: 0,
  fundamentalVolatility: 0,
  lastingActivity: 0,
  changingActivity: 0,
}

/** A few synthetic subnets, or those of a snapshot, with these agents in them. */
export function smallWorld(members: readonly Member[], options: SmallWorld = {}): Beginning {
  const { subnets = 3, market = stillMarket, seed = '1', network = {} } = options
  const snapshot = options.snapshot ?? synthesise({ subnets }, createStreams('synthetic').stream('snapshot'))
  const netuids = largestSubnets(snapshot, options.subnets ?? snapshot.subnets.length)
  const scenario: Scenario = {
    name: 'small-world',
    question: '',
    protocol: { start: options.start ?? 'mainnet@spec475', set: options.rules ?? {}, later: [] },
    horizon: 7_200,
    warmup: 0,
    seed,
    genesis: {
      snapshot: snapshot.id,
      netuids,
      uids: options.uids ?? 64,
      resolution: options.resolution ?? 'aggregate',
      ...(options.halvingIn === undefined ? {} : { halvingIn: options.halvingIn }),
      more: defaultsOf(genesisFields),
    },
    network: { all: network, subnets: {} },
    market: { ...defaultsOf(marketFields), ...market },
    population: members.map((member) => cohortOf(member, netuids)),
    events: [],
    record: { every: 7_200, epochs: 7_200, trades: false, validators: false, miners: false },
    hypotheses: [],
    plugins: [],
  }
  return genesis({ scenario, snapshot, seed, curves: new Map() })
}

function cohortOf(member: Member, netuids: readonly number[]): Cohort {
  const { strategy, id = strategy, alpha = 0, root = 0, spread = 1, capital = 0 } = member
  return {
    id,
    strategy,
    count: member.count ?? 1,
    per: member.per ?? 'network',
    netuids: member.netuids ?? netuids,
    everywhere: member.netuids === undefined,
    capital,
    stake: { alpha, root, spread },
    ...(member.wallet === undefined ? {} : { wallet: member.wallet }),
    adversary: member.adversary ?? false,
    params: { ...defaultsOf(strategies.get(strategy).params), ...member.params },
  }
}

/** Let so many blocks pass. */
export function pass({ world, rules, society, mempool }: Beginning, blocks: number): void {
  for (let k = 0; k < blocks; k++) {
    society.decide()
    world.block++
    runBlock(world, rules, mempool)
  }
}

/** Free TAO of a member, RAO. */
export const freeOf = ({ world, society }: Beginning, cohort: number, member = 0): number =>
  world.coldkeys.free[society.cohorts[cohort].coldkey[member]]

/** Trades and refusals of a cohort so far. */
export const totalsOf = ({ society }: { society: Society }, cohort: number) => society.cohorts[cohort].totals
