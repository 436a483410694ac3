import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SweepOptions, type SweepResult, sweep } from '../../src/sweep/sweep.js'
import { readCsv } from '../support/csv.js'
import { hereQueue } from '../support/here-queue.js'
import { sweepFolder, writeSmallSweep } from '../support/sweeps.js'
import { startTaolab } from '../support/taolab.js'

/** A process of its own loads the engine from its sources, which takes seconds. */
const SLOW = 120_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-whole-'))
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

/** Two small subnets for some hundred blocks. */
const people = `
horizon: 400 blocks
genesis: { snapshot: synthetic, subnets: 2, uids: 8 }
population:
  - { id: miners, strategy: honest-miner, count: 3 per subnet }
  - { id: validators, strategy: honest-validator, count: 2, stake: { alpha: 40 % } }
record: { every: 200 blocks }
`

test(
  'four workers, as many as replicates, end in as many different states, and in the bytes of one',
  async () => {
    const path = file('states', `${people}replicates: 4\nprimary: [sum_price_tao]\n`)
    const one = await go(path, 'one')
    const four = await sweep(path, { out: join(folder, 'four'), workers: 4 })
    const hashes = ({ tables }: SweepResult) => Object.values(tables).map(({ sha256 }) => sha256)
    expect(hashes(four)).toEqual(hashes(one))
    const states = readdirSync(join(four.folder, 'runs')).map(
      (run) => JSON.parse(readFileSync(join(four.folder, 'runs', run, 'manifest.json'), 'utf8')).stateHash,
    )
    expect(new Set(states).size).toBe(4)
  },
  SLOW,
)

/** Two adversaries who hold their capital, so that what the coalition begins with is the sum of two factors. */
const purses = `
horizon: 10 blocks
genesis: { snapshot: synthetic, subnets: 1, uids: 8, resolution: aggregate }
population:
  - { id: big, strategy: whale, adversary: true, count: 1, params: { at: 1 day } }
  - { id: small, strategy: whale, adversary: true, count: 1, params: { at: 1 day } }
record: { every: 10 blocks }
factors:
  population.big.capital: { from: 100, to: 400, unit: TAO }
  population.small.capital: { from: 100, to: 200, unit: TAO }
`
const METRIC = 'adversary_lv_start_tao'
const sensitivityOf = (result: SweepResult) =>
  table(result, 'sensitivity').filter(({ metric }) => metric === METRIC)

describe('an additive response', { timeout: SLOW }, () => {
  test('has elementary effects as wide as its ranges, all alike, with their sign', async () => {
    const text = `${purses}design: { kind: morris, trajectories: 3, levels: 4 }\n`
    const rows = sensitivityOf(await go(file('morris', text), 'morris'))
    expect(rows.map(({ factor }) => factor)).toEqual(['population.big.capital', 'population.small.capital'])
    for (const [i, width] of [300, 100].entries()) {
      expect(Number(rows[i].mu)).toBeCloseTo(width, 6)
      expect(Number(rows[i].mu_star)).toBeCloseTo(width, 6)
      expect(Number(rows[i].sigma)).toBeCloseTo(0, 6)
    }
  })

  test("has Sobol' indices in the ratio of the squared ranges, which sum to 1", async () => {
    const text = `${purses}design: { kind: saltelli, samples: 16 }\n`
    const result = await go(file('saltelli', text), 'saltelli')
    expect(result).toMatchObject({ cells: 64, status: 'complete' })
    const rows = sensitivityOf(result)
    const [big, small] = rows.map(({ s1, st }) => ({ s1: Number(s1), st: Number(st) }))
    expect(big.s1 + small.s1).toBeCloseTo(1, 1)
    expect(big.st).toBeCloseTo(0.9, 1)
    expect(small.st).toBeCloseTo(0.1, 1)
    for (const { s1_lo, s1_hi, n } of rows) {
      expect(Number(s1_lo)).toBeLessThanOrEqual(Number(s1_hi))
      expect(n).toBe('16')
    }
  })
})

test(
  'a stopping rule goes on, round after round, with the cells that are not known well enough',
  async () => {
    const text = `
horizon: 300 blocks
genesis: { snapshot: synthetic, subnets: 2, resolution: aggregate }
population: [{ id: retail, strategy: retail, count: 1 per subnet, capital: 500000 TAO, stake: 15 % }]
record: { every: 300 blocks }
factors: { population.retail.count: [0, 1 per subnet] }
stop: { rel: 0, abs: 1e-6, from: 2, by: 2, most: 6 }
primary: [wealth_gini]
`
    const result = await go(file('stopping', text), 'stopping')
    const reps = table(result, 'runs').map(({ cell_id, rep }) => `${cell_id}/${rep}`)
    expect(reps).toEqual(['0/0', '0/1', '1/0', '1/1', '1/2', '1/3', '1/4', '1/5'])
    const { stop } = JSON.parse(readFileSync(join(result.folder, 'manifest.json'), 'utf8'))
    expect(stop.cellsNotPrecise).toBe(1)
    const again = await go(file('stopping', text), 'stopping')
    expect(again).toMatchObject({ runs: 8, reused: 8 })
  },
  SLOW,
)

test(
  'the counterfactual of an attack is replayed to the same bytes',
  async () => {
    const text = `
horizon: 40 blocks
genesis: { snapshot: synthetic, subnets: 1, uids: 8, resolution: aggregate }
population:
  - id: whale
    strategy: whale
    adversary: true
    count: 1
    capital: 1000 TAO
    params: { mode: block, side: buy, at: 10 blocks, amount: 500 TAO }
record: { every: 20 blocks }
compare: attack-off
keep: all
`
    const result = await go(file('twins', text), 'twins')
    const [{ config_hash, cf_of }] = table(result, 'runs')
    expect(cf_of).not.toBe(config_hash)
    const replay = startTaolab('replay', join(result.folder, 'runs', cf_of), '--json')
    expect(await replay.end, replay.said.err).toBe(0)
    expect(JSON.parse(replay.said.out)).toMatchObject({ run: cf_of, agrees: true, differences: [] })
  },
  SLOW,
)

test(
  'Ctrl-C ends a sweep with 130, keeps what is finished, and the next call goes on from there',
  async () => {
    const path = writeSmallSweep(folder, 2)
    const out = join(folder, 'cut')
    const cut = startTaolab('sweep', path, '--out', out, '--workers', '1')
    const finished = () => {
      if (!existsSync(join(out, 'ladder'))) return []
      const runs = join(sweepFolder(out), 'runs')
      return existsSync(runs) ? readdirSync(runs).filter((name) => !name.endsWith('.partial')) : []
    }
    while (finished().length === 0 && cut.child.exitCode === null) await pause(20)
    cut.child.kill('SIGINT')
    expect(await cut.end, cut.said.err).toBe(130)
    expect(cut.said.err).toContain('interrupted')
    const kept = finished().length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(12)
    const rest = await go(path, 'cut', { size: 'full' })
    expect(rest).toMatchObject({ status: 'complete', runs: 12, reused: kept })
  },
  SLOW,
)
