import { setTimeout as pause } from 'node:timers/promises'
import type { Engine, LoadedScenario } from '../../src/cli/engine.js'
import type { Terminal } from '../../src/cli/terminal.js'
import { InvariantError, ScenarioError } from '../../src/errors.js'
import { sha256Hex } from '../../src/hash.js'
import type { RunHooks } from '../../src/record/run.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import type { Simulation } from '../../src/sweep/one-run.js'
import { runInfo, START, smallWorld, TAO, viewOf, withNeurons } from '../record/fixture.js'

/** What the fake scenario may ask for: blocks, and how the run ends. */
export interface FakeScenario {
  name: string
  horizon: number
  /** Milliseconds to wait every 100 blocks. */
  slow?: number
  trouble?: 'invariant' | 'disk' | 'clock' | 'genesis'
}

let calls = 0

const simulation =
  (fake: FakeScenario, hooks: RunHooks): Simulation =>
  async (job, recorder, configHash) => {
    refuseWorld(fake)
    const view = viewOf(withNeurons(smallWorld()))
    const { world } = view
    calls++
    recorder.open(
      runInfo({
        experiment: fake.name,
        seed: job.seed,
        configHash,
        engineVersion: job.engineVersion,
        horizon: fake.horizon,
      }),
      view,
    )
    const end = START + fake.horizon
    let status: 'complete' | 'interrupted' = 'complete'
    while (world.block < end && status === 'complete') {
      world.block++
      world.subnets.userInTotal[1] += Number(job.seed) * TAO
      if (fake.trouble === 'clock') world.subnets.userInTotal[1] += calls
      if (world.block === START + 3_000) misbehave(fake)
      recorder.observe()
      if (world.block % 100 === 0) {
        hooks.tick?.(world.block - START)
        if (fake.slow) await pause(fake.slow)
        if (hooks.stop?.()) status = 'interrupted'
      }
    }
    return { status, stateHash: sha256Hex(`${world.subnets.userInTotal[1]}`), eras: [] }
  }

function refuseWorld({ trouble }: FakeScenario): void {
  if (trouble === 'genesis')
    throw new ScenarioError([{ path: 'population', got: '300 agents', want: 'at most 256' }])
}

function misbehave({ trouble }: FakeScenario): void {
  if (trouble === 'invariant') throw new InvariantError('alpha was lost', START + 3_000, 'subnets', 1)
  if (trouble === 'disk')
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
}

/** An engine whose scenarios are JSON and whose world is two pools with one buyer. */
export const fakeEngine: Engine = {
  version: '9.9.9',
  begin({ scenario }) {
    refuseWorld(scenario as unknown as FakeScenario)
  },
  async read(text, file, set): Promise<LoadedScenario> {
    let fake: FakeScenario
    try {
      fake = JSON.parse(text)
    } catch {
      throw new ScenarioError([{ path: '', file, got: 'this', want: 'JSON' }])
    }
    for (const one of set) Object.assign(fake, { [one.split('=')[0]]: Number(one.split('=')[1]) })
    const scenario = {
      ...fake,
      question: 'does it run?',
      warmup: 0,
      seed: '1',
      protocol: { follow: 'mainnet', from: 1 },
      genesis: { snapshot: 'small', netuids: [1, 2], uids: 4, resolution: 'neurons', more: {} },
      population: [],
      events: [],
      plugins: [],
      record: { every: 7_200, epochs: 0, trades: false, validators: false, miners: false },
    } as unknown as Scenario
    return { scenario, notes: [], curves: new Map(), ingredients: ['abc'] }
  },
  simulation: (loaded, hooks) => simulation(loaded.scenario as unknown as FakeScenario, hooks),
  saveState: (world) => new TextEncoder().encode(String(world.block)),
  list: async (topic) =>
    topic === 'metrics'
      ? [
          { id: 'subnets.price_tao', summary: 'Spot price.', source: 'here', more: { unit: 'TAO/alpha' } },
          { id: 'subnets.volume_tao', summary: 'TAO traded.' },
          { id: 'network.volume_tao', summary: 'TAO traded.' },
        ]
      : [],
  scenarioSchema: () => ({ $schema: 'https://json-schema.org/draft/2020-12/schema' }),
  sweepSchema: () => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'sweep' }),
}

/** A terminal that keeps what is written. */
export function fakeTerminal(live = false): Terminal & { stdout: string; stderr: string } {
  return {
    stdout: '',
    stderr: '',
    live,
    out(text) {
      this.stdout += text
    },
    err(text) {
      this.stderr += text
    },
  }
}
