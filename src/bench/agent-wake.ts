import { createCohort } from '../agents/cohort.js'
import { createDelegation } from '../agents/delegation.js'
import { marketFields } from '../agents/outside/fields.js'
import { type MarketParams, Outside } from '../agents/outside/outside.js'
import { Society } from '../agents/society.js'
import { defineStrategy, type Strategy } from '../agents/strategy.js'
import { createLog } from '../chain/log.js'
import { Mempool } from '../chain/mempool.js'
import { createRules } from '../chain/rules.js'
import { timetable } from '../chain/timetable.js'
import { ChainView } from '../chain/view.js'
import { blocks } from '../fields.js'
import { createStreams } from '../random/streams.js'
import { refusalNames } from '../refusal.js'
import { f64 } from '../state/columns.js'
import { createColdkey } from '../state/keys.js'
import { createWorld } from '../state/world.js'
import type { Bench, Machine } from './bench.js'

const AGENTS = 10_000
/** Wakes that are counted for each period. */
const WAKES = 5_000_000
const PERIODS = [1, 20, 360]

/** Looks and counts its looks. */
const idler = defineStrategy({
  id: 'idler',
  role: 'trader',
  summary: 'Does nothing.',
  source: 'this workload',
  params: { period: blocks('1 block', 'time between two looks', { min: 1 }) },
  memory: { looks: f64('count', 'looks so far') },
  wake: (me) => me.params.period,
  decide(me) {
    me.memory.looks++
  },
})

/** What an agent costs that does nothing: agenda, cursor, seat at the desk, one parameter, one memory. */
export const agentWake: Bench = {
  id: 'agent-wake',
  summary: `Ten thousand agents that do nothing: time a wake, at periods of ${PERIODS.join(', ')} blocks.`,
  source: 'workload of this project',
  unit: 'ns/wake',
  repeats: 5,
  run(machine) {
    const figures = PERIODS.map((period) => timeWakes(machine, period))
    const more = Object.fromEntries(figures.map(({ time }, k) => [`period${PERIODS[k]}`, time]))
    const checksum = figures.map(({ looks }) => looks).join('/')
    return { value: Math.max(...figures.map(({ time }) => time)), checksum, more }
  },
}

function timeWakes(machine: Machine, period: number): { time: number; looks: number } {
  const { society, world } = idlers(period)
  const count = Math.ceil((WAKES * period) / AGENTS)
  // Everyone has looked once, and the code is warm.
  for (let k = 0; k < Math.max(period, count / 10); k++) {
    society.decide()
    world.block++
  }
  const looks = () => society.cohorts[0].memory.column('looks').reduce((sum, x) => sum + x, 0)
  const before = looks()
  const start = machine.now()
  for (let k = 0; k < count; k++) {
    society.decide()
    world.block++
  }
  const elapsed = machine.now() - start
  const made = looks() - before
  return { time: (elapsed * 1e6) / made, looks: made }
}

function idlers(period: number) {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: AGENTS, hotkeys: 1, positions: 1 })
  const streams = createStreams('agent-wake')
  const plan = { start: 'mainnet@spec475', set: {}, later: [] }
  const rules = createRules(timetable(plan, {}, 0), streams, createLog(refusalNames.length), [null, null])
  const seed = {
    id: 'idlers',
    index: 0,
    strategy: idler as unknown as Strategy,
    adversary: false,
    coldkey: Int32Array.from({ length: AGENTS }, () => createColdkey(world)),
    hotkey: new Int32Array(AGENTS).fill(-1),
    netuid: new Int32Array(AGENTS).fill(-1),
    values: { period },
  }
  const cohort = createCohort(seed, streams, 2, () => world.block, new Map(), 1)
  const market = Object.fromEntries(
    Object.entries(marketFields).map(([name, field]) => [name, field.default]),
  )
  const outside = new Outside(world, market as unknown as MarketParams, streams)
  const society = new Society(
    world,
    new ChainView(world, rules),
    [cohort],
    createDelegation([{ hotkeys: [], sizes: [] }]),
    outside,
    new Mempool('random', 1),
    rules.log,
  )
  society.open()
  return { world, society }
}
