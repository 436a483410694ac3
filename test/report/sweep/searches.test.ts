import { expect, test } from 'vitest'
import type { Figure } from '../../../src/report/draw/figure.js'
import { Html } from '../../../src/report/page/html.js'
import { openOutput } from '../../../src/report/read/output.js'
import { searchesSection } from '../../../src/report/sweep/searches.js'
import { SweepData } from '../../../src/report/sweep/sweep-data.js'
import { scratch, writeFolder } from '../folders.js'

const head = [
  'experiment',
  'cell_id',
  'search',
  'axis',
  'metric',
  'status',
  'unit',
  'target',
  'level',
  'level_short',
  'estimate',
  'ci_lo',
  'ci_hi',
]
const row = (cell: number, status: string, estimate: number | null) => [
  'x',
  cell,
  'x10',
  'population.ring.capital',
  'gain_frac',
  status,
  'TAO',
  0.5,
  estimate,
  estimate,
  estimate,
  estimate && estimate - 1,
  estimate && estimate + 1,
]

async function section(rows: (string | number | null)[][]) {
  const cells = {
    head: ['experiment', 'cell_id', 'kappa'],
    rows: [
      ['x', 0, '40 %'],
      ['x', 1, '50 %'],
    ],
  }
  const folder = writeFolder(scratch(), { cells, search: { head, rows } }, { kind: 'sweep', experiment: 'x' })
  const data = await SweepData.open(await openOutput(folder))
  const { content } = await searchesSection(data)
  data.close()
  return {
    figures: content.filter((one): one is Figure => !(one instanceof Html)),
    text: content
      .filter((one): one is Html => one instanceof Html)
      .map((one) => one.text)
      .join(''),
  }
}

test('the answers of a search are a figure with their intervals, and a table with those that have none', async () => {
  const { figures, text } = await section([row(0, 'found', 120), row(1, 'unreachable', null)])
  expect(figures[0].title).toBe('ring.capital at which gain_frac reaches 0.5')
  expect(figures[0].description).toBe('40 %: 120 TAO.')
  expect(figures[0].data.rows).toHaveLength(2)
  expect(text).toContain('the highest does not')
})

test('a search that found nothing is a table alone', async () => {
  const { figures, text } = await section([row(0, 'below', null)])
  expect(figures).toEqual([])
  expect(text).toContain('the lowest level does it')
})
