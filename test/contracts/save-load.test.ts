import { beforeAll, describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { eras } from '../../src/chain/history.js'
import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { type Beginning, genesis, type RunInput } from '../../src/genesis.js'
import { createRecorder } from '../../src/record/recorder.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { outcomeOf } from '../../src/simulate/outcome.js'
import { loadRun, type SavedRun, saveRun } from '../../src/simulate/save.js'
import { simulate } from '../../src/simulate.js'
import { auditWorld } from '../../src/state/audit.js'
import { packState, unpackState } from '../../src/state/pack.js'

/** Blocks before the state is put aside, and after. */
const BEFORE = 130
const AFTER = 110

/** A small society on three synthetic subnets, busy enough that every part of a state is in use. */
async function inputUnder(protocol: string, network = ''): Promise<RunInput> {
  const text = `
horizon: 1 day
protocol: ${protocol}
genesis: { snapshot: synthetic, subnets: 3, uids: 16 }
network: { tempo: 40 blocks, mechanisms: 2, userLiquidity: true, limitOrders: true, weightsRateLimit: 10 blocks ${network} }
population:
  - { id: validators, strategy: honest-validator, count: 3 per subnet, stake: { alpha: 30 %, root: 60 % } }
  - { id: miners, strategy: honest-miner, count: 6 per subnet, stake: { alpha: 5 % } }
  - { id: momentum, strategy: momentum-staker, count: 4, capital: 500 TAO, params: { period: 40 blocks, fast: 0.02 day, slow: 0.1 day } }
  - { id: retail, strategy: retail, count: 1 per subnet, capital: 5000 TAO, stake: 10 %, params: { arrivals: 400, covered: 30 % } }
  - { id: ranges, strategy: liquidity-provider, count: 1 per subnet, capital: 1000 TAO, stake: 5 %, params: { period: 30 blocks } }
  - { id: relayer, strategy: order-relayer }
  - { id: root, strategy: root-staker, count: 3, stake: { root: 10 % }, capital: 100 TAO }
`
  const { scenario, curves } = await readScenario(text, 'save.yaml', scenarioCatalogue([]))
  const { seed } = scenario
  return { scenario, curves, seed, snapshot: chooseSnapshot(scenario, seed, shippedSnapshot) }
}

function live({ world, rules, society, mempool }: Beginning, blocks: number): void {
  for (let k = 0; k < blocks; k++) {
    society.decide()
    world.block++
    runBlock(world, rules, mempool)
    rules.log.events.length = 0
    rules.log.epochCount = 0
  }
}

const hashOf = (beginning: Beginning) => outcomeOf(beginning, 'complete').stateHash
/** Through bytes, as a file would hold it. */
const throughBytes = (saved: SavedRun) => unpackState(packState(saved)) as SavedRun

/** Each era, and a change to the next one after the state was put aside. */
const timetables = eras.all.map(({ id }, i) => {
  const next = eras.all[i + 1]?.id
  const then = next === undefined ? '' : `, then: [{ at: ${BEFORE + 60} blocks, era: "${next}" }]`
  return [id, `{ start: "${id}"${then} }`] as const
})

describe.each(timetables)('a run under %s that is saved, loaded and continued', (_era, protocol) => {
  test('ends in the same state, to the last bit, as the run that went on', async () => {
    const input = await inputUnder(protocol)
    const first = genesis(input)
    live(first, BEFORE)
    const saved = throughBytes(saveRun(first))
    const begun = hashOf(first)
    live(first, AFTER)

    const second = loadRun(input, saved)
    expect(hashOf(second)).toBe(begun)
    live(second, AFTER)
    expect(hashOf(second)).toBe(hashOf(first))
    expect(hashOf(first)).not.toBe(begun)
    auditWorld(second.world)
  })
})

describe('a saved run', () => {
  let input: RunInput
  beforeAll(async () => {
    input = await inputUnder('mainnet@spec391')
  })

  test('has everything in use that there is: ranges, orders, commits, second mechanisms, trades', () => {
    const run = genesis(input)
    live(run, BEFORE)
    const { world, rules } = saveRun(run)
    const used = (table: string, column: string) => {
      const array = world.tables.find(({ name }) => name === table)?.columns[column] ?? []
      return Array.from(array).some((value) => value !== 0)
    }
    expect(used('concentrated-positions', 'netuid')).toBe(true)
    expect(used('chain/limit-orders', 'open') || rules.trades > 0).toBe(true)
    expect(used('chain/second-mechanism', 'lastUpdate')).toBe(true)
    expect(rules.commits.some((open) => open.length > 0)).toBe(true)
    expect(rules.seconds.some((matrix) => matrix !== null)).toBe(true)
    expect(rules.trades).toBeGreaterThan(10)
  })

  test('is put aside by a run on its way, and goes on from a library call to the same end', () => {
    const short = { ...input, scenario: { ...input.scenario, horizon: 300 } }
    let state: SavedRun | undefined
    const keep = (saved: SavedRun) => {
      state = throughBytes(saved)
    }
    const [whole, rest] = [createRecorder(new MemorySink()), createRecorder(new MemorySink())]
    const ended = simulate(short, whole, { save: { after: 170, keep } })
    expect(simulate(short, rest, { from: state }).stateHash).toBe(ended.stateHash)
  })

  test('shares nothing with the run it was read from, nor do two loads with one another', () => {
    const run = genesis(input)
    live(run, BEFORE)
    const saved = saveRun(run)
    const [one, two] = [loadRun(input, saved), loadRun(input, saved)]
    const begun = hashOf(one)
    live(one, AFTER)
    live(run, AFTER)
    expect(hashOf(two)).toBe(begun)
    live(two, AFTER)
    expect([hashOf(two), hashOf(run)]).toEqual([hashOf(one), hashOf(one)])
  })

  test('may go on under other rules: the same past, another future, and every law holds', async () => {
    const run = genesis(input)
    live(run, BEFORE)
    const saved = saveRun(run)
    const branch = loadRun(await inputUnder('mainnet@spec391', ', feeRate: 300'), saved)
    expect(hashOf(branch)).toBe(hashOf(run))
    live(branch, AFTER)
    live(run, AFTER)
    expect(hashOf(branch)).not.toBe(hashOf(run))
    auditWorld(branch.world)
  })

  test('is refused by a run of other people, of an earlier timetable, or with a script', async () => {
    const run = genesis(input)
    const saved = saveRun(run)
    const { cohorts } = saved.society
    const fewer = { ...saved, society: { ...saved.society, cohorts: cohorts.slice(1) } }
    expect(() => loadRun(input, fewer)).toThrow(/another population/)
    const later = { ...saved, rules: { ...saved.rules, entered: 3 } }
    expect(() => loadRun(input, later)).toThrow(/more changes of rules/)
    const event = { at: 10, kind: 'set-network', values: {} }
    const scripted = { ...input, scenario: { ...input.scenario, events: [event] } }
    expect(() => loadRun(scripted, saved)).toThrow(/events: got 1 events, want none/)
  })
})

describe('bytes of a state', () => {
  test('give back numbers that JSON does not know, and arrays of every kind', () => {
    const state = {
      numbers: [0.1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0],
      text: 'α',
      none: null,
      arrays: [
        Uint8Array.of(1, 2, 3),
        Uint16Array.of(65_535),
        Int32Array.of(-1, 7),
        new Float64Array(0),
        Float64Array.of(Math.PI),
        Uint32Array.of(4e9),
      ],
    }
    expect(unpackState(packState(state))).toEqual(state)
    expect(Object.is((unpackState(packState([-0])) as number[])[0], -0)).toBe(true)
  })

  test('are refused if they are none, or cut short', () => {
    expect(() => unpackState(new Uint8Array(3))).toThrow(/no saved state/)
    expect(() => unpackState(packState({ a: new Float64Array(9) }).slice(0, -8))).toThrow(/ends too soon/)
  })
})
