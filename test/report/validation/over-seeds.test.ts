import { expect, test } from 'vitest'
import type { Fact } from '../../../src/report/validation/fact.js'
import { overSeeds } from '../../../src/report/validation/over-seeds.js'

const fact = (ours: string, verdict: Fact['verdict'], note?: string): Fact => ({
  id: 'V1',
  what: 'it',
  target: '1',
  ours,
  verdict,
  note,
})

test('most seeds decide, and the figures of the others stand in the note', () => {
  const [merged] = overSeeds([[fact('1', 'pass', 'How.')], [fact('2', 'fail')], [fact('3', 'pass')]])
  expect(merged).toMatchObject({
    ours: '1',
    verdict: 'pass',
    seeds: { passed: 2, of: 3 },
    note: 'How. Other seeds: 2; 3.',
  })
})

test('the first seed may be outvoted, and a tie is a failure', () => {
  expect(overSeeds([[fact('1', 'pass')], [fact('2', 'fail')], [fact('3', 'fail')]])[0].verdict).toBe('fail')
  expect(overSeeds([[fact('1', 'pass')], [fact('2', 'fail')]])[0].verdict).toBe('fail')
})

test('what cannot be told is left as it is, and so is a fact of one seed', () => {
  const untold = fact('', 'cannot tell', 'No data.')
  expect(overSeeds([[untold], [untold]])).toEqual([untold])
  expect(overSeeds([[fact('1', 'fail')]])).toEqual([fact('1', 'fail')])
})
