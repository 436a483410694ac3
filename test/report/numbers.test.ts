import { expect, test } from 'vitest'
import { between, many } from '../../src/report/numbers.js'

test.each([
  [0.9145, 0.91741, '0.9145 to 0.9174'],
  [-0.1, 0.2, '-0.1 to 0.2'],
  [1.2218571, 1.2218602, '1.2218571 to 1.2218602'],
  [1_234_567.2, 1_234_569.9, '1,234,567.2 to 1,234,569.9'],
  [3, 3, '3 to 3'],
  [0, 0, '0 to 0'],
  [1e-7, 3e-7, '1e-7 to 3e-7'],
])('the interval from %d to %d is written so that its width can be seen: %s', (low, high, text) => {
  expect(between(low, high)).toBe(text)
})

test('one is not many', () => {
  expect(many(1, 'subnet')).toBe('1 subnet')
  expect(many(0, 'subnet')).toBe('0 subnets')
  expect(many(1200, 'metric has', 'metrics have')).toBe('1,200 metrics have')
})
