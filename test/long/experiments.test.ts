import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SweepResult, sweep } from '../../src/sweep/sweep.js'

let out: string
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'taolab-experiments-'))
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

const quick = (name: string) =>
  sweep(`scenarios/experiments/${name}.yaml`, { size: 'quick', out, workers: 2 })

/** Verdict of each claim over all the cells it speaks of. */
const verdicts = ({ hypotheses }: SweepResult) =>
  Object.fromEntries(
    hypotheses.filter(({ cell }) => cell === undefined).map(({ id, verdict }) => [id, verdict]),
  )

describe('an experiment at quick size', () => {
  test('finds the published guarantees of consensus within 0.02 on either side', async () => {
    const result = await quick('e01-collusion-sweep')
    expect(result.failures).toEqual([])
    expect(verdicts(result)).toMatchObject({
      'V6-none': 'pass',
      'V6-some': 'pass',
      'V6-above': 'pass',
      'V6-below': 'pass',
      'V7-above': 'pass',
      'V7-below': 'pass',
      'V9-above': 'pass',
      'V9-below': 'pass',
      V10: 'pass',
      'H3-incentive': 'pass',
      H4: 'pass',
    })
  })

  test('finds that a sandwich breaks even at the fee, and that a limit price caps it at 2e-6 of the pool', async () => {
    const result = await quick('e12-sandwich')
    expect(result.failures).toEqual([])
    expect(verdicts(result)).toMatchObject({
      'H1-fee': 'pass',
      'H1-pays': 'pass',
      'H2-cap': 'pass',
      'H2-profit': 'pass',
      'H3-random': 'pass',
      'H4-covered': 'pass',
    })
  })

  test('finds that copying weights pays some 10 % in the open, and less the older what is copied', async () => {
    const result = await quick('e02-weight-copier')
    expect(result.failures).toEqual([])
    expect(verdicts(result)).toMatchObject({ 'H1-open': 'pass', 'H2-longer': 'pass', 'H4-trust': 'pass' })
  })
})
