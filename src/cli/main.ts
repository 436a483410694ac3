#!/usr/bin/env node
import { performance } from 'node:perf_hooks'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { shippedCards, snapshotHash } from '../genesis/shipped-cards.js'
import { genesis, type RunInput } from '../genesis.js'
import type { RunHooks } from '../record/run.js'
import { simulateAsync } from '../simulate.js'
import type { Job, Simulation } from '../sweep/one-run.js'
import { ENGINE_VERSION } from '../version.js'
import { runCommand } from './cli.js'
import { createEngine } from './create-engine.js'
import type { LoadedScenario } from './engine.js'
import { saveState } from './save-state.js'
import { EXIT, processTerminal } from './terminal.js'

/** Milliseconds between two looks at signals. */
const PACE = 100

type Chosen = Pick<Job, 'scenario' | 'seed'>

const inputOf = ({ scenario, seed }: Chosen, { curves, additions }: LoadedScenario): RunInput => {
  const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
  return { scenario, snapshot, seed, curves, additions }
}

const simulation =
  (loaded: LoadedScenario, hooks: RunHooks): Simulation =>
  (job, recorder, configHash) =>
    simulateAsync(inputOf(job, loaded), recorder, { configHash }, hooks, paced())

function begin(loaded: LoadedScenario): void {
  const { scenario } = loaded
  genesis(inputOf({ scenario, seed: scenario.seed }, loaded))
}

/** Lets signals in, but not so often that it would cost time. */
function paced(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < PACE) return
    await new Promise((resolve) => setImmediate(resolve))
    last = performance.now()
  }
}

// A reader that has seen enough (`| head`) is no error; a full disk behind `>` is one, and not ours.
for (const [name, stream] of Object.entries({ stdout: process.stdout, stderr: process.stderr })) {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit()
    if (name === 'stdout') process.stderr.write(`what goes to stdout cannot be written: ${message}\n`)
    process.exit(EXIT.no)
  })
}

const engine = createEngine({
  version: ENGINE_VERSION,
  catalogue: scenarioCatalogue(shippedCards),
  snapshotHash,
  begin,
  simulation,
  saveState,
})
process.exitCode = await runCommand(process.argv.slice(2), engine, processTerminal)
