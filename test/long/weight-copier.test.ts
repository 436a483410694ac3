import { describe, expect, test } from 'vitest'
import { bondRules, type Cell, columns, copierReturn } from './weight-copier-table.js'

const row = (network: Cell['network'], epochs = 150) =>
  columns.map((column) => copierReturn({ network, ...column }, epochs).pay)

describe('the relative return of a weight copier', () => {
  test('is near 1.1 where it copies what is open and bonds carry a penalty, and falls with the age of the copy', () => {
    for (const rule of ['classic, beta 1', 'yuma3, beta 1', 'yuma3 + liquid alpha, beta 1'] as const) {
      const [open, slow, middle, fast, older] = row(bondRules[rule])
      expect(Math.abs(open - 1.09)).toBeLessThan(0.03)
      expect(open).toBeGreaterThan(slow)
      expect(slow).toBeGreaterThan(middle)
      expect(middle).toBeGreaterThan(fast)
      expect(fast).toBeGreaterThan(older)
      expect(older).toBeLessThan(1)
    }
  }, 300_000)

  test('is 1 without a penalty where the copy is fresh, and above 1 where it is old: stale rows are rewarded', () => {
    const [open, , , fast, older] = row(bondRules['classic, beta 0'])
    expect(open).toBeCloseTo(1, 2)
    expect(fast).toBeGreaterThan(1)
    expect(older).toBeGreaterThan(fast)
  }, 300_000)

  test('is the same whether the copy is old because weights are hidden or because the copier is slow', () => {
    const network = bondRules['yuma3, beta 1']
    const hidden = { network: { ...network, commitReveal: true, revealPeriod: 2 }, lag: 0, persistence: 0.8 }
    const slow = { network, lag: 2, persistence: 0.8 }
    expect(copierReturn(hidden, 150).pay).toBeCloseTo(copierReturn(slow, 150).pay, 1)
  }, 300_000)

  test('is below 1 with any lag where stakes are as unequal as on mainnet: what a few say cannot be guessed', () => {
    const network = bondRules['classic, beta 1']
    expect(copierReturn({ network, lag: 1, persistence: 0.95 }, 150, '1', 1.5).pay).toBeLessThan(1)
  }, 300_000)
})
