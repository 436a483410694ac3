import { chooseSnapshot } from '../../../src/genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../../../src/genesis/shipped.js'
import { type FinishedRun, finishedRun, pairedMetrics } from '../../../src/record/paired/index.js'
import { createRecorder } from '../../../src/record/recorder.js'
import { MemorySink } from '../../../src/record/sinks/memory.js'
import { attackOff } from '../../../src/scenario/attack-off.js'
import { compileCurves } from '../../../src/scenario/curves.js'
import { readScenario } from '../../../src/scenario/read-scenario.js'
import type { Scenario } from '../../../src/scenario/scenario.js'
import { simulate } from '../../../src/simulate.js'

export const catalogue = scenarioCatalogue([])

/** A small synthetic network whose outside stands still, and these cohorts. */
export const network = (population: string, more = '') => `
name: pair
horizon: 3 days
genesis: { snapshot: synthetic, subnets: 3, uids: 32, minerBurned: 0 }
record: { every: 2 h, epochs: every epoch }
market: { organicFlow: 0, marketFlow: 0, slowFlow: 0 }
population:
  - { id: owners, strategy: honest-owner, count: 1 per subnet, stake: { alpha: 1 % } }
  - { id: validators, strategy: honest-validator, count: 3 per subnet, stake: { alpha: 20 %, root: 60 % } }
  - { id: miners, strategy: honest-miner, count: 12 per subnet, params: { outside: 0 } }
  - { id: retail, strategy: retail, count: 1 per subnet, capital: 2000 TAO, stake: { alpha: 10 % } }
${population}
${more}`

export const scenarioOf = async (text: string): Promise<Scenario> =>
  (await readScenario(text, 'pair.yaml', catalogue)).scenario

export async function runOf(scenario: Scenario, seed = scenario.seed): Promise<MemorySink> {
  const sink = new MemorySink()
  const recorder = createRecorder(sink)
  const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
  const curves = await compileCurves(scenario)
  recorder.close(simulate({ scenario, snapshot, seed, curves }, recorder))
  return sink
}

/** A scenario, and the same without its attack. */
export async function runPair(text: string): Promise<{
  treated: MemorySink
  twin: MemorySink
  runs: [FinishedRun, FinishedRun]
  paired: Record<string, number>
}> {
  const scenario = await scenarioOf(text)
  const treated = await runOf(scenario)
  const twin = await runOf(attackOff(scenario, catalogue.strategies))
  const runs: [FinishedRun, FinishedRun] = [finishedRun(treated), finishedRun(twin)]
  return { treated, twin, runs, paired: pairedMetrics(...runs) }
}
