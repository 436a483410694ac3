import { describe, expect, test } from 'vitest'

import { ScenarioError } from '../../src/errors.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { RAO_PER_TAO } from '../../src/units.js'
import { beginningOf, catalogue, still } from '../support/beginning.js'
import { freeOf, pass, totalsOf } from './small-world.js'

const text = (demand: string, more = '', cohort = 'count: 1, capital: 100 TAO') => `
horizon: 10 days
genesis: { snapshot: synthetic, subnets: 2, resolution: aggregate }
${still}
population:
  - id: people
    strategy: expression
    ${cohort.replaceAll(', ', '\n    ')}
    params:
      demand: ${JSON.stringify(demand)}
${more}`

async function freeAfter(blocks: number, demand: string, more = '', cohort?: string): Promise<number> {
  const beginning = await beginningOf(text(demand, more, cohort))
  pass(beginning, blocks)
  return freeOf(beginning, 0) / RAO_PER_TAO
}

describe('an agent stated in the scenario alone', () => {
  test('spends what its rule says on each subnet, at each look', async () => {
    expect(await freeAfter(2 * 7_200 + 1, '3')).toBe(100 - 2 * 2 * 3)
  })

  test('each purchase leaves less for the next, and none asks for more than there is', async () => {
    const beginning = await beginningOf(text('0.5 * freeTao'))
    pass(beginning, 7_201)
    expect(freeOf(beginning, 0) / RAO_PER_TAO).toBe(25)
    expect(totalsOf(beginning, 0).refusals).toBe(0)
  })

  test('remembers nothing, and reading ahead for it comes to a number all the same', async () => {
    const beginning = await beginningOf(text('3'))
    const { society } = beginning
    const read: number[] = []
    for (let block = 0; block < 7_201; block++) {
      pass(beginning, 1)
      read.push(society.touched)
    }
    expect(society.cohorts[0].memory.width).toBe(0)
    expect(read).not.toContain(Number.NaN)
    expect(Math.max(...read)).toBeGreaterThan(0)
  })

  test('on its home subnet alone if it has one', async () => {
    const perSubnet = 'count: 1 per subnet, capital: 100 TAO'
    expect(await freeAfter(7_201, '7', '', perSubnet)).toBe(93)
  })

  test('sells alpha worth so much TAO below zero, and no more than it has', async () => {
    const holder = 'count: 1 per subnet, stake: 1 %'
    const sold = await freeAfter(7_201, '-2', '', holder)
    expect(sold).toBeGreaterThan(1.95)
    expect(sold).toBeLessThan(2)
    const beginning = await beginningOf(text('-1e9', '      tolerance: 99 %', holder))
    pass(beginning, 7_201)
    expect(totalsOf(beginning, 0)).toMatchObject({ trades: 2, refusals: 0 })
  })

  test('sees prices, yields and its own stake: what it names is what the chain has', async () => {
    const beginning = await beginningOf(
      text(
        'poolTao > 0 and poolAlpha > 0 and abs(price - poolTao / poolAlpha) < 0.2 * price and apy > rootApy ? 1 : 0',
      ),
    )
    pass(beginning, 7_201)
    expect(totalsOf(beginning, 0).trades).toBe(2)
  })

  test('looks back: after a fall of the price the return is below zero', async () => {
    const fell = `
horizon: 10 days
genesis: { snapshot: synthetic, subnets: 1, resolution: aggregate }
${still}
population:
  - { id: dippers, strategy: expression, capital: 100 TAO, params: { demand: "return7d < -0.05 ? 1 : 0" } }
  - { id: seller, strategy: expression, stake: 30 %, params: { demand: "day < 2.5 ? -0.03 * poolTao : 0", tolerance: 50 % } }
`
    const beginning = await beginningOf(fell)
    pass(beginning, 7_200 * 7)
    expect(totalsOf(beginning, 1).trades).toBeGreaterThanOrEqual(2)
    expect(totalsOf(beginning, 0).trades).toBeGreaterThanOrEqual(4)
  })

  test('what is no number is no order', async () => {
    expect(await freeAfter(7_201, '0 / 0')).toBe(100)
  })
})

describe('a rule that cannot be read is refused with its place', () => {
  const problems = async (demand: string) => {
    const error = await readScenario(text(demand), 'mine.yaml', catalogue).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ScenarioError)
    return (error as ScenarioError).problems
  }

  test('if it uses a name that nobody knows, and says what is known', async () => {
    const [problem] = await problems('2 * prices')
    expect(problem).toMatchObject({ file: 'mine.yaml', line: 11, path: 'population[0].params.demand' })
    expect(problem.got).toContain('"prices" at its column 5')
    expect(problem.want).toContain('movingPrice')
  })

  test('if it tries anything but arithmetic', async () => {
    for (const bad of ['import("fs")', 'price = 3', 'price.constructor', '[1, 2]', 'f(x) = x', '"text"', 't'])
      expect(await problems(bad), bad).toHaveLength(1)
  })
})
