import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '../../src/sweep/sweep.js'
import { sweepHashes, writeSmallSweep } from '../support/sweeps.js'

let folder: string
let file: string
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-shards-'))
  file = writeSmallSweep(folder, 1)
  await sweep(file, { out: at('whole'), workers: 1 })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('shards of a sweep', { timeout: 120_000 }, () => {
  test('in one folder do every run once between them, and collected give the bytes of one worker', async () => {
    const shards = [2, 1].map((index) => ({ out: at('one'), workers: 1, shard: { index, count: 2 } }))
    const done = await Promise.all(shards.map((options) => sweep(file, options)))
    expect(done.map(({ status, runs }) => [status, runs])).toEqual([
      ['partial', 6],
      ['partial', 6],
    ])
    expect((await sweep(file, { out: at('one'), collect: true })).status).toBe('complete')
    expect(sweepHashes(at('one'))).toEqual(sweepHashes(at('whole')))
  })

  test('in folders of their own are merged to the same bytes in any order, and a run that several have counts once', async () => {
    for (const index of [1, 2])
      await sweep(file, { out: at(`part${index}`), workers: 1, shard: { index, count: 2 } })
    for (const order of [
      ['part1', 'part2', 'whole'],
      ['whole', 'part2', 'part1'],
    ]) {
      const out = at(order.join('-'))
      const { status, runs } = await sweep(file, { out, collect: true, from: order.map(at) })
      expect([status, runs]).toEqual(['complete', 12])
      expect(sweepHashes(out)).toEqual(sweepHashes(at('whole')))
    }
  })

  test('a folder that is not there is refused: it may be the one whose runs are missed', async () => {
    const from = ['part1', 'no such folder'].map(at)
    const collected = sweep(file, { out: at('absent'), collect: true, from })
    await expect(collected).rejects.toThrow('no such folder, which has no runs of this sweep')
  })

  test('one that is missing leaves its runs out, and says how many', async () => {
    const { status, missing } = await sweep(file, { out: at('half'), collect: true, from: [at('part1')] })
    expect([status, missing]).toEqual(['partial', 6])
  })
})

test('two parents that sweep the same folder by mistake end well, with the same bytes', async () => {
  const both = [1, 2].map(() => sweep(file, { out: at('twice'), workers: 1 }))
  for (const { status, runs } of await Promise.all(both)) expect([status, runs]).toEqual(['complete', 12])
  expect(sweepHashes(at('twice'))).toEqual(sweepHashes(at('whole')))
}, 120_000)
