import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ScenarioError } from '../../../src/errors.js'
import { loadCellRun } from '../../../src/sweep/cell-run.js'
import { nameOf } from '../../../src/sweep/one-run.js'
import { type SweepOptions, type SweepResult, sweep } from '../../../src/sweep/sweep.js'
import { readCsv } from '../../support/csv.js'
import { hereQueue } from '../../support/here-queue.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-search-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, `${name}.yaml`)
  writeFileSync(path, text)
  return path
}
const go = (path: string, out: string, options: SweepOptions = {}) =>
  sweep(path, { out: join(folder, out), queue: hereQueue, ...options })
const table = (result: SweepResult, name: string) =>
  readCsv(readFileSync(join(result.folder, `${name}.csv`), 'utf8'))
const hashes = ({ tables }: SweepResult) => Object.values(tables).map(({ file, sha256 }) => [file, sha256])

/** One purchase in one order, on a subnet where nobody else trades. */
const impact = `
experiment: impact
horizon: 20 blocks
seed: "3"
genesis: { snapshot: synthetic, subnets: 1, uids: 8, resolution: aggregate, poolSpread: 0, priceSpread: 0 }
population:
  - id: whale
    strategy: whale
    adversary: true
    count: 1
    subnets: [1]
    capital: 1e6 TAO
    params: { mode: block, side: buy, at: 10 blocks, amount: 1 TAO }
record: { every: 10 blocks }
replicates: 2
keep: [subnets]
compare: attack-off
search: { axis: population.whale.params.amount, from: 100 TAO, to: 2000 TAO, metric: impact_peak_frac, target: 10 %, steps: 4 }
`

describe('a search for capital', { timeout: 120_000 }, () => {
  let path: string
  let one: SweepResult
  beforeAll(async () => {
    path = file('impact', impact)
    one = await go(path, 'one')
  }, 120_000)

  test('finds what moves a price by 10 %: y (sqrt(1.1) - 1), and the fee', () => {
    const [row] = table(one, 'search')
    const [run] = table(one, 'search_runs')
    const [start] = readCsv(readFileSync(join(one.folder, 'runs', run.config_hash, 'subnets.csv'), 'utf8'))
    const fee = 33 / 65_535
    const exact = (Number(start.pool_tao) * (Math.sqrt(1.1) - 1)) / (1 - fee)
    expect(row).toMatchObject({ status: 'found', unit: 'TAO', levels: '6' })
    expect(Number(row.level_short)).toBeLessThan(exact)
    expect(Number(row.level)).toBeGreaterThan(exact)
    expect(Number(row.estimate) / exact).toBeCloseTo(1, 2)
  })

  test('answers with the cost of corruption, and what the attack loses at that level', () => {
    const [row] = table(one, 'search')
    expect(row.coc_tao).toBe(row.level)
    const at = table(one, 'search_runs').filter(({ level }) => level === row.level)
    expect(at.map(({ rep, status }) => [rep, status])).toEqual([
      ['0', 'complete'],
      ['1', 'complete'],
    ])
    // A purchase and its fee, valued at what the pool gives back, is a loss.
    expect(Number(row.coc_net_tao)).toBeGreaterThan(0)
    expect(Number(row.corruption_margin_frac)).toBeCloseTo(-Number(row.coc_net_tao) / Number(row.level), 12)
    expect(row.min_collude_stake_frac).toBe('')
  })

  test('says which levels it tried, in which order', () => {
    const levels = table(one, 'search_levels').map(({ level }) => Number(level))
    expect(levels.slice(0, 3)).toEqual([2000, 100, Math.sqrt(200_000)])
    for (const { n, envelope, mean } of table(one, 'search_levels')) {
      expect(n).toBe('2')
      expect(Number(envelope)).toBeCloseTo(Number(mean), 12)
    }
    expect(table(one, 'summary')).toHaveLength(2)
  })

  test('goes over the same levels when it is run again, and runs nothing', async () => {
    const again = await go(path, 'one')
    expect(again.reused).toBe(again.runs)
    expect(hashes(again)).toEqual(hashes(one))
    expect(hashes(await go(path, 'one', { collect: true }))).toEqual(hashes(one))
  })

  test('cut short it is unfinished, and afterwards goes on to the same bytes', async () => {
    const stop = new AbortController()
    const told = ({ done }: { done: number }) => done >= 9 && stop.abort()
    const cut = await go(path, 'cut', { signal: stop.signal, told })
    expect(cut.status).toBe('interrupted')
    expect(table(cut, 'search')[0].status).toBe('unfinished')
    const rest = await go(path, 'cut')
    expect(rest.reused).toBeGreaterThanOrEqual(9)
    expect(hashes(rest)).toEqual(hashes(one))
  })

  test('a run of a level is asked for by its cell and the level', async () => {
    const { level, rep, config_hash } = table(one, 'search_runs').at(-1)!
    const set = [`population.whale.params.amount=${level} TAO`]
    const { job } = await loadCellRun(path, { cell: 0, rep: Number(rep), set })
    expect(nameOf(job)).toBe(config_hash)
  })

  test('is refused in shards', async () => {
    const refused = go(path, 'shards', { shard: { index: 1, count: 2 } })
    await expect(refused).rejects.toThrow(/which level is next/)
    await expect(refused).rejects.toBeInstanceOf(ScenarioError)
  })
})

test('what the highest level does not reach is unreachable, what the lowest does is below', {
  timeout: 120_000,
}, async () => {
  const ends = 'from: 600 TAO, to: 700 TAO, metric: impact_peak_frac'
  const axis = 'axis: population.whale.params.amount'
  const text = impact.replace(
    /search:.*\n/,
    `search:
  - { id: little, ${axis}, ${ends}, target: 1 % }
  - { id: much, ${axis}, ${ends}, target: 900 % }
`,
  )
  const rows = table(await go(file('ends', text), 'ends'), 'search')
  expect(rows.map(({ search, status, level, coc_tao }) => [search, status, level, coc_tao])).toEqual([
    ['little', 'below', '600', '600'],
    ['much', 'unreachable', '', ''],
  ])
})

test('a ring takes the most of the incentive from half of the stake on at kappa 50 %, and from 1 - kappa above', {
  timeout: 120_000,
}, async () => {
  const text = `
experiment: ring
horizon: 500 blocks
warmup: 250 blocks
genesis: { snapshot: synthetic, subnets: 1, uids: 24, poolSpread: 0, priceSpread: 0, minerBurned: 0, rootTao: 0 TAO }
network: { yuma3: true, commitReveal: false, bondsPenalty: 100 %, tempo: 100 }
population:
  - { id: miners, strategy: honest-miner, count: 8 per subnet, params: { sold: 0, outside: 0 } }
  - { id: ring-miners, strategy: cabal-miner, adversary: true, count: 2 per subnet, params: { sold: 0, outside: 0 } }
  - { id: honest, strategy: honest-validator, count: 4, stake: { alpha: 20 % }, params: { sold: 0, noise: 0 } }
  - id: ring
    strategy: colluding-validators
    adversary: true
    count: 4
    stake: { alpha: 20 % }
    params: { policy: selfweight, ownPart: 99 %, miners: ring-miners, sold: 0, noise: 0 }
record: { every: 500 blocks }
factors: { network.kappa: [50 %, 60 %] }
search:
  axis: population.ring.stake.alpha
  from: 5 %
  to: 50 %
  scale: linear
  metric: honest_miner_incentive_frac
  direction: falling
  target: 25 %
  steps: 5
`
  const rows = table(await go(file('ring', text), 'ring'), 'search')
  for (const [i, kappa] of [0.5, 0.6].entries()) {
    const { status, level, level_short, min_collude_stake_frac, coc_tao } = rows[i]
    expect(status).toBe('found')
    const share = (alpha: string) => Number(alpha) / (20 + Number(alpha))
    expect(share(level_short)).toBeLessThanOrEqual(1 - kappa)
    expect(share(level)).toBeGreaterThanOrEqual(1 - kappa)
    expect(Number(min_collude_stake_frac)).toBeCloseTo(Number(level) / 100, 12)
    expect(coc_tao).toBe('')
  }
})
