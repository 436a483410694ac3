import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  catalogueWith,
  chooseSnapshot,
  createRecorder,
  loadPlugins,
  MemorySink,
  readScenario,
  scenarioCatalogue,
  shippedSnapshot,
  shippedSnapshots,
  simulate,
} from '../../src/index.js'

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url))
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()

/** Subnets of the snapshots, largest pool first, as the catalogue wants them. */
const snapshots = shippedSnapshots.map((id) => ({
  id,
  summary: id,
  source: 'data',
  netuids: [...shippedSnapshot(id).subnets]
    .sort((a, b) => b.taoReserveRao - a.taoReserveRao || a.netuid - b.netuid)
    .map(({ netuid }) => netuid),
}))

/** A shipped scenario, cut short. */
async function run(file: string, days: number, seed = '1') {
  const text = readFileSync(join(folder, file), 'utf8')
  const changes = [`horizon=${days} days`, 'warmup=0 days', `record.every=${days} days`]
  const { additions } = await loadPlugins(text, join(folder, file))
  const catalogue = catalogueWith(scenarioCatalogue(snapshots), additions)
  const { scenario, curves } = await readScenario(text, file, catalogue, changes)
  const sink = new MemorySink()
  const recorder = createRecorder(sink, additions.metrics)
  const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
  const outcome = simulate({ scenario, snapshot, seed, curves, additions }, recorder)
  recorder.close(outcome)
  return { outcome, sink, scenario }
}

describe('golden runs: unchanged, not proven right; a change is explained in CHANGELOG.md', () => {
  // mainnet-year has 33,000 UIDs: a third of a day is enough to see every path.
  const days = (file: string) => (file.startsWith('mainnet') ? 0.3 : 2)

  test.each(files)('%s ends as it did', { timeout: 120_000 }, async (file) => {
    const { outcome, sink } = await run(file, days(file))
    const network = sink.row('network', -1)
    const cohorts = sink.tables.get('agents')
    const readable = {
      status: outcome.status,
      stateHash: outcome.stateHash,
      network: Object.fromEntries(
        ['total_issuance_tao', 'block_emission_tao', 'sum_price_tao', 'root_tao', 'trades'].map((name) => [
          name,
          network[name],
        ]),
      ),
      rows: Object.fromEntries([...sink.tables].map(([name, { rows }]) => [name, rows.length])),
      cohorts: cohorts?.rows.length,
    }
    await expect(`${JSON.stringify(readable, null, 2)}\n`).toMatchFileSnapshot(
      `${basename(file, '.yaml')}.json`,
    )
  })
})

test('the same scenario and seed give the same state and the same rows, another seed gives others', async () => {
  const [a, b, c] = [
    await run('quickstart.yaml', 1),
    await run('quickstart.yaml', 1),
    await run('quickstart.yaml', 1, '2'),
  ]
  expect(b.outcome.stateHash).toBe(a.outcome.stateHash)
  expect([...b.sink.tables.values()].map(({ rows }) => rows)).toEqual(
    [...a.sink.tables.values()].map(({ rows }) => rows),
  )
  expect(c.outcome.stateHash).not.toBe(a.outcome.stateHash)
})
