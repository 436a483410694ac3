import { expect, test } from 'vitest'
import { marketFields } from '../../src/agents/outside/fields.js'
import { fittedTable, fittedValues, valueNow } from '../../src/calibration/fitted.js'

test.each(fittedValues)(
  '$path of the preset stays within one standard error of the fit to the aggregate model',
  (one) => {
    const now = valueNow(one)
    expect(now).toBeGreaterThanOrEqual(one.low)
    expect(now).toBeLessThanOrEqual(one.high)
  },
)

test('the table states every value that was moved, as it is in force', () => {
  const days = String(marketFields.activityHalfLife.default)
  expect(fittedTable()).toContain(`| half-life of activity, days | 4.5 | 3.8 to 5.3 | ${days} |`)
  expect(fittedTable().split('\n')).toHaveLength(fittedValues.length + 2)
})
