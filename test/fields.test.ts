import { describe, expect, expectTypeOf, test } from 'vitest'
import { readValue } from '../src/fields/read-value.js'
import { writeValue } from '../src/fields/write-value.js'
import type * as fields from '../src/fields.js'
import {
  alpha,
  blocks,
  choice,
  flag,
  fraction,
  integer,
  list,
  number,
  optional,
  perDay,
  tao,
  text,
  usd,
} from '../src/fields.js'

const time = blocks('1 day', 'a span')
const capital = tao('5000 TAO', 'an amount', { min: '1 TAO', max: '1e6 TAO' })
const part = fraction('5%', 'a part')

describe('defaults', () => {
  test.each([
    [time, 7200],
    [capital, 5000e9],
    [alpha('0.2 alpha', ''), 2e8],
    [part, 0.05],
    [usd('20 USD', ''), 20],
    [perDay('2 %', ''), 0.02 / 7200],
    [number(0.95, '1/epoch', ''), 0.95],
    [integer(12, 'UIDs', ''), 12],
  ])('of %o are in the engine unit', (field, expected) => expect(field.default).toBe(expected))

  test('may be distributions', () =>
    expect(tao('lognormal(median=20, sigma=0.9)', '').default).toEqual({
      distribution: 'lognormal',
      args: { median: 20e9, sigma: 0.9 },
      min: 0,
      whole: true,
    }))

  test('outside their own bounds are refused when the program loads', () => {
    expect(() => fraction('140%', 'a part')).toThrow('from 0 to 1')
    expect(() => choice(['a', 'b'], 'c' as 'a', '')).toThrow('not one of')
  })

  test('may be absent', () => expect(optional(time).default).toBeUndefined())
})

describe('a value may be written as', () => {
  const cases = [
    [time, '30 days', 216_000],
    [time, '12h', 3600],
    [time, '360 blocks', 360],
    [time, '90 s', 8],
    [time, '1 year', 2_629_800],
    [time, '2 weeks', 100_800],
    [capital, '5_000 TAO', 5e12],
    [capital, '1e3 τ', 1e12],
    [capital, '2000000000 RAO', 2e9],
    [part, '3 %', 0.03],
    [part, '7%', 0.07],
    [part, '18 %', 0.18],
    [part, 0.5, 0.5],
    [part, '25 bp', 0.0025],
    [usd('1 USD', ''), '$20', 20],
    [perDay(0, ''), '0.5 / h', 0.5 / 300],
    [perDay(0, ''), '2 % per week', 0.02 / 50_400],
    [number(1, '1/epoch', ''), '0.5 1/epoch', 0.5],
    [choice(['hug', 'lowball'], 'hug', ''), 'lowball', 'lowball'],
    [flag(false, ''), true, true],
    [text('', ''), 'word', 'word'],
    [list(integer(0, 'netuid', ''), [], ''), [1, 3], [1, 3]],
  ] as const
  for (const [field, raw, value] of cases) {
    test(`${JSON.stringify(raw)}, of kind ${field.kind}`, () =>
      expect(readValue(field as fields.Field<unknown>, raw)).toEqual({ value }))
  }

  test('a bare number, which is read in the unit of the field and noted', () => {
    expect(readValue(time, 100)).toEqual({ value: 100, note: '100 is read as 100 blocks' })
    expect(readValue(capital, 7)).toEqual({ value: 7e9, note: '7 is read as 7 TAO' })
    expect(readValue(time, 0)).toEqual({ value: 0 })
  })

  test('a distribution whose amounts have units of their own or one behind the bracket', () => {
    const expected = {
      value: { distribution: 'uniform', args: { low: 720, high: 7200 }, min: 0, whole: true },
    }
    expect(readValue(time, 'uniform(low=720, high=1 day)')).toEqual(expected)
    expect(readValue(time, 'uniform(0.1, 1) days')).toEqual(expected)
    expect(readValue(part, 'choice(5%, 0.1)')).toEqual({
      value: { distribution: 'choice', args: {}, values: [0.05, 0.1], min: 0, max: 1 },
    })
  })

  test('a curve over time, which carries its scale and bounds', () =>
    expect(readValue(capital, { curve: '10 + t/7200' })).toEqual({
      value: { curve: '10 + t/7200', scale: 1e9, min: 1e9, max: 1e15, whole: true },
    }))
})

describe('what is refused says what was wanted', () => {
  const cases = [
    [part, '8 percent', { got: '"8 percent"', want: 'a fraction such as 0.08 or 8%' }],
    [part, 18, { got: '18', want: 'a fraction such as 0.08 or 8%, from 0 to 1', meant: '18%' }],
    [part, '140 %', { got: '"140 %"', want: 'a fraction such as 0.08 or 8%, from 0 to 1' }],
    [part, Number.NaN, { got: 'NaN', want: 'a fraction such as 0.08 or 8%' }],
    [capital, Number.POSITIVE_INFINITY, { got: 'Infinity', want: 'an amount such as "5000 TAO"' }],
    [capital, '-5 TAO', { got: '"-5 TAO"', want: 'an amount such as "5000 TAO", from 1 TAO to 1000000 TAO' }],
    [capital, '5 days', { got: '"5 days"', want: 'an amount such as "5000 TAO"' }],
    [capital, '5 toa', { got: '"5 toa"', want: 'an amount such as "5000 TAO"', meant: '5 TAO' }],
    [
      time,
      '3 dyas',
      { got: '"3 dyas"', want: 'a time such as "30 days", "12 h" or "360 blocks"', meant: '3 days' },
    ],
    [
      blocks('1 day', '', { unitRequired: true }),
      60,
      { got: '60 without a unit', want: '"60 blocks" or "60 days"' },
    ],
    [integer(1, 'UIDs', ''), 1.5, { got: '1.5', want: 'a whole number of UIDs' }],
    [flag(true, ''), 'yes', { got: '"yes"', want: 'true or false' }],
    [
      choice(['hug', 'lowball'], 'hug', ''),
      'lowbal',
      { got: '"lowbal"', want: 'hug or lowball', meant: 'lowball' },
    ],
    [capital, [], { got: 'a list', want: 'an amount such as "5000 TAO"' }],
    [
      part,
      'lognorml(median=1, sigma=1)',
      {
        got: '"lognorml(median=1, sigma=1)"',
        want: 'a distribution: normal, lognormal, uniform, pareto, exponential, beta, choice',
        meant: 'lognormal',
      },
    ],
    [part, 'normal(0.5)', { got: '"normal(0.5)"', want: 'normal(mean=..., sd=...)' }],
    [part, 'normal(mean=0.5, sd=0)', { got: '"normal(mean=0.5, sd=0)"', want: 'for "sd" a number above 0' }],
    [part, 'uniform(5, 6)', { got: '"uniform(5, 6)"', want: 'a distribution that gives values from 0 to 1' }],
    [part, 'uniform(0.9, 0.1)', { got: '"uniform(0.9, 0.1)"', want: '"low" below "high"' }],
    [
      part,
      { curve: 3 },
      { got: 'a map', want: 'a fraction such as 0.08 or 8%, or a curve such as {curve: "1 + t/7200"}' },
    ],
    [
      fraction('1%', '', { fixed: true }),
      'uniform(0, 1)',
      {
        got: '"uniform(0, 1)"',
        want: 'a fraction such as 0.08 or 8%, the same for all and at all times',
      },
    ],
  ] as const
  for (const [field, raw, expected] of cases) {
    test(`${JSON.stringify(raw)}, of kind ${field.kind}`, () =>
      expect(readValue(field as fields.Field<unknown>, raw)).toEqual(expected))
  }
})

test('values are written back in the unit a person would choose', () => {
  expect(writeValue(time, 216_000)).toBe('30 days')
  expect(writeValue(time, 361)).toBe('361 blocks')
  expect(writeValue(capital, 5e12)).toBe('5000 TAO')
  expect(writeValue(part, 0.07)).toBe('7 %')
  expect(writeValue(capital, tao('lognormal(median=20, sigma=0.9)', '').default)).toBe(
    'lognormal(median=20 TAO, sigma=0.9)',
  )
})

test('what is written back reads as the same value', () => {
  for (const value of [0, 1, 300, 360, 7200, 2_629_800, 12_345_678]) {
    expect(readValue(time, writeValue(time, value))).toEqual({ value })
  }
})

test('a strategy sees numbers, words, truth values and lists', () => {
  const params = {
    lookback: time,
    policy: choice(['hug', 'lowball'], 'hug', ''),
    loud: flag(true, ''),
    on: list(part, [], ''),
  }
  expectTypeOf<fields.ParamsOf<typeof params>>().toEqualTypeOf<{
    lookback: number
    policy: 'hug' | 'lowball'
    loud: boolean
    on: readonly number[]
  }>()
  expect(Object.keys(params)).toHaveLength(4)
})
