import { expect, test } from 'vitest'
import { type Answers, conform, readVectors } from '../../src/conform/conform.js'
import type { Runner } from '../../src/conform/hold.js'
import { answers } from '../../src/conform/index.js'
import { DataError } from '../../src/errors.js'

/** Answers every vector with what it says under `got`. */
const echo: Runner = {
  kinds: ['echo'],
  run(vector, hold) {
    if (vector.say === 'skip') return hold.skip('no twin')
    if (vector.say === 'throw') throw new RangeError('out of range')
    if (vector.say === 'nothing') return
    hold[vector.sort === 'u16' ? 'u16' : 'own']('value', vector.expected, vector.got)
  },
}
const own: Answers = { runners: [echo], kindOf: (vector) => vector.kind }
const file = (name: string, vectors: unknown) => ({ name, text: JSON.stringify(vectors) })
const try_ = (...vectors: unknown[]) => conform([file('a.json', vectors)], own, 'fast')

test('what agrees passes and what does not fails, with both figures', () => {
  const report = try_({ kind: 'echo', expected: 2, got: 2 }, { kind: 'echo', expected: 2, got: 3 })
  expect(report).toMatchObject({ vectors: 2, passed: 1, failed: 1, skipped: 0 })
  expect(report.kinds.echo).toEqual({ passed: 1, failed: 1, skipped: 0, maxAbsError: 1, maxRelError: 0.5 })
  expect(report.failures).toEqual([
    { file: 'a.json', index: 1, kind: 'echo', field: 'value', expected: 2, got: 3 },
  ])
})

test('a kind that no runner knows is skipped under its name, and so is an element without a kind', () => {
  const report = try_({ kind: 'future' }, { id: 7 }, null)
  expect(report).toMatchObject({ vectors: 3, passed: 0, failed: 0, skipped: 3 })
  expect(Object.keys(report.kinds)).toEqual(['future', '(none)'])
})

test('a runner may skip a vector; one that throws, or compares nothing, has failed', () => {
  const report = try_(
    { kind: 'echo', say: 'skip' },
    { kind: 'echo', say: 'throw' },
    { kind: 'echo', say: 'nothing' },
  )
  expect(report).toMatchObject({ passed: 0, failed: 2, skipped: 1 })
  expect(report.failures.map(({ got }) => got)).toEqual(['RangeError: out of range', 'nothing'])
})

test('u16 fields may be off by one in one of a thousand, and no more, counted over the file', () => {
  const many = (unequal: number) =>
    Array.from({ length: 2_000 }, (_, i) => ({
      kind: 'echo',
      sort: 'u16',
      expected: 5,
      got: i < unequal ? 6 : 5,
    }))
  expect(try_(...many(2))).toMatchObject({ passed: 2_000, failed: 0 })
  expect(try_(...many(3))).toMatchObject({ passed: 1_997, failed: 3 })
  const apart = conform([file('a.json', many(0)), file('b.json', many(3).slice(0, 1_000))], own, 'fast')
  expect(apart).toMatchObject({ failed: 3 })
})

test('at most 200 failures are listed, and all are counted', () => {
  const report = try_(...Array.from({ length: 300 }, () => ({ kind: 'echo', expected: 1, got: 2 })))
  expect(report.failures).toHaveLength(200)
  expect(report.failed).toBe(300)
})

test('a file is an array, or holds one under "vectors"; anything else is refused by name', () => {
  expect(readVectors(file('a.json', [{ kind: 'x' }]))).toHaveLength(1)
  expect(readVectors(file('a.json', { schema: 1, vectors: [{ kind: 'x' }, { kind: 'y' }] }))).toHaveLength(2)
  for (const content of [{}, 3, null, 'x'])
    expect(() => readVectors(file('a.json', content))).toThrow(DataError)
  expect(() => readVectors({ name: 'a.json', text: '{' })).toThrow('a.json: got text that is no JSON')
})

test('a kind belongs to one runner', () => {
  const kinds = answers.runners.flatMap((runner) => runner.kinds)
  expect(kinds.filter((kind, i) => kinds.indexOf(kind) !== i)).toEqual([])
})
