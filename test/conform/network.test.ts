import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { Hold, type Mode, type Vector } from '../../src/conform/hold.js'
import { networkRunners } from '../../src/conform/network.js'

const read = (file: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8')).vectors

const vectors = [
  ...read('network.json'),
  ...read('amm.json').filter(({ kind }) => kind === 'subnet_pool_init'),
  ...read('late-2026.json').filter(({ kind }) => kind === 'lock_cost'),
]

function answer(vector: Vector, mode: Mode): Hold {
  const hold = new Hold(vector, mode)
  networkRunners.find(({ kinds }) => kinds.includes(vector.kind))?.run(vector, hold, mode)
  return hold
}

describe.each(['fast', 'exact'] as const)('%s mode', (mode) => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))(
    'the chain agrees on %s',
    (_id, vector) => {
      const hold = answer(vector, mode)
      expect(hold.skipped).toBeNull()
      expect(hold.checks).toBeGreaterThan(0)
      expect(hold.failures).toEqual([])
    },
  )
})

test('a lock that is one RAO off is noticed', () => {
  const vector = vectors.find(({ id }) => id === 'late-lock-02') as Vector
  expect(answer({ ...vector, expected: { lock_rao: '962887016781' } }, 'fast').failures).toHaveLength(1)
})
