import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PoolState } from './backtest.js'
import { LATER, poolsOn } from './forecasts.js'
import { LONG_RUN_DAYS, type LongLook, longLooks } from './long-run.js'
import { momentsOf } from './moments.js'
import { keptSubnets, replicate, withheldAtStart } from './replicate.js'
import { worldOf } from './worlds.js'

const WORKERS = 2

/** One run to make: 92 days for the moments, or two years. */
export interface Job {
  readonly kind: 'moments' | 'years'
  readonly preset: string
  readonly seed: string
}

/** What a worker sends back; of a run of two years the looks alone, of the others all but these. */
export interface Done {
  readonly seed: string
  readonly values: Readonly<Record<string, number>>
  readonly pools: readonly PoolState[]
  readonly looks: readonly LongLook[]
}

async function run({ kind, preset, seed }: Job): Promise<Done> {
  const netuids = keptSubnets()
  const { set } = worldOf(preset)
  if (kind === 'years') {
    const tape = await replicate(seed, [...set, `horizon=${LONG_RUN_DAYS} days`])
    return { seed, values: {}, pools: [], looks: longLooks(seed, tape, new Set(netuids)) }
  }
  const tape = await replicate(seed, set)
  const values = momentsOf(tape, new Set(netuids), withheldAtStart)
  return { seed, values, pools: poolsOn(tape, LATER, netuids), looks: [] }
}

/** A worker: makes what it is told, until nobody tells it any more. */
export function serve(): void {
  process.on('message', async (job: Job) => process.send?.(await run(job)))
}

/** Make all runs in processes of their own, each taking the next one. @returns results in the order of the jobs */
export async function share(jobs: readonly Job[]): Promise<Done[]> {
  const results: Done[] = []
  let next = 0
  const work = async (child: ChildProcess): Promise<void> => {
    while (next < jobs.length) {
      const k = next++
      child.send(jobs[k])
      results[k] = await answer(child)
      process.stderr.write(`${jobs[k].preset}, seed ${jobs[k].seed}\n`)
    }
    child.disconnect()
  }
  const file = fileURLToPath(new URL('./main.js', import.meta.url))
  await Promise.all(Array.from({ length: WORKERS }, () => work(fork(file, ['--serve']))))
  return results
}

/** The worker's next message; its end is an error. */
const answer = (child: ChildProcess): Promise<Done> =>
  new Promise((done, fail) => {
    const lost = (code: number | null) => fail(new Error(`a worker ended with code ${code}`))
    child.once('exit', lost)
    child.once('message', (result) => {
      child.off('exit', lost)
      done(result as Done)
    })
  })
