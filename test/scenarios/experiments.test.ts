import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cellsOf } from '../../src/sweep/cells.js'
import { matching } from '../../src/sweep/design/filter.js'
import { readSweep } from '../../src/sweep/file/read-sweep.js'
import { ownHouse } from '../../src/sweep/house.js'
import { prepareSweep } from '../../src/sweep/prepare.js'

const FOLDER = 'scenarios/experiments'
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => join(FOLDER, name))

const full = (file: string) =>
  readSweep(readFileSync(file, 'utf8'), file, 'full', async () => ownHouse.columns)

describe.each(files)('%s', (file) => {
  test('reads at quick size, and the scenario of every cell is valid', async () => {
    const { plan, design } = await prepareSweep(file, { size: 'quick' })
    expect(design.cells.length).toBeGreaterThan(0)
    expect(plan.experiment).toBe(file.slice(FOLDER.length + 1, -'.yaml'.length))
    expect(plan.replicates).toBeGreaterThan(1)
  }, 120_000)

  test('reads at full size, and its first cells are valid', async () => {
    // Designs whose analysis needs every cell cannot be cut short.
    const whole = /kind: (saltelli|morris)/.test(readFileSync(file, 'utf8'))
    const { plan } = await prepareSweep(file, whole ? { size: 'full' } : { size: 'full', limit: 5 })
    expect(plan.replicates).toBeGreaterThan(1)
  }, 120_000)

  test('says what it asks, what it looks at, and what it claims beforehand of cells that it has', async () => {
    const plan = await full(file)
    const { cells } = cellsOf(plan)
    expect(plan.question).toMatch(/\?$/)
    expect(plan.primary.length).toBeGreaterThan(0)
    expect(plan.hypotheses.length).toBeGreaterThan(0)
    expect(plan.odd).toMatchObject({ purpose: expect.any(String), submodels: expect.any(String) })
    for (const { id, text, where } of plan.hypotheses) {
      expect(text, id).not.toBe('')
      expect(cells.filter(matching(where)).length, `cells of ${id}`).toBeGreaterThan(0)
    }
  }, 120_000)

  test('begins with its question, its design and its runtime', () => {
    const text = readFileSync(file, 'utf8')
    for (const word of ['# Question:', '# Design:', '# Runtime:']) expect(text).toContain(word)
  })
})
