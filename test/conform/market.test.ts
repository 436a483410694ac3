import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { Hold, type Mode, type Vector } from '../../src/conform/hold.js'
import { marketRunners } from '../../src/conform/market.js'

const read = (file: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8')).vectors

/** Kinds about the bookkeeping of calls: the chain's own runner answers them. */
const elsewhere = [
  'stake_accounting',
  'move_stake',
  'root_swap',
  'subnet_pool_init',
  'coinbase_inject_and_buy',
]
const ofPools = (vector: Vector) =>
  vector.kind.startsWith('superellipse_') || ['balancer_quote', 'buy_then_inject'].includes(vector.kind)
const vectors = [
  ...read('amm.json').filter(({ kind }) => !elsewhere.includes(kind)),
  ...read('late-2026.json').filter(ofPools),
]

describe.each(['fast', 'exact'] as Mode[])('%s mode', (mode) => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))(
    'the chain agrees on %s',
    (_id, vector) => {
      const runner = marketRunners.find(({ kinds }) => kinds.includes(vector.kind))
      const hold = new Hold(vector, mode)
      runner?.run(vector, hold, mode)
      expect(runner, `no runner for ${vector.kind}`).toBeDefined()
      expect(hold.skipped).toBeNull()
      expect(hold.checks).toBeGreaterThan(0)
      expect(hold.failures).toEqual([])
    },
  )
})
