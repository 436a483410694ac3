import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { draw } from '../../../src/report/draw/draw.js'
import type { Figure } from '../../../src/report/draw/figure.js'
import { NARROW, WIDE } from '../../../src/report/page/figure.js'
import { Html } from '../../../src/report/page/html.js'
import { openOutput } from '../../../src/report/read/output.js'
import { FIGURE_FORMS } from '../../../src/report/sweep/figure-grammar.js'
import { passedAt } from '../../../src/report/sweep/kinds/threshold-figure.js'
import { ownFigures } from '../../../src/report/sweep/own-figures.js'
import { SweepData } from '../../../src/report/sweep/sweep-data.js'
import { scratch } from '../folders.js'
import { everyKind as each, writeKeptSweep } from '../kept-sweep.js'

async function made(...figures: readonly unknown[]) {
  const data = await SweepData.open(await openOutput(writeKeptSweep(scratch(), figures)))
  const remarks: string[] = []
  try {
    const { content } = await ownFigures(data, remarks)
    return {
      remarks,
      figures: content.filter((one): one is Figure => !(one instanceof Html)),
      tables: content.filter((one): one is Html => one instanceof Html).map(({ text }) => text),
    }
  } finally {
    data.close()
  }
}

const one = async (figure: unknown): Promise<Figure> => {
  const { figures, remarks } = await made(figure)
  expect(remarks).toEqual([])
  expect(figures).toHaveLength(1)
  return figures[0]
}

/** Rows of a figure's data as objects. */
const rowsOf = ({ data: { columns, rows } }: Figure) =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))

test('every kind of figure has an example here', () => {
  expect(Object.keys(each)).toEqual(Object.keys(FIGURE_FORMS))
})

describe.each(Object.keys(each).filter((kind) => kind !== 'moments' && kind !== 'contour'))(
  'a figure of the kind %s',
  (kind) => {
    test('draws at both widths, tells values, and has words and data', async () => {
      const figure = await one({ ...each[kind], title: 'Own' })
      expect(figure.title).toBe('Own')
      expect(figure.description).toMatch(/\w/)
      expect(figure.data.rows.length).toBeGreaterThan(0)
      for (const width of [WIDE, NARROW]) {
        const { svg, spots } = draw(figure, width)
        expect(svg).not.toMatch(/NaN|undefined/)
        expect(spots.length).toBeGreaterThan(0)
        for (const [x, y] of spots) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(width)
          if (y !== null) expect(y).toBeGreaterThan(0)
        }
      }
    })
  },
)

test('every kind has a title that says what is shown, whether the sweep file gives it one or not', async () => {
  const { figures, tables } = await made(...Object.values(each).filter((one) => !('contour' in one)))
  const titles = [...figures.map(({ title }) => title), /<h3>(.*?)<\/h3>/.exec(tables[0])![1]]
  expect(new Set(titles).size).toBe(titles.length)
  for (const title of titles) expect(title).not.toMatch(/undefined|: (?:phase|path|panel|cascade|spread)/)
  expect(titles).toContain('Where gain_frac is above 0 and where below, over stake and issuance')
  expect(titles).toContain('tao_price_usd over time since the halving, by issuance')
  const { title } = await one({ ...each.tornado, where: { issuance: 'halving' } })
  expect(title).toBe('How far each factor moves gain_frac, issuance halving')
})

test('fields for each level of a factor share their colours, so that they can be held together', async () => {
  const { figures } = await made({ heat: 'gain_frac', x: 'issuance', y: 'issuance', each: 'stake' })
  const legends = figures.map(({ chart }) => chart.legend!.map(({ label }) => label))
  expect(legends).toEqual(Array(3).fill(['-0.25 (lowest)', '0', '0.25 (highest)']))
})

test('a threshold is where the straight line between two levels passes, with an interval about it', async () => {
  const figure = await one({ threshold: 'gain_frac', x: 'stake', where: { issuance: 'halving' } })
  const [row] = rowsOf(figure)
  expect(row['stake at 0']).toBeCloseTo(35, 9)
  expect(row.ci_lo).toBeGreaterThanOrEqual(32 - 1e-9)
  expect(row.ci_hi).toBeLessThanOrEqual(38 + 1e-9)
  expect(Number(row.ci_lo)).toBeLessThan(35)
})

test('a threshold that is not passed has no bar, and says on which side the metric always is', async () => {
  const figure = await one({ threshold: 'size_tao', x: 'stake', by: 'issuance', at: 4 })
  expect(rowsOf(figure).map((row) => row['side if not passed'])).toEqual(['below', 'above'])
  expect(figure.note).toContain('halving (always above)')
})

test('along a logarithmic factor a threshold lies between logarithms', () => {
  expect(passedAt([-1, 1], [10, 1000], 0, true)).toBeCloseTo(100, 9)
  expect(passedAt([-1, 1], [10, 1000], 0, false)).toBeCloseTo(505, 9)
  expect(passedAt([-1, Number.NaN, 3], [0, 1, 4], 0, false)).toBeCloseTo(1, 9)
  expect(passedAt([1, 2], [0, 1], 0, false)).toBeNaN()
})

test('a phase is taken only where all of the interval lies on its side', async () => {
  const figure = await one({ phase: 'gain_frac', x: 'stake', y: 'issuance' })
  expect(figure.description).toBe('gain_frac is above 0 at 2 of 6 combinations, below at 2, undecided at 2.')
})

test('a tornado puts the factor first that moves the mean most', async () => {
  const figure = await one({ tornado: 'gain_frac' })
  expect(rowsOf(figure).map(({ factor }) => factor)).toEqual(['stake', 'issuance'])
  expect(rowsOf(figure)[0]).toMatchObject({
    'level with the lowest mean': '10 %',
    'level with the highest mean': '60 %',
  })
})

test('moments are a table with the paired difference and the target', async () => {
  const { tables, remarks } = await made({
    ...each.moments,
    targets: { size_tao: [4, '600 %'] },
    title: 'Before and after',
  })
  expect(remarks).toEqual([])
  expect(tables[0]).toContain('Before and after')
  expect(tables[1]).toContain('halving less no-halving')
  expect(tables[1]).toContain('4 to 6')
})

test('a path is held against the run of the same seed, in days since the issuance passed its threshold', async () => {
  const figure = await one({
    path: 'tao_price_usd',
    since: 'halving',
    against: { issuance: 'no-halving' },
    as: 'ratio',
  })
  expect(rowsOf(figure).map(({ days, q50 }) => [days, q50])).toEqual([
    [-2, 1],
    [-1, 1],
    [1, 2],
    [2, 2],
    [3, 2],
  ])
  const less = await one({ path: 'tao_price_usd', against: { issuance: 'no-halving' } })
  expect(rowsOf(less).map(({ q50 }) => q50)).toEqual([0, 0, 10, 10, 10])
})

test('a path of subnets is their sum, mean or median; a running one begins at the event', async () => {
  const sum = await one({ path: 'pool_tao', table: 'subnets' })
  expect(rowsOf(sum)[0].q50).toBe(1000)
  const median = await one({ path: 'pool_tao', table: 'subnets', over: 'median' })
  expect(rowsOf(median)[0].q50).toBe(250)
  const running = await one({ path: 'user_net_flow_tao', table: 'subnets', since: 'shock', running: true })
  expect(rowsOf(running).map(({ q50 }) => q50)).toEqual([0, 0, -9, -22, -35])
})

test('panels are cohorts, or parts of equal size by a column of numbers at the start', async () => {
  const cohorts = await one(each.panel)
  // Single agents, whose id has a stroke, are in their cohort already.
  expect(new Set(rowsOf(cohorts).map(({ group }) => group))).toEqual(new Set(['miners', 'whale']))
  const halves = await one({
    panel: 'pool_tao',
    table: 'subnets',
    cohort: 'pool_tao',
    parts: 2,
    by: 'issuance',
    over: 'mean',
  })
  expect(
    rowsOf(halves)
      .filter(({ days }) => days === 0)
      .map(({ group, mean }) => [group, mean]),
  ).toEqual([
    ['lower half', 150],
    ['lower half', 150],
    ['upper half', 350],
    ['upper half', 350],
  ])
})

test('a cascade stacks what has left each subnet, and leaves out those that gained', async () => {
  const figure = await one(each.cascade)
  expect(figure.data.columns).toEqual(['days', 'subnet 1', 'subnet 2'])
  expect(figure.data.rows.at(-1)).toEqual([3, 30, 8])
})

test('a subnet whose number is given again in the block of its end has lived, and the new one is another', async () => {
  const figure = await one(each.survival)
  const at = (level: string) => rowsOf(figure).filter(({ issuance }) => issuance === `issuance ${level}`)
  expect(at('halving')[0].mean).toBe(1)
  // Five at risk: the new one has lived two days, too, when watching ends.
  expect(at('halving').at(-1)!.mean).toBeCloseTo(0.8, 12)
  expect(at('no-halving').at(-1)!.mean).toBe(1)
})

test('a spread is over the rows of the last sample', async () => {
  const figure = await one(each.spread)
  expect(rowsOf(figure)[0]).toMatchObject({ rows: 36, q50: 250 })
})

test('each makes a figure for every level', async () => {
  const { figures } = await made({ tornado: 'gain_frac', each: 'issuance', title: 'Size' })
  expect(figures.map(({ id, title }) => [id, title])).toEqual([
    ['figure-1-1', 'Size: issuance no-halving'],
    ['figure-1-2', 'Size: issuance halving'],
  ])
})

test.each([
  [{ heat: 'nonsense', x: 'stake', y: 'issuance' }, 'got "nonsense", want a column of summary.csv'],
  [
    { heat: 'gain_frac', x: 'steak', y: 'issuance' },
    'got "steak", want a factor with several levels: stake, issuance',
  ],
  [{ heat: 'gain_frac', x: 'stake' }, 'got null, want "y": a factor'],
  [{ pie: 'gain_frac' }, 'want a kind of figure: heat, lines'],
  ['heat', 'want a map such as'],
  [{ lines: 'gain_frac', x: 'stake', colour: 'red' }, 'got "colour", want keys of lines: x, by'],
  [{ contour: 'gain_frac', x: 'stake', y: 'issuance' }, 'whose levels are names'],
  [{ path: 'tao_price_usd', table: 'epochs' }, '"keep: [epochs]"'],
  [{ path: 'no_such', table: 'network' }, 'want a column of network.csv'],
  [{ path: 'tao_price_usd', since: 'yesterday' }, 'want start or halving or shock'],
  [
    { path: 'tao_price_usd', against: { issuance: 'other' } },
    'want a level of issuance: no-halving, halving',
  ],
  [{ phase: 'gain_frac', x: 'stake', y: 'issuance', at: 'much' }, 'got "much", want a number'],
  [{ lines: 'gain_frac', x: 'stake', where: { colour: 'red' } }, 'got "colour", want a factor'],
])('a figure that cannot be drawn is said, and why: %j', async (figure, words) => {
  const { remarks, figures } = await made(figure, each.tornado)
  expect(remarks).toHaveLength(1)
  expect(remarks[0]).toMatch(/^figures\[0\]: /)
  expect(remarks[0]).toContain(words)
  expect(figures).toHaveLength(1)
})

test('the page of reports explains every kind of figure', () => {
  const page = readFileSync(new URL('../../../docs/reports.md', import.meta.url), 'utf8')
  for (const kind of Object.keys(FIGURE_FORMS)) expect(page).toContain(`| \`${kind}\``)
})
