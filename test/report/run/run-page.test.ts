import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { draw } from '../../../src/report/draw/draw.js'
import type { Figure } from '../../../src/report/draw/figure.js'
import { figuresOf } from '../../../src/report/make-report.js'
import { WIDE } from '../../../src/report/page/figure.js'
import { pageHtml } from '../../../src/report/page/page.js'
import { openOutput } from '../../../src/report/read/output.js'
import { readRun } from '../../../src/report/read/run-data.js'
import { runPage } from '../../../src/report/run/run-page.js'
import { scratch, writeRun } from '../folders.js'

const pageOf = async (folder: string) => runPage(await readRun(await openOutput(folder)))

async function figureOf(folder: string, id: string): Promise<Figure> {
  const found = figuresOf(await pageOf(folder)).find((figure) => figure.id === id)
  if (!found) throw new Error(`no figure ${id}`)
  return found
}

test('emission falls at the block of a halving, not at the sample after it', async () => {
  const { data } = await figureOf(writeRun(scratch()), 'block-emission')
  expect(data.rows).toEqual([
    [0, 0.5],
    [1, 0.5],
    [1.5, 0.25],
    [2, 0.25],
    [3, 0.25],
  ])
})

test('all pictures over time have the same axis, from the start to the end of the run', async () => {
  const figures = figuresOf(await pageOf(writeRun(scratch())))
  const overTime = figures.filter(({ id }) => !['adversaries', 'gains', 'refusals'].includes(id))
  expect(overTime.length).toBeGreaterThan(8)
  for (const { id, chart } of overTime) {
    for (const width of [760, 348]) {
      const { x } = chart.plot(width) as { x: { label: string; domain: number[] } }
      expect([id, x.label, x.domain]).toEqual([id, 'days since the start', [0, 3]])
    }
  }
})

test('the mean of epochs stands at their mean time, not where their stretch of time begins', async () => {
  const folder = writeRun(scratch())
  // A stretch is a sixtieth of the run, 360 blocks: a second epoch of the first day falls into that of the first.
  appendFileSync(join(folder, 'epochs.csv'), `small,0,0,1200,1,5,0.2,0.3,0.1,0.25,0.8\n`.repeat(2))
  const { data } = await figureOf(folder, 'truth')
  expect(data.rows[0][0]).toBeCloseTo(100 / 7200, 12)
  expect(data.rows[1][0]).toBe(1)
})

describe('of few subnets', () => {
  test('pool depth has a line each, and prices have no quantiles', async () => {
    const folder = writeRun(scratch(), '1', { subnets: 4 })
    expect((await figureOf(folder, 'depth-1pct')).data.columns).toEqual([
      'day',
      'SN 1',
      'SN 2',
      'SN 3',
      'SN 4',
    ])
    expect(figuresOf(await pageOf(folder)).map(({ id }) => id)).not.toContain('price-fan')
  })

  test('a single one has no median and no quantiles', async () => {
    const { title, data } = await figureOf(writeRun(scratch(), '1', { subnets: 1 }), 'slippage')
    expect(title).toBe('What a purchase pays above the price, by its size')
    expect(data.columns).toEqual(['day', '10 TAO', '100 TAO'])
  })
})

const change = (start: number, end: number) => ({ start, end })
const cohort = (id: string, end: number) => ({ id, adversary: false, wealth: change(100, end) })
const cabal = (netuid: number, stake: number, emission: number) => ({ netuid, stake, emission })

/** The page's text of a run with such a summary. */
async function words(summary: { cohorts?: readonly object[]; cabal?: readonly object[] }): Promise<string> {
  const whole = {
    supply: change(1, 2),
    blockEmission: change(1, 1),
    daysToHalving: change(9, 8),
    sumPrice: change(1, 1),
    halvings: [],
    subnets: [],
    refusals: {},
    trades: 3,
    cohorts: [],
    cabal: [],
    ...summary,
  }
  const page = await pageOf(writeRun(scratch(), '1', { summary: whole }))
  return pageHtml(page)
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ')
}

test.each([
  [110, 105, 'a gained most (liquidation value +10.0 %), b least (+5.0 %).'],
  [110, 95, 'a gained most (liquidation value +10.0 %), b lost most (-5.0 %).'],
  [95, 90, 'a lost least (liquidation value -5.0 %), b lost most (-10.0 %).'],
])('says of cohorts that end at %d and %d of 100 TAO: %s', async (a, b, sentence) => {
  expect(await words({ cohorts: [cohort('a', a), cohort('b', b)] })).toContain(`Of the cohorts, ${sentence}`)
})

test.each([
  [
    [cabal(3, 0.2, 0.3), cabal(4, 0.2, 0.1)],
    'Adversaries took more of the emission than they held of the stake on 1 of the 2 subnets on which they are; most on subnet 3, with 30.0 % of the emission for 20.0 % of the stake.',
  ],
  [
    [cabal(3, 0.2, 0.1), cabal(4, 0.2, 0.15)],
    'On none of the 2 subnets on which they are did adversaries take more of the emission than they held of the stake; nearest to it they came on subnet 4, with 15.0 % of the emission for 20.0 % of the stake.',
  ],
  [[cabal(3, 0.2, 0.3)], 'Adversaries took 30.0 % of the emission for 20.0 % of the stake of subnet 3.'],
])('says what adversaries took, whether they gained or not', async (found, sentence) => {
  expect(await words({ cabal: found })).toContain(sentence)
})

test('a saved picture says how to read it, and which run it is of', async () => {
  const page = await pageOf(writeRun(scratch()))
  expect(page.source).toBe('small · run abc · seed 1 · taolab 0.1.0')
  const figure = figuresOf(page).find(({ note }) => note)!
  const { svg } = draw(figure, WIDE, page.source)
  expect(svg).toContain(`>${page.source}<`)
  expect(svg).toContain(`>${figure.note!.slice(0, 30)}`)
  expect(draw(figure, WIDE).svg).not.toContain(page.source)
})
