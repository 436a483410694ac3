import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Additions } from '../genesis/additions.js'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { snapshotHash } from '../genesis/shipped-cards.js'
import { joinPlugins } from '../plugins/join.js'
import type { RunHooks } from '../record/run.js'
import { finishedRun } from '../record/sinks/folder.js'
import { shareParts } from '../record/sinks/shared-parts.js'
import { type Curves, compileCurves } from '../scenario/curves.js'
import { simulate } from '../simulate.js'
import { ENGINE_VERSION } from '../version.js'
import { type Job, runToFolder, type Simulation } from './one-run.js'
import { PairingSink } from './pairing.js'
import type { OrderDone, RunOrder } from './queue/queue.js'

/**
 * Carry out one order of a sweep, here and now, into `<folder>/<run>`. Whatever goes wrong with the run is in what comes
 * back; nothing is thrown.
 *
 * @param folder  of the runs of the sweep
 * @param hooks   `stop` is asked every few hundred blocks
 */
export async function performOrder(
  order: RunOrder,
  folder: string,
  hooks: RunHooks = {},
): Promise<OrderDone> {
  const { run, job, keep } = order
  const start = performance.now()
  const done = (rest: Omit<OrderDone, 'run' | 'seconds'>): OrderDone => ({
    run,
    seconds: (performance.now() - start) / 1000,
    ...rest,
  })
  // Someone else may have finished the same run meanwhile, and cleared our folder away.
  const failed = (error: unknown) =>
    finishedRun(folder, run)
      ? done({ status: 'complete', reused: true })
      : done({ status: 'failed', reused: false, error: wordsOf(error) })
  if (hooks.stop?.()) return done({ status: 'interrupted', reused: false })
  try {
    refuseStrangers(job)
    const additions = joinPlugins(job.input.plugins ?? [])
    const curves = await compileCurves(job.scenario)
    const pairing = order.pairing ? new PairingSink() : undefined
    const { status, reused, error } = await runToFolder(
      job,
      simulationWith(curves, hooks, additions),
      folder,
      {
        keep,
        metrics: additions.metrics,
        writer: randomUUID().slice(0, 8),
        also: pairing,
        dress(partial, manifest) {
          pairing?.save(partial)
          return Promise.resolve(shareParts(manifest, folder))
        },
      },
    )
    if (error !== undefined) return failed(error)
    return done({ status: status === 'complete' ? 'complete' : 'interrupted', reused })
  } catch (error) {
    return failed(error)
  }
}

/** Without giving way: a worker has nothing else to do, and the wish to stop is read from shared memory. */
const simulationWith =
  (curves: Curves, hooks: RunHooks, additions: Additions): Simulation =>
  ({ scenario, seed }, recorder, configHash) => {
    const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
    return simulate({ scenario, snapshot, seed, curves, additions }, recorder, { configHash }, hooks)
  }

/** An order from another version, or over other data, would give other bytes under the same name. */
function refuseStrangers({ engineVersion, ingredients, scenario }: Job): void {
  if (engineVersion !== ENGINE_VERSION)
    throw new Error(`the run is for engine ${engineVersion}, this worker has ${ENGINE_VERSION}`)
  const { snapshot } = scenario.genesis
  if (ingredients[0] !== snapshotHash(snapshot))
    throw new Error(`this worker has other files for the snapshot "${snapshot}"`)
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)
