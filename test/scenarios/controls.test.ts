import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eras } from '../../src/chain/history.js'
import { cellsOf } from '../../src/sweep/cells.js'
import { matching } from '../../src/sweep/design/filter.js'
import { readSweep } from '../../src/sweep/file/read-sweep.js'
import { ownHouse } from '../../src/sweep/house.js'

const textOf = (name: string) => readFileSync(`scenarios/experiments/${name}.yaml`, 'utf8')
const plan = (name: string, size: 'quick' | 'full') =>
  readSweep(textOf(name), `${name}.yaml`, size, async () => ownHouse.columns)

test.each(['quick', 'full'] as const)(
  'the bank run of %s size has, for every world, the same world without an event',
  async (size) => {
    const { cells } = cellsOf(await plan('e06-bank-run', size))
    const count = (where: Record<string, unknown>) => cells.filter(matching(where)).length
    for (const world of ['quiet', 'ordinary']) {
      expect(count({ world, trigger: 'none' })).toBeGreaterThan(0)
      expect(count({ world, trigger: 'none' })).toBeGreaterThanOrEqual(count({ world, trigger: 'rug-5' }))
    }
  },
)

test('the first halving is run under the rules of the block in which it came', () => {
  const FIRST_HALVING = 7_103_975
  const inForce = eras.all.filter(({ block }) => block !== undefined && block <= FIRST_HALVING).at(-1)
  expect(/^protocol: (\S+)$/m.exec(textOf('e07-halving-2025'))?.[1]).toBe(inForce?.id)
})

test('what was observed in March 2026 is claimed of the share rule of March 2026', async () => {
  const inForce = eras.all.filter(({ date }) => date <= '2026-03-31').at(-1)
  const { hypotheses } = await plan('e08-flow-adoption', 'quick')
  const claim = hypotheses.find(({ text }) => text.includes('V24'))
  expect(claim?.where).toEqual({ rule: inForce?.regimes.shares })
})
