#!/usr/bin/env node
import { performance } from 'node:perf_hooks'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { shippedCards, snapshotHash } from '../genesis/shipped-cards.js'
import type { Snapshot } from '../genesis/snapshot.js'
import type { RunHooks } from '../record/run.js'
import { simulateAsync } from '../simulate.js'
import type { Simulation } from '../sweep/one-run.js'
import { ENGINE_VERSION } from '../version.js'
import { runCommand } from './cli.js'
import { createEngine } from './create-engine.js'
import type { LoadedScenario } from './engine.js'
import { saveState } from './save-state.js'
import { processTerminal } from './terminal.js'

/** Milliseconds between two looks at signals. */
const PACE = 100

const simulation =
  ({ curves, additions }: LoadedScenario, hooks: RunHooks): Simulation =>
  ({ scenario, seed }, recorder, configHash) => {
    const snapshot: Snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
    const input = { scenario, snapshot, seed, curves, additions }
    return simulateAsync(input, recorder, { configHash }, hooks, paced())
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

// A reader that has seen enough (`| head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

const engine = createEngine({
  version: ENGINE_VERSION,
  catalogue: scenarioCatalogue(shippedCards),
  snapshotHash,
  simulation,
  saveState,
})
process.exitCode = await runCommand(process.argv.slice(2), engine, processTerminal)
