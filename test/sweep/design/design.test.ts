import { describe, expect, test } from 'vitest'

import { ScenarioError } from '../../../src/errors.js'
import { compileExpression } from '../../../src/numeric/expression.js'
import { settingOf } from '../../../src/sweep/design/cell.js'
import { cellCount, MOST_CELLS } from '../../../src/sweep/design/check-plan.js'
import { type DesignChoices, makeDesign, type Plan } from '../../../src/sweep/design/design.js'
import { type Factor, gridValues, valueAt } from '../../../src/sweep/design/factor.js'
import { except, matching, numberOf, satisfying } from '../../../src/sweep/design/filter.js'
import { atSize } from '../../../src/sweep/design/sized.js'

const rule: Factor = { path: 'protocol.shares', values: ['price-ema', 'flow-ema'] }
const kappa: Factor = { path: 'network.kappa', values: [0.4, 0.5, 0.6] }
const capital: Factor = {
  path: 'population.attacker.params.capital',
  low: 10,
  high: 1000,
  unit: 'TAO',
  scale: 'log',
}
const hold: Factor = { path: 'population.attacker.params.hold', low: 1, high: 30, unit: 'days', whole: true }
const cost: Factor = {
  path: 'population.miners.params.cost',
  distribution: { distribution: 'lognormal', args: { median: 20, sigma: 0.9 } },
  unit: 'USD',
}

const valuesOf = (plan: Plan, factors: readonly Factor[], choices?: DesignChoices) =>
  makeDesign(plan, factors, 'seed', choices).cells.map(({ overrides }) => overrides.map(({ value }) => value))

const problemsOf = (plan: Plan, factors: readonly Factor[], choices?: DesignChoices): string[] => {
  try {
    makeDesign(plan, factors, 'seed', choices)
  } catch (error) {
    if (error instanceof ScenarioError)
      return error.problems.map(({ path, got, want }) => `${path}: ${got}; ${want}`)
    throw error
  }
  return []
}

describe('designs', () => {
  test('a grid combines every value with every other, the last factor fastest', () => {
    expect(valuesOf({ kind: 'grid' }, [rule, kappa])).toEqual([
      ['price-ema', 0.4],
      ['price-ema', 0.5],
      ['price-ema', 0.6],
      ['flow-ema', 0.4],
      ['flow-ema', 0.5],
      ['flow-ema', 0.6],
    ])
    const [first] = makeDesign({ kind: 'grid' }, [rule, kappa], 'seed').cells
    expect(first).toEqual({
      id: 0,
      overrides: [
        { path: 'protocol.shares', value: 'price-ema' },
        { path: 'network.kappa', value: 0.4 },
      ],
    })
  })

  test('a grid without factors is the base scenario alone', () => {
    expect(makeDesign({ kind: 'grid' }, [], 'seed').cells).toEqual([{ id: 0, overrides: [] }])
  })

  test('a zip takes first values together, then second ones', () => {
    const pump: Factor = { path: 'a', values: [1, 2] }
    expect(valuesOf({ kind: 'zip' }, [rule, pump])).toEqual([
      ['price-ema', 1],
      ['flow-ema', 2],
    ])
  })

  test('a list is what was written', () => {
    const rows = [{ seed: 1 }, { 'network.kappa': 0.5, horizon: '30 days' }]
    expect(makeDesign({ kind: 'list', rows }, [], 'seed').cells).toEqual([
      { id: 0, overrides: [{ path: 'seed', value: 1 }] },
      {
        id: 1,
        overrides: [
          { path: 'network.kappa', value: 0.5 },
          { path: 'horizon', value: '30 days' },
        ],
      },
    ])
  })

  test.each(['random', 'latin-hypercube', 'sobol'] as const)(
    'a %s design samples every kind of factor',
    (kind) => {
      const factors = [rule, capital, hold, cost]
      const cells = valuesOf({ kind, samples: 256 }, factors)
      expect(cells.length).toBe(256)
      const amounts = cells.map(([, amount]) => numberOf(amount))
      expect(Math.min(...amounts)).toBeGreaterThanOrEqual(10)
      expect(Math.max(...amounts)).toBeLessThanOrEqual(1000)
      expect(amounts.filter((amount) => amount < 100).length).toBeGreaterThan(100)
      expect(new Set(cells.map(([, , days]) => days)).size).toBe(30)
      expect(cells[0][2]).toMatch(/^\d+ days$/)
      expect(cells.filter(([name]) => name === 'flow-ema').length).toBeGreaterThan(100)
      expect(cells.filter(([, , , usd]) => numberOf(usd) < 20).length).toBeGreaterThan(100)
    },
  )

  test('the seed alone decides: the same gives the same cells, another gives others', () => {
    for (const kind of ['random', 'latin-hypercube', 'sobol', 'saltelli'] as const) {
      const of = (seed: string) => JSON.stringify(makeDesign({ kind, samples: 8 }, [capital, hold], seed))
      expect(of('a')).toBe(of('a'))
      expect(of('a')).not.toBe(of('b'))
    }
  })

  test('a Saltelli design has samples (k + 2) cells, a Morris design trajectories (k + 1)', () => {
    const factors = [rule, capital, hold]
    expect(makeDesign({ kind: 'saltelli', samples: 16 }, factors, 's').cells.length).toBe(80)
    const morris = makeDesign({ kind: 'morris' }, factors, 's')
    expect(morris.cells.length).toBe(80)
    expect(morris.steps?.length).toBe(20)
    expect(cellCount({ kind: 'saltelli', samples: 16 }, factors)).toBe(80)
    expect(cellCount({ kind: 'morris', trajectories: 5 }, factors)).toBe(20)
  })

  test('each step of a Morris design changes the setting it says', () => {
    const factors = [kappa, capital, hold, cost]
    const { cells, steps } = makeDesign({ kind: 'morris', trajectories: 10 }, factors, 's')
    for (const [t, trajectory] of steps!.entries()) {
      for (const [s, { factor, by }] of trajectory.entries()) {
        const [before, after] = [cells[5 * t + s], cells[5 * t + s + 1]]
        const changed = before.overrides.flatMap(({ value }, f) =>
          value === after.overrides[f].value ? [] : [f],
        )
        expect(changed).toEqual([factor])
        const { path } = factors[factor]
        const rises = numberOf(settingOf(after, path)) > numberOf(settingOf(before, path))
        expect(rises).toBe(by > 0)
      }
    }
  })
})

describe('factors', () => {
  test('a range in a grid is cut evenly, both ends included, on a log scale if so asked', () => {
    expect(gridValues({ path: 'a', low: 0, high: 1 }, 5)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(gridValues({ path: 'a', low: 1, high: 10_000, scale: 'log', unit: 'TAO' }, 3)).toEqual([
      '1 TAO',
      '100 TAO',
      '10000 TAO',
    ])
    expect(gridValues({ path: 'a', low: 1, high: 3, whole: true }, 9)).toEqual([1, 2, 3])
    expect(gridValues({ path: 'a', low: 0, high: 1 }, 1)).toEqual([0.5])
  })

  test('a distribution in a grid is cut into equally likely parts', () => {
    const uniform: Factor = {
      path: 'a',
      distribution: { distribution: 'uniform', args: { low: 0, high: 8 } },
    }
    expect(gridValues(uniform, 4)).toEqual([1, 3, 5, 7])
  })

  test('whole numbers and list values are each as likely as the others', () => {
    const at = (factor: Factor) => [0, 0.33, 0.34, 0.66, 0.67, 1].map((u) => valueAt(factor, u))
    expect(at({ path: 'a', low: 1, high: 3, whole: true })).toEqual([1, 1, 2, 2, 3, 3])
    expect(at({ path: 'a', values: ['x', 'y', 'z'] })).toEqual(['x', 'x', 'y', 'y', 'z', 'z'])
  })
})

describe('filters', () => {
  test('keep cells by value, drop others, and rename nobody', () => {
    const keep = [
      matching({ 'network.kappa': [0.4, 0.6] }),
      except(matching({ 'protocol.shares': 'flow-ema', 'network.kappa': 0.6 })),
    ]
    const { cells } = makeDesign({ kind: 'grid' }, [rule, kappa], 'seed', { keep })
    expect(cells.map(({ id }) => id)).toEqual([0, 2, 3])
  })

  test('keep cells by an expression over their settings', async () => {
    const expression = await compileExpression('k * days < 6', ['k', 'days'])
    const keep = [satisfying(expression, { k: 'network.kappa', days: 'hold' })]
    const days: Factor = { path: 'hold', values: ['1 days', '10 days', '12 days'] }
    expect(valuesOf({ kind: 'grid' }, [kappa, days], { keep })).toEqual([
      [0.4, '1 days'],
      [0.4, '10 days'],
      [0.4, '12 days'],
      [0.5, '1 days'],
      [0.5, '10 days'],
      [0.6, '1 days'],
    ])
  })

  test('a setting that is no number satisfies no comparison', async () => {
    const expression = await compileExpression('k > 0 or k <= 0', ['k'])
    expect(satisfying(expression, { k: 'name' })({ id: 0, overrides: [{ path: 'name', value: 'x' }] })).toBe(
      false,
    )
    expect([numberOf('5 %'), numberOf('1_000 TAO'), numberOf('2e3'), numberOf('flow-ema')]).toEqual([
      0.05,
      1000,
      2000,
      Number.NaN,
    ])
  })

  test('a path that the cell leaves to the base agrees with nothing', () => {
    expect(matching({ horizon: '1 day' })({ id: 0, overrides: [] })).toBe(false)
  })
})

describe('sizes', () => {
  test('quick and full stand for one of two values at any depth', () => {
    const sweep = {
      design: { samples: { quick: 8, full: 1024 } },
      factors: [{ quick: [1], full: [1, 2] }],
      name: null,
    }
    expect(atSize(sweep, 'quick')).toEqual({ design: { samples: 8 }, factors: [[1]], name: null })
    expect(atSize(sweep, 'full')).toEqual({ design: { samples: 1024 }, factors: [[1, 2]], name: null })
  })

  test('a map with other keys beside is left as it is', () => {
    const data = { quick: 1, full: 2, other: 3 }
    expect(atSize(data, 'quick')).toEqual(data)
  })
})

describe('what cannot be carried out', () => {
  const axis = (path: string, n: number): Factor => ({ path, values: Array.from({ length: n }, (_, i) => i) })

  test('more than a million cells are refused at once, unless there is a limit', () => {
    const huge = ['a', 'b', 'c', 'd'].map((path) => axis(path, 1000))
    expect(problemsOf({ kind: 'grid' }, huge)).toEqual([
      `design: ${1e12} cells; at most ${MOST_CELLS}, or a limit`,
    ])
    expect(makeDesign({ kind: 'grid' }, huge, 's', { limit: 3 }).cells.map(({ id }) => id)).toEqual([0, 1, 2])
    expect(problemsOf({ kind: 'grid' }, huge, { limit: 3, keep: [() => false] })[0]).toContain(
      'to choose from',
    )
  })

  test('a design for sensitivity is whole or not at all', () => {
    const factors = [capital, hold]
    expect(problemsOf({ kind: 'saltelli', samples: 8 }, factors, { limit: 10 })[0]).toContain(
      'cannot be cut short',
    )
    expect(problemsOf({ kind: 'morris' }, factors, { keep: [() => true] })[0]).toContain('needs every cell')
  })

  test('every fault is named at once, with its path', () => {
    const factors: Factor[] = [
      { path: 'a', values: [] },
      { path: 'b', low: 3, high: 1 },
      { path: 'c', low: 0, high: 1, scale: 'log' },
      { path: 'd', low: 0.5, high: 2, whole: true },
      { path: 'd', low: 1, high: 2 },
    ]
    expect(problemsOf({ kind: 'sobol', samples: 0.5 }, factors)).toEqual([
      'factors.a: no value; at least one',
      'factors.b: 3 to 1; two numbers, the lower one first',
      'factors.c: 0 to 1; numbers above 0 on a log scale',
      'factors.d: 0.5 to 2; whole numbers',
      'factors.d: it twice; each path once',
      'design.samples: 0.5; a whole number from 1',
    ])
  })

  test('a zip wants lists of equal length, Morris an even number of levels, sampling a factor', () => {
    expect(problemsOf({ kind: 'zip' }, [rule, kappa])).toEqual([
      'factors: lists of 2, 3 values; lists of equal length',
    ])
    expect(problemsOf({ kind: 'zip' }, [rule, capital])[0]).toContain('a list of values')
    expect(problemsOf({ kind: 'morris', levels: 7 }, [rule])[0]).toContain('even')
    expect(problemsOf({ kind: 'random', samples: 3 }, [])[0]).toContain('at least one')
  })

  test('the table of direction numbers sets how many factors a Saltelli design may have', () => {
    const many = (n: number) =>
      Array.from({ length: n }, (_, i): Factor => ({ path: `p${i}`, low: 0, high: 1 }))
    expect(problemsOf({ kind: 'saltelli', samples: 2 }, many(64))).toEqual([])
    expect(problemsOf({ kind: 'saltelli', samples: 2 }, many(65))[0]).toContain('at most 64')
    expect(problemsOf({ kind: 'sobol', samples: 2 }, many(129))[0]).toContain('at most 128')
  })
})
