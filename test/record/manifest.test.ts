import { expect, test } from 'vitest'
import { dateAfter, type Manifest, manifestOf, manifestText } from '../../src/record/manifest.js'
import { createRecorder } from '../../src/record/recorder.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { runInfo, smallWorld, viewOf } from './fixture.js'

function manifest(): Manifest {
  const recorder = createRecorder(new MemorySink())
  recorder.open(
    runInfo({ filled: [{ netuid: 1, column: 'tempo', value: 360, from: 'default' }] }),
    viewOf(smallWorld()),
  )
  const eras = [
    { id: 'mainnet@spec475', fromBlock: 1, regimes: { shares: 'hill-gate-rank' }, source: 'the chain' },
  ]
  recorder.close({ status: 'complete', stateHash: 'ab', eras })
  const wall = { startedAt: '', seconds: 1, machine: '', node: '' }
  return manifestOf(
    recorder,
    { file: 'a.yaml', text: 'name: a\n', set: [] },
    { name: 'a', not: undefined },
    {},
    wall,
  )
}

test('a manifest names eras with sources, filled values, and every column with unit and meaning', () => {
  const { eras, filled, tables } = manifest()
  expect(eras[0].source).toBe('the chain')
  expect(filled).toHaveLength(1)
  for (const { columns } of Object.values(tables))
    for (const column of columns) expect(column.unit && column.meaning).toBeTruthy()
})

test('its text is JSON that reads back, with short things on one line', () => {
  const text = manifestText(manifest())
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(manifest())))
  expect(text).toContain('\n  "filled": [{"netuid":1,"column":"tempo","value":360,"from":"default"}],\n')
})

test('a block later is twelve seconds later', () => {
  expect(dateAfter('2026-10-08T19:18:48Z', 7_200)).toBe('2026-10-09T19:18:48Z')
})
