import { describe, expect, test } from 'vitest'
import { seatNeuron } from '../../src/chain/neurons.js'
import type { Beginning } from '../../src/genesis.js'
import { createHotkey } from '../../src/state/keys.js'
import { DAY, memoryOf, netuidOf, oneSubnet, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { pass, totalsOf } from './small-world.js'

const begin = (validators: object = {}, miners: object = {}): Beginning =>
  oneSubnet([
    { strategy: 'honest-validator', count: 4, alpha: 0.4, capital: 1e13, params: { sold: 0, ...validators } },
    { strategy: 'honest-miner', count: 6, capital: 1e13, params: { outside: 0, cost: 1, ...miners } },
  ])

/** A stranger takes the UID of a cohort's first member. */
function prune(beginning: Beginning, cohort: number): void {
  const { world, rules } = beginning
  const [uid] = uidsOf(beginning, cohort)
  seatNeuron(world, rules, netuidOf(beginning), uid, createHotkey(world, 0))
}

describe('those who lost their UID', () => {
  test('validators with stake register again at their next look, and go on earning', () => {
    const beginning = begin()
    pass(beginning, 2 * TEMPO)
    prune(beginning, 0)
    expect(uidsOf(beginning, 0)[0]).toBe(-1)
    pass(beginning, 5 * TEMPO)
    expect(uidsOf(beginning, 0)[0]).toBeGreaterThanOrEqual(0)
    expect(sumOf(beginning, 0, 'dividends')).toBeCloseTo(1, 6)
    expect(totalsOf(beginning, 0).refusals).toBe(0)
  })

  test('validators told not to stay outside', () => {
    const beginning = begin({ rejoin: false })
    prune(beginning, 0)
    pass(beginning, 3 * TEMPO)
    expect(uidsOf(beginning, 0)[0]).toBe(-1)
  })

  test('miners serve no more, and come back when they think of it and it pays', () => {
    const beginning = begin({}, { checkEvery: DAY })
    pass(beginning, DAY)
    prune(beginning, 1)
    const newcomer = beginning.society.chain.neuronCount(netuidOf(beginning))
    pass(beginning, 10 * DAY)
    expect(uidsOf(beginning, 1)[0]).toBe(newcomer)
    expect(memoryOf(beginning, 1, 'serving')[0]).toBe(1)
    expect(totalsOf(beginning, 1).refusals).toBe(0)
  })
})
