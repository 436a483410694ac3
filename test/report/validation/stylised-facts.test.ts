import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../src/report/validation/fact.js'
import type { FactRuns, Figures, RunFigures } from '../../../src/report/validation/run-figures.js'
import { stylisedFacts } from '../../../src/report/validation/stylised-facts.js'

const run = (change: Partial<RunFigures> = {}): RunFigures => ({
  summary: {},
  network: [{}],
  first: [],
  last: [],
  ...change,
})
const factOf = (runs: FactRuns, id: string): Fact => stylisedFacts(runs).find((fact) => fact.id === id)!

test('without runs nothing can be told, and each fact says why', () => {
  const facts = stylisedFacts({})
  expect(new Set(facts.map(({ verdict }) => verdict))).toEqual(new Set(['cannot tell']))
  expect(facts.filter(({ note }) => !note)).toEqual([])
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
})

describe('the part of emission that the chain buys alpha with', () => {
  const flows = (injected: number, bought: number): Figures => ({
    injection_tao_per_day: injected,
    chain_buy_tao_per_day: bought,
    day: 1,
  })

  test('is taken over the whole run without its first sample', () => {
    const market = run({ network: [flows(0, 1e6), flows(100, 100), flows(0, 100)], summary: {} })
    expect(factOf({ market }, 'V18')).toMatchObject({ ours: '66.7 %', verdict: 'pass' })
  })

  test('fails outside of the band', () => {
    const market = run({ network: [flows(0, 0), flows(90, 10)] })
    expect(factOf({ market }, 'V18').verdict).toBe('fail')
    const [some, none] = [flows(93, 7), flows(100, 0)].map((row) => run({ network: [flows(0, 0), row] }))
    expect(factOf({ userFlow: some, seededFlow: none }, 'V17').verdict).toBe('pass')
    expect(factOf({ userFlow: none, seededFlow: some }, 'V17').verdict).toBe('pass')
    expect(factOf({ userFlow: none, seededFlow: none }, 'V17').verdict).toBe('fail')
  })
})

describe('ways to count flow', () => {
  /** So many of ten subnets with emission. */
  const arm = (count: number, profit: number) =>
    run({
      summary: { net_profit_network_tao_per_day: profit },
      last: Array.from({ length: 10 }, (_, k) => ({ emission_share_frac: k < count ? 1 / count : 0 })),
      network: [{ emis_top10_frac: 0.5, total_issuance_tao: 1 }],
    })

  test('V22 wants six of ten to be left, and a loss to become a gain', () => {
    expect(factOf({ userFlow: arm(10, -5), rawNetFlow: arm(6, 5) }, 'V22').verdict).toBe('pass')
    expect(factOf({ userFlow: arm(10, -5), rawNetFlow: arm(6, -1) }, 'V22').verdict).toBe('fail')
    expect(factOf({ userFlow: arm(10, -5), rawNetFlow: arm(9, 5) }, 'V22').verdict).toBe('fail')
  })

  test('V23 wants the raw net count far below the normalised one, and that below the gross', () => {
    const judged = (gross: number, raw: number, net: number) =>
      factOf(
        {
          mildUserFlow: arm(gross, 0),
          mildRawNetFlow: arm(raw, 0),
          mildNetFlow: arm(net, 0),
          userFlow: arm(10, 0),
          rawNetFlow: arm(10, 0),
        },
        'V23',
      ).verdict
    expect(judged(10, 2, 9)).toBe('pass')
    expect(judged(10, 8, 9)).toBe('fail')
    expect(judged(8, 2, 9)).toBe('fail')
  })
})

test('V27 wants no fall without those who sell the news, and one with them, each against its twin', () => {
  const ended = (usd: number) => run({ network: [{ tao_price_usd: 300 }, { tao_price_usd: usd }] })
  const judged = (plain: number, sold: number) =>
    factOf(
      {
        halving: ended(plain),
        noHalving: ended(200),
        speculated: ended(sold),
        noHalvingSpeculated: ended(250),
      },
      'V27',
    )
  expect(judged(201, 200)).toMatchObject({ ours: '+0.5 % without, -20.0 % with them', verdict: 'pass' })
  expect(judged(150, 200).verdict).toBe('fail')
  expect(judged(200, 249).verdict).toBe('fail')
})

test('V28 takes the deepest hour against the twin, and what is back two days later', () => {
  const prices = (values: number[]) => run({ network: values.map((usd) => ({ tao_price_usd: usd })) })
  const noExit = prices(new Array(60).fill(332))
  const exit = (low: number, later: number) => prices([332, low, ...new Array(58).fill(later)])
  expect(factOf({ exit: exit(254, 273), noExit }, 'V28').verdict).toBe('pass')
  expect(factOf({ exit: exit(254, 254), noExit }, 'V28').verdict).toBe('fail')
  expect(factOf({ exit: exit(326, 326), noExit }, 'V28').verdict).toBe('fail')
})

test('V21 counts subnets that have a price and no emission', () => {
  const first = Array.from({ length: 127 }, (_, k) => ({
    price_tao: 0.01,
    emission_share_frac: k < 52 ? 0 : 0.01,
  }))
  const market = run({ first, network: [{ day: 1 }, { day: 92 }] })
  expect(factOf({ market }, 'V21')).toMatchObject({ ours: '52 of 127', verdict: 'pass' })
})

test('V31 wants all four habits of returns at once', () => {
  const summary = { acf_r_lag1: 0.03, acf_absr_lag10: 0.03, hill_alpha: 2.6, kurtosis_excess: 30 }
  const judged = (change: Figures) =>
    factOf({ market: run({ summary: { ...summary, ...change }, network: [{ day: 1 }] }) }, 'V31').verdict
  expect(judged({})).toBe('pass')
  expect(judged({ acf_r_lag1: 0.2 })).toBe('fail')
  expect(judged({ acf_absr_lag10: -0.01 })).toBe('fail')
  expect(judged({ hill_alpha: 5 })).toBe('fail')
  expect(judged({ kurtosis_excess: 2 })).toBe('fail')
})

test('V25 weighs alpha outside pools at spot against TAO issued', () => {
  const first = [
    { price_tao: 0.5, alpha_out_alpha: 40 },
    { price_tao: 0.1, alpha_out_alpha: 70 },
  ]
  const userFlow = run({ first, last: first, network: [{ total_issuance_tao: 100, emis_top10_frac: 0.5 }] })
  expect(factOf({ userFlow }, 'V25')).toMatchObject({ ours: '27.0 %', verdict: 'pass' })
})
