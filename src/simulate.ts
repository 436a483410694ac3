import { runBlock } from './chain/block.js'
import { Script } from './genesis/script.js'
import { type Beginning, genesis, type RunInput } from './genesis.js'
import type { Recorder, RunHooks, RunOutcome } from './record/run.js'
import { outcomeOf, runInfo } from './simulate/outcome.js'
import { recordViewOf } from './simulate/record-view.js'
import { tell } from './simulate/report.js'
import type { RunPlace } from './simulate/run-place.js'
import { loadRun, saveRun } from './simulate/save.js'
import { auditWorld } from './state/audit.js'

export type { RunInput } from './genesis.js'
export type { RunPlace } from './simulate/run-place.js'

/** Blocks between two calls of the hooks. */
const TICK = 200

/**
 * One run: a scenario and a seed become a world; each block the chain steps it, agents act in it, records watch it.
 *
 * @example simulate({ scenario, snapshot, seed: '1', curves }, createRecorder(new MemorySink()))
 * @throws InvariantError if the world breaks one of its laws
 */
export function simulate(
  input: RunInput,
  recorder: Recorder,
  place: RunPlace = {},
  hooks: RunHooks = {},
): RunOutcome {
  const steps = run(input, recorder, place, hooks)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same, giving way to the event loop a few times a second, so that signals and progress come through. */
export async function simulateAsync(
  input: RunInput,
  recorder: Recorder,
  place: RunPlace = {},
  hooks: RunHooks = {},
  giveWay: () => Promise<void> = macrotask,
): Promise<RunOutcome> {
  const steps = run(input, recorder, place, hooks)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await giveWay()
  }
}

const macrotask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** THE LOOP. It pauses every few hundred blocks; nothing in a run depends on who waits. */
function* run(
  input: RunInput,
  recorder: Recorder,
  place: RunPlace,
  hooks: RunHooks,
): Generator<undefined, RunOutcome, undefined> {
  const beginning = place.from ? loadRun(input, place.from) : genesis(input)
  const { world, rules, society, mempool } = beginning
  const start = society.chain.startBlock
  const saveAt = place.save ? start + place.save.after : -1
  const end = start + input.scenario.horizon
  recorder.open(runInfo(input, place, beginning), recordViewOf(beginning))
  rules.log.trades.enabled = true
  const script = new Script(beginning, input.scenario.events)
  let emission = 0
  while (world.block < end) {
    society.decide() //                       everyone has seen block n, no one has seen block n + 1
    script.play() //                          what the scenario lets happen, whatever agents do
    world.block++
    runBlock(world, rules, mempool)
    tell(beginning, recorder, emission)
    emission = world.totals.blockEmission
    recorder.observe()
    check(beginning)
    if (world.block === saveAt) place.save?.keep(saveRun(beginning))
    if ((world.block - start) % TICK === 0) {
      hooks.tick?.(world.block - start)
      if (hooks.stop?.()) return outcomeOf(beginning, 'interrupted')
      yield undefined
    }
  }
  auditWorld(world)
  return outcomeOf(beginning, 'complete')
}

/** The laws of conservation, on the scenario's cadence. */
function check({ world, rules }: Beginning): void {
  const { auditEvery } = rules.params
  if (auditEvery > 0 && world.block % auditEvery === 0) auditWorld(world)
}
