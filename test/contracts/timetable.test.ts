import { describe, expect, test } from 'vitest'
import { eras } from '../../src/chain/history.js'
import { timetable } from '../../src/chain/timetable.js'
import { ScenarioError } from '../../src/errors.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot, shippedSnapshots } from '../../src/genesis/shipped.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

const follow = (from: string | number, start = 1_000) => timetable({ follow: 'mainnet', from }, {}, start)
const ids = (from: string | number) => follow(from).map(({ era }) => era.id)

describe('the timetable of mainnet', () => {
  test('goes forward in time: dates never fall, nor do the blocks that are known', () => {
    const dates = eras.all.map(({ date }) => Date.parse(date))
    expect(dates).toEqual([...dates].sort((a, b) => a - b))
    const blocks = eras.all.flatMap(({ block }) => block ?? [])
    expect(blocks).toEqual([...blocks].sort((a, b) => a - b))
    expect(new Set(eras.all.map(({ id }) => id)).size).toBe(eras.all.length)
  })

  test('has every release at which the rules of emission, pools or lifecycle changed', () => {
    const specs = [
      233, 234, 238, 246, 257, 258, 283, 298, 320, 334, 338, 342, 343, 348, 361, 362, 391, 401, 411, 413,
    ]
    const later = [421, 422, 423, 432, 440, 441, 445, 450, 464, 469, 475]
    expect([...new Set(eras.all.map(({ spec }) => spec))]).toEqual([...specs, ...later])
  })

  test('is followed from the first block of dTAO, every change at its distance from the start', () => {
    const changes = follow(4_920_351)
    expect(changes.map(({ era }) => era.id)).toEqual(
      eras.all.map(({ id }) => id).filter((id) => !first.has(id)),
    )
    const at = (id: string) => changes.find(({ era }) => era.id === id)?.block
    expect(at('mainnet@spec283')).toBe(1_000 + 5_947_549 - 4_920_351)
    expect(at('mainnet@spec475')).toBe(1_000 + 9_233_782 - 4_920_351)
  })
  /** The two tags of one day: the later one of them is in force from the first block on. */
  const first = new Set(['mainnet@spec233'])

  test('from the day before flow emissions goes through their four beginnings', () => {
    expect(ids('2025-11-03').slice(0, 7)).toEqual([
      'mainnet@spec320',
      'mainnet@spec334',
      'mainnet@spec338',
      'mainnet@spec342',
      'mainnet@spec343',
      'mainnet@spec348',
      'mainnet@spec361',
    ])
    expect(
      follow('2025-11-03')
        .slice(0, 6)
        .map(({ regimes }) => regimes.shares.id),
    ).toEqual([
      'price-ema',
      'flow-ema-price-seed',
      'flow-ema-rao-seed',
      'flow-ema-rao-seed',
      'flow-ema-rao-seed',
      'flow-ema',
    ])
  })

  test('from the summer of 2026 goes through both gates', () => {
    const shares = follow('2026-06-24').map(({ regimes }) => regimes.shares.id)
    expect([...new Set(shares)]).toEqual(['price-root-burn', 'price-burn', 'hill-gate', 'hill-gate-rank'])
  })

  test('from today is the rules as last known, and no more', () => {
    expect(ids('2026-11-01')).toEqual(['mainnet@spec475'])
    expect(ids(9_233_782)).toEqual(['mainnet@spec475'])
    expect(ids(9_233_781)).toEqual(['mainnet@spec469', 'mainnet@spec475'])
  })

  test('does not reach back before dTAO', () => {
    expect(() => follow('2025-02-01')).toThrow(ScenarioError)
    expect(() => follow(4_920_350)).toThrow(/2025-02-13/)
  })
})

const cards = shippedSnapshots.map((id) => {
  const { subnets } = shippedSnapshot(id)
  return { id, summary: id, source: id, netuids: subnets.map(({ netuid }) => netuid) }
})
const catalogue = scenarioCatalogue(cards)

/** What the reader complains of, without the excerpt: place, what was given, what was wanted. */
async function refusal(text: string): Promise<string> {
  try {
    await readScenario(`horizon: 30 days\n${text}\n`, 'what-if.yaml', catalogue)
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.split('\n')[0]
    throw error
  }
  return 'accepted'
}

describe('a scenario is refused, with the place, that names', () => {
  test.each([
    [
      'a timetable out of order',
      'protocol: { then: [{ at: 9 days, era: mainnet@spec440 }, { at: 9 days, era: mainnet@spec475 }] }',
      /^what-if\.yaml:2:64 {2}protocol\.then\[1\]\.at: got "9 days", want a time after the step before it/,
    ],
    [
      'a regime of another family',
      'protocol: { start: mainnet@spec441, set: { injection: hill-gate } }',
      /^what-if\.yaml:2:55 {2}protocol\.set\.injection: got "hill-gate", want a regime of injection: .*is of shares/,
    ],
    [
      'a family that does not exist',
      'protocol: { set: { curve: balancer } }',
      /^what-if\.yaml:2:20 {2}protocol\.set\.curve: got unknown key "curve", want one of .*market/,
    ],
    [
      'an era that never ran',
      'protocol: mainnet@spec444',
      /^what-if\.yaml:2:11 {2}protocol: got "mainnet@spec444", want an era.*did you mean "mainnet@spec/,
    ],
    [
      'an era that does not exist, in a step',
      'protocol: { then: [{ at: 1 day, era: mainnet@spec476 }] }',
      /^what-if\.yaml:2:38 {2}protocol\.then\[0\]\.era: got "mainnet@spec476", want an era/,
    ],
    [
      'another chain to follow',
      'protocol: { follow: testnet, from: 2026-01-01 }',
      /^what-if\.yaml:2:21 {2}protocol\.follow: got "testnet", want mainnet/,
    ],
    [
      'a fee above the chain',
      'network: { feeRate: 10001 }',
      /network\.feeRate: got 10001, want .*0 1.65535 to 10000/,
    ],
    [
      'a gate steeper than allowed',
      'network: { gateExponent: 9 }',
      /network\.gateExponent: got 9, want .*1 to 8/,
    ],
    [
      'a quantile above one',
      'network: { barQuantile: 1.5 }',
      /network\.barQuantile: got 1\.5, want .*0 share to 1 share/,
    ],
    [
      'a rule of eligibility that never was',
      'network: { emitting: closed }',
      /network\.emitting: got "closed", want/,
    ],
    [
      'more epochs a block than there are',
      'network: { maxEpochsPerBlock: 0 }',
      /network\.maxEpochsPerBlock: got 0/,
    ],
  ])('%s', async (_what, text, want) => {
    expect(await refusal(text)).toMatch(want)
  })

  test('and an era with one regime exchanged, or a what-if in order, is accepted', async () => {
    const good =
      'protocol: { start: mainnet@spec233, set: { shares: tier-75-25 }, then: [{ at: 9 days, era: mainnet@2026-01 }] }'
    expect(await refusal(good)).toBe('accepted')
  })
})
