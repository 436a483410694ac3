import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../src/hash.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { ownHouse } from '../../src/sweep/house.js'
import { type Job, nameOf } from '../../src/sweep/one-run.js'
import type { OrderDone, RunOrder, RunQueue } from '../../src/sweep/queue/queue.js'

/** A world that costs next to nothing: some tens of milliseconds a day. */
const small = (days: number) => `
name: small
horizon: ${days} days
genesis: { snapshot: synthetic, subnets: 4, resolution: aggregate }
population: [{ id: retail, strategy: retail, count: 1 per subnet, capital: 5000 TAO, stake: 15 % }]
`

/** Orders of the same small run with seeds 1, 2, … */
export async function smallOrders(count: number, days = 1): Promise<RunOrder[]> {
  const text = small(days)
  const { scenario } = await readScenario(text, 'small.yaml', ownHouse.catalogue)
  return Array.from({ length: count }, (_, rep) => {
    const job: Job = {
      scenario,
      seed: `${rep + 1}`,
      input: { file: 'small.yaml', text, set: [] },
      ingredients: ownHouse.ingredients(scenario),
      engineVersion: ownHouse.version,
    }
    return { run: nameOf(job), job, place: { experiment: 'small', cell: 0, rep } }
  })
}

/** Everything that a queue gives back. */
export async function allDone(
  queue: RunQueue,
  orders: Iterable<RunOrder>,
  stop = new AbortController().signal,
): Promise<OrderDone[]> {
  const done: OrderDone[] = []
  for await (const one of queue.carryOut(orders, stop)) done.push(one)
  return done
}

/** Runs that lie in a folder, with the hash of their tables: what must not depend on who made them. */
export function hashes(folder: string): Record<string, string> {
  const runs = readdirSync(folder).sort()
  return Object.fromEntries(
    runs.map((run) => {
      const files = readdirSync(join(folder, run)).filter((file) => file !== 'manifest.json')
      const texts = files.sort().map((file) => `${file}\n${readFileSync(join(folder, run, file), 'utf8')}`)
      return [run, sha256Hex(texts.join('\n'))]
    }),
  )
}
