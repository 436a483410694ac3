#!/usr/bin/env node
import { performance } from 'node:perf_hooks'
import { catalogue as shipped } from '../genesis/catalogue.js'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import type { Snapshot } from '../genesis/snapshot.js'
import type { RunHooks } from '../record/run.js'
import type { ReadScenario } from '../scenario/read-scenario.js'
import type { SnapshotCard } from '../scenario/scenario.js'
import { simulateAsync } from '../simulate.js'
import type { Simulation } from '../sweep/one-run.js'
import { ENGINE_VERSION } from '../version.js'
import { runCommand } from './cli.js'
import { createEngine } from './create-engine.js'
import { saveState } from './save-state.js'
import { processTerminal } from './terminal.js'

/** Milliseconds between two looks at signals. */
const PACE = 100

/** The snapshots of the package; their subnets are read when a scenario asks for them. */
const snapshots: readonly SnapshotCard[] = shipped.map(({ id, title, files }) => ({
  id,
  summary: title,
  source: files.join(', '),
  get netuids() {
    const { subnets } = shippedSnapshot(id)
    return [...subnets]
      .sort((a, b) => b.taoReserveRao - a.taoReserveRao || a.netuid - b.netuid)
      .map(({ netuid }) => netuid)
  },
}))

/** What a run depends on beside its scenario: the files of the snapshot, by their hashes. */
const snapshotHash = (id: string): string =>
  id === 'synthetic'
    ? id
    : shippedSnapshot(id)
        .files.map(({ sha256 }) => sha256)
        .join(' ')

const simulation =
  ({ curves }: ReadScenario, hooks: RunHooks): Simulation =>
  ({ scenario, seed }, recorder, configHash) => {
    const snapshot: Snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
    return simulateAsync({ scenario, snapshot, seed, curves }, recorder, { configHash }, hooks, paced())
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
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const engine = createEngine({
  version: ENGINE_VERSION,
  catalogue: scenarioCatalogue(snapshots),
  snapshotHash,
  simulation,
  saveState,
})
process.exitCode = await runCommand(process.argv.slice(2), engine, processTerminal)
