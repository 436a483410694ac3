import { expect, test } from 'vitest'
import { createRecorder } from '../../src/record/recorder.js'
import { REFUSAL } from '../../src/refusal.js'
import { Digest } from '../../src/report/digest.js'
import { type Summary, summarise } from '../../src/report/summary.js'
import { summaryText } from '../../src/report/words.js'
import { runInfo, START, smallWorld, TAO, viewOf, withNeurons } from '../record/fixture.js'

function digested(): Summary {
  const digest = new Digest()
  const view = viewOf(withNeurons(smallWorld()))
  const { world } = view
  const recorder = createRecorder(digest)
  recorder.open(runInfo(), view)
  const figures = { server: TAO, validator: TAO, root: 0, ownerCut: 0, withheld: 0 }
  while (world.block < START + 14_400) {
    world.block++
    if (world.block === START + 100) recorder.event('halving', -1, -1, -1, 0.25 * TAO)
    if (world.block === START + 7_000) {
      view.counters.trades = 12
      view.counters.refusals[REFUSAL['slippage-too-high']] = 4
      world.subnets.taoReserve[2] *= 2
      recorder.epoch(1, figures)
    }
    recorder.observe()
  }
  recorder.close({ status: 'complete', stateHash: '', eras: [] })
  return summarise(digest)
}

test('a summary tells start and end of supply, prices and wealth, and what was refused', () => {
  const summary = digested()
  expect(summary).toMatchObject({
    experiment: 'small',
    seed: '1',
    status: 'complete',
    blocks: 14_400,
    days: 2,
    trades: 12,
  })
  expect(summary.sumPrice.start).toBeCloseTo(0.3, 12)
  expect(summary.sumPrice.end).toBeCloseTo(0.5, 12)
  expect(summary.refusals).toEqual({ 'slippage-too-high': 4 })
  expect(summary.halvings).toEqual([{ block: START + 100, emission: 0.25 }])
  const cabal = summary.cohorts.find((cohort) => cohort.adversary)!
  expect(cabal.wealth.end! / cabal.wealth.start!).toBeCloseTo(2, 6)
})

test("a summary holds the adversaries' part of the stake against their part of the emission", () => {
  expect(digested().cabal).toEqual([
    { netuid: 1, stake: 0.4, incentive: 1, dividends: 0.25, emission: 0.625 },
  ])
})

test('in words it names winners first', () => {
  const text = summaryText(digested())
  expect(text).toContain('small, seed 1, emission by hill-gate-rank: 2.0 days, 14,400 blocks, complete.')
  expect(text).toContain('Block emission   0.5 -> 0.5; halved in block 9,240,482')
  expect(text).toMatch(/\n {2}1 +40\.0 % +100\.0 % +25\.0 % +62\.5 %\n/)
  expect(text).toContain('12 trades; 4 calls refused: slippage-too-high 4')
  expect(text.indexOf('cabal *')).toBeLessThan(text.indexOf('stakers'))
})

test('however large the run, the words fit 40 lines of 100 columns', () => {
  const change = { start: 1_234_567.891, end: 9_876_543.21 }
  const huge: Summary = {
    ...digested(),
    experiment: 'a-name-that-is-longer-than-anyone-would-like-it-to-be-in-a-table-of-results',
    subnets: Array.from({ length: 128 }, (_, i) => ({
      netuid: i + 1,
      price: { start: 1, end: i + 1 },
      emissionShare: change,
    })),
    cohorts: Array.from({ length: 40 }, (_, i) => ({
      id: `cohort-with-quite-a-long-name-number-${i}`,
      kind: 'x',
      adversary: true,
      agents: 1e6,
      wealth: change,
      income: 1e7,
      trades: 1e8,
      refusals: 0,
    })),
    cabal: Array.from({ length: 128 }, (_, i) => ({
      netuid: i,
      stake: 0.5,
      incentive: 0.5,
      dividends: 0.5,
      emission: 0.5,
    })),
    refusals: Object.fromEntries(Object.keys(REFUSAL).map((reason) => [reason, 1e9])),
  }
  const lines = summaryText(huge).trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(40)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100)
})

test('a run that has just begun has a summary too', () => {
  const digest = new Digest()
  const recorder = createRecorder(digest)
  recorder.open(runInfo(), viewOf(smallWorld()))
  recorder.close({ status: 'interrupted', stateHash: '', eras: [] })
  expect(summaryText(summarise(digest))).toContain('0 blocks, interrupted.')
})
