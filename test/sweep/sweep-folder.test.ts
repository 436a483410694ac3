import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepCommand } from '../../src/cli/sweep.js'
import { EXIT } from '../../src/cli/terminal.js'
import { ScenarioError } from '../../src/errors.js'
import { type SweepOptions, sweep } from '../../src/sweep/sweep.js'
import { hereQueue } from '../support/here-queue.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-sweep-folder-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = `
experiment: small
horizon: 100 blocks
genesis: { snapshot: synthetic, subnets: 2, resolution: aggregate }
population: [{ id: retail, strategy: retail, count: 1 per subnet, capital: 5000 TAO, stake: 15 % }]
factors: { network.kappa: [40 %, 60 %] }
primary: [sum_price_tao]
`

function file(more: string): string {
  const path = join(folder, 'small.yaml')
  writeFileSync(path, text + more)
  return path
}
const out = (name: string) => join(folder, name)
const go = (name: string, more = '', options: SweepOptions = {}) =>
  sweep(file(more), { out: out(name), queue: hereQueue, ...options })
const problemOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ScenarioError)
  return (error as ScenarioError).problems[0]
}
const manifest = (of: string) => JSON.parse(readFileSync(join(of, 'manifest.json'), 'utf8'))

test('collecting what has not been run is refused, and leaves no folder behind', async () => {
  const problem = await problemOf(go('nothing', '', { collect: true }))
  expect(problem).toMatchObject({ path: '--collect' })
  expect(existsSync(out('nothing'))).toBe(false)
})

test('collecting after the file was changed names the sweeps that there are', async () => {
  const before = await go('changed')
  const problem = await problemOf(go('changed', 'keep: [network]\n', { collect: true }))
  expect(problem.got).toContain(before.sweep)
})

test('every folder to bring runs from must have runs of this sweep', async () => {
  await go('here')
  const problem = await problemOf(go('there', '', { collect: true, from: [out('here'), out('nowhere')] }))
  expect(problem).toMatchObject({ path: '--from' })
  expect(problem.got).toContain('nowhere')
  expect(existsSync(out('there'))).toBe(false)
})

test('a shard is not collected at the same time', async () => {
  const problem = await problemOf(go('both', '', { collect: true, shard: { index: 1, count: 2 } }))
  expect(problem.path).toBe('--shard')
})

test('a folder that cannot be made is refused at once', async () => {
  expect(await problemOf(go('small.yaml'))).toMatchObject({ path: '--out' })
  if (process.platform === 'linux')
    expect(await problemOf(sweep(file(''), { out: '/proc/taolab', queue: hereQueue }))).toMatchObject({
      path: '--out',
    })
})

test('a Redis that is not there leaves no folder behind', async () => {
  const problem = await problemOf(go('redis', '', { queue: 'redis://127.0.0.1:1' }))
  expect(problem.path).toBe('--queue')
  expect(existsSync(out('redis'))).toBe(false)
})

test('tables that the file no longer asks for are removed, so that none is older than the others', async () => {
  const controlled = await go('stale', 'control: all\nkeep: [network]\n')
  const at = (name: string) => join(controlled.folder, name)
  expect([existsSync(at('variance.csv')), existsSync(at('tables/network.csv'))]).toEqual([true, true])
  const plain = await go('stale', 'keep: [network]\n', { format: 'parquet' })
  expect(plain.folder).toBe(controlled.folder)
  expect([existsSync(at('variance.csv')), existsSync(at('tables/network.csv'))]).toEqual([false, false])
  expect([existsSync(at('tables/network')), existsSync(at('summary.csv'))]).toEqual([true, true])
})

test('cells on which a stopping rule gives up are named, with what is not known well enough', async () => {
  const { notPrecise, folder: of } = await go('stop', 'stop: { rel: 1e-9, from: 2, by: 1, most: 3 }\n')
  expect(notPrecise).toEqual([0, 1].map((cell) => ({ cell, metrics: ['sum_price_tao'] })))
  expect(manifest(of).stop).toMatchObject({ cellsNotPrecise: 2, notPrecise })
})

test('the manifest says that a limit left cells out', async () => {
  const { folder: of } = await go('limit', '', { limit: 1 })
  expect(manifest(of)).toMatchObject({ cells: 1, limit: 1 })
  expect(manifest((await go('limit')).folder)).not.toHaveProperty('limit')
})

test('tables of a part of the runs end with exit code 1', async () => {
  await go('part', 'replicates: 2\n', { shard: { index: 1, count: 2 } })
  const heard: string[] = []
  const terminal = {
    out: (words: string) => heard.push(words),
    err: (words: string) => heard.push(words),
    live: false,
  }
  const settings = { file: file('replicates: 2\n'), out: out('part'), queue: 'local', size: 'full' } as const
  const rest = { collect: true, format: 'csv', json: false, quiet: true } as const
  const code = await sweepCommand(terminal, { ...settings, ...rest })
  expect(code).toBe(EXIT.no)
  expect(heard.join('')).toContain('2 replicates')
})
