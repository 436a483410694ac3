import { toLimbs } from '../../src/numeric/limbs.js'
import { defaultRecordOptions, type RunInfo } from '../../src/record/run.js'
import type { CohortView, RecordView } from '../../src/record/view.js'
import { refusalNames } from '../../src/refusal.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { addToPosition } from '../../src/state/share-pools.js'
import { createWorld, listNetuids, type World } from '../../src/state/world.js'
import { ROOT } from '../../src/units.js'

export const TAO = 1e9
/** Block at which the small world starts. */
export const START = 9_240_382

/** Two subnets with pools, three UIDs on the first, one cohort of two stakers and one adversary. */
export function smallWorld(): World {
  const world = createWorld({ subnets: 3, uids: 4, coldkeys: 4, hotkeys: 4, positions: 8 })
  world.block = START
  const [high, low] = toLimbs(11_597_618_610_011_215n)
  world.issuance.high[0] = high
  world.issuance.low[0] = low
  const { subnets } = world
  for (const netuid of [1, 2]) {
    subnets.exists[netuid] = 1
    subnets.taoReserve[netuid] = netuid * 1_000 * TAO
    subnets.alphaReserve[netuid] = 10_000 * TAO
    subnets.movingPrice[netuid] = netuid * 0.125
    subnets.share[netuid] = netuid === 1 ? 0.25 : 0.75
  }
  subnets.taoReserve[ROOT] = 500 * TAO
  listNetuids(world)
  for (let i = 0; i < 3; i++) createHotkey(world, createColdkey(world))
  world.coldkeys.free[0] = 5 * TAO
  world.coldkeys.free[1] = 2.5 * TAO
  addToPosition(world, 0, 0, 1, 100 * TAO)
  addToPosition(world, 0, 1, 1, 50 * TAO)
  addToPosition(world, 0, 1, ROOT, 7 * TAO)
  addToPosition(world, 2, 2, 2, 10 * TAO)
  return world
}

/** Three UIDs on subnet 1: two validators, of which the second is the adversary's, and a miner of the adversary. */
export function withNeurons(world: World): World {
  const { subnets, neurons, stride } = world
  subnets.neuronCount[1] = 3
  subnets.epochIndex[1] = 7
  const rows = [
    { hotkey: 0, permit: 1, stakeWeight: 0.6, dividends: 0.75, validatorTrust: 1, emission: 75 * TAO },
    { hotkey: 2, permit: 1, stakeWeight: 0.4, dividends: 0.25, validatorTrust: 0.5, emission: 25 * TAO },
    { hotkey: 2, permit: 0, stakeWeight: 0, incentive: 1, consensus: 0.5, emission: 100 * TAO },
  ]
  rows.forEach((row, uid) => {
    for (const [name, value] of Object.entries(row)) {
      neurons[name as 'emission'][stride + uid] = value
    }
  })
  return world
}

/** Counters that a test may turn. */
export interface Counters {
  income: number
  trades: number
  refusals: Float64Array
}

/** A view whose pools are constant products without fee. */
export function viewOf(world: World): RecordView & { counters: Counters } {
  const counters: Counters = { income: 0, trades: 0, refusals: new Float64Array(refusalNames.length) }
  const cohort = (id: string, adversary: boolean, coldkeys: number[]): CohortView => ({
    id,
    kind: adversary ? 'colluding-cabal' : 'passive-staker',
    adversary,
    role: 'staker',
    size: coldkeys.length,
    agents: coldkeys.length,
    home: () => -1,
    hotkey: (member) => coldkeys[member],
    gone: () => false,
    remembered: () => undefined,
    param: () => Number.NaN,
    coldkey: (member) => coldkeys[member],
    active: () => coldkeys.length,
    incomeTotal: () => counters.income,
    tradeTotal: () => counters.trades,
    refusalTotal: () => counters.refusals[3],
  })
  const { taoReserve, alphaReserve } = world.subnets
  return {
    world,
    counters,
    cohorts: [cohort('stakers', false, [0, 1]), cohort('cabal', true, [2])],
    cohortOf: (coldkey) => (coldkey < 2 ? 0 : 1),
    memberOf: (coldkey) => (coldkey < 2 ? coldkey : 0),
    price: (netuid) => taoReserve[netuid] / alphaReserve[netuid],
    prices: (out) => {
      for (const netuid of world.netuids) out[netuid] = taoReserve[netuid] / alphaReserve[netuid]
    },
    taoWeight: () => 0.5,
    feeFraction: () => 0,
    buys: (netuid, tao) => Math.floor((alphaReserve[netuid] * tao) / (taoReserve[netuid] + tao)),
    sells: (netuid, alpha) => Math.floor((taoReserve[netuid] * alpha) / (alphaReserve[netuid] + alpha)),
    blockEmission: () => 0.5 * TAO,
    nextThreshold: () => 15_750_000 * TAO,
    halvings: () => 1,
    alphaEmission: () => TAO,
    alphaHalvings: () => 0,
    rootSells: () => true,
    tradeTotal: () => counters.trades,
    refusals: counters.refusals,
    quality: () => Number.NaN,
    weight: () => -1,
    taoPriceUsd: () => Number.NaN,
    fundamental: (netuid) => taoReserve[netuid] / alphaReserve[netuid],
    surprises: { taoUsd: 0, marketFlow: 0, orderFlow: 0 },
  }
}

export const runInfo = (more: Partial<RunInfo> = {}): RunInfo => ({
  experiment: 'small',
  cellId: 0,
  rep: 0,
  seed: '1',
  configHash: '0123456789abcdef',
  engineVersion: '0.0.0',
  regime: 'hill-gate-rank',
  startBlock: START,
  startDate: '2026-10-08T00:00:00Z',
  horizon: 14_400,
  warmup: 0,
  record: defaultRecordOptions,
  snapshot: { id: 'small', sha256: '00' },
  filled: [],
  ...more,
})
