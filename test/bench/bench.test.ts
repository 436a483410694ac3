import { expect, test } from 'vitest'
import { type Bench, type Machine, measure } from '../../src/bench/bench.js'
import { benches } from '../../src/bench/index.js'

const machine: Machine = { now: () => 0, cpu: () => 0, peakMemory: () => 1, folder: () => '' }
const benchOf = (values: readonly number[], checksum: (k: number) => string): Bench => {
  let k = 0
  return {
    id: 'test',
    summary: 'a test',
    source: 'this test',
    unit: 's',
    repeats: values.length,
    run: () => ({ value: values[k], checksum: checksum(k++), more: { k } }),
  }
}

test('a workload is told by median, least and most, with the other figures of the median run', async () => {
  const result = await measure(
    benchOf([3, 1, 2], () => 'same'),
    3,
    machine,
  )
  expect(result).toEqual({
    name: 'test',
    unit: 's',
    median: 2,
    min: 1,
    max: 3,
    repeats: 3,
    checksum: 'same',
    k: 3,
  })
})

test('a workload that computes something else the second time is an error, not a figure', async () => {
  await expect(measure(benchOf([1, 1], String), 2, machine)).rejects.toThrow('test: runs differ: 0, 1')
})

test('the standard workloads have the names that the outside relies on', () => {
  const names = [
    'block-step',
    'epoch-yuma3',
    'epoch-classic',
    'epoch-liquid-alpha',
    'network-year',
    'dtao-bench-v1',
    'agent-wake',
  ]
  expect(benches.all.map(({ id }) => id)).toEqual(names)
})
