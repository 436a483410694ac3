import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { openRun } from '../../src/frame.js'
import { scratch, writeResults } from '../frame/folders.js'

/** As much of danfojs as is looked at. */
interface DataFrame {
  readonly shape: readonly number[]
  readonly columns: readonly string[]
  groupby(names: readonly string[]): { agg(how: Readonly<Record<string, string>>): DataFrame }
  readonly values: readonly unknown[]
}

test('a table becomes a frame of danfojs, and one without rows an empty frame', async () => {
  const notebooks = fileURLToPath(new URL('../../notebooks/package.json', import.meta.url))
  const danfo = createRequire(notebooks)('danfojs-node')
  const tables = {
    subnets: {
      head: ['block', 'netuid', 'price_tao'],
      rows: [
        [1, 5, 0.25],
        [1, 82, 1],
        [2, 5, 0.75],
      ],
    },
    failures: { head: ['block', 'error'], rows: [] },
  }
  const run = await openRun(writeResults(scratch(), tables, {}, { run: 'abc' }))
  const frame = await run.frame<DataFrame>(danfo, 'subnets', ['netuid', 'price_tao'])
  const none = await run.frame<DataFrame>(danfo, 'failures')
  run.close()
  expect(frame.shape).toEqual([3, 2])
  expect(frame.groupby(['netuid']).agg({ price_tao: 'mean' }).values).toEqual([
    [5, 0.5],
    [82, 1],
  ])
  expect([none.shape, none.columns]).toEqual([
    [0, 2],
    ['block', 'error'],
  ])
})
