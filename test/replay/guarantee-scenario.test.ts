import { expect, test } from 'vitest'
import { createRecorder, MemorySink, simulate } from '../../src/index.js'
import { honestOf, inputsOf, live, requiredByScenario } from './guarantee-scenario.js'
import { published } from './guarantees.js'

// Two draws of one setting; test/long/guarantee-scenario.test.ts takes twenty of each.
const [, , at, required] = published[2]

test('V6: the required utility of two runs of consensus-guarantee.yaml a node is the published one within 0.02', async () => {
  expect(Math.abs((await requiredByScenario(at, 2)) - required)).toBeLessThanOrEqual(0.02)
})

test('its records tell of one epoch, all validators heard, and of the same shares as the table of neurons', async () => {
  const [input] = await inputsOf(at, 0.73, 1, 1)
  const sink = new MemorySink()
  const recorder = createRecorder(sink)
  recorder.close(simulate(input, recorder))
  const { incentive, dividends } = honestOf(live(input))
  expect(sink.tables.get('epochs')?.rows).toHaveLength(1)
  const epoch = sink.row('epochs', -1)
  expect(epoch.neurons).toBe(512)
  expect(epoch.active_validators).toBe(64)
  expect(Number(epoch.adversary_stake_frac)).toBeCloseTo(0.4, 6)
  expect(Number(epoch.adversary_incentive_frac)).toBeCloseTo(1 - incentive, 6)
  expect(Number(epoch.adversary_dividends_frac)).toBeCloseTo(1 - dividends, 6)
})
