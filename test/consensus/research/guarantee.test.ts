import { describe, expect, test } from 'vitest'
import {
  honestEmission,
  requiredUtility,
  retainingUtility,
  twoClasses,
} from '../../../src/consensus/research/guarantee.js'

const chain = { kappa: 0.5, beta: 1, validatorPart: 0.5 }

describe('two classes without variance', () => {
  test('where everybody gives the honest their share of stake, the honest keep exactly that', () => {
    expect(honestEmission(twoClasses(0.6), 0.6, 0.4, chain)).toBeCloseTo(0.6, 12)
  })

  test('a majority of 60 % must give itself 60 % to be safe from every cabal', () => {
    expect(requiredUtility(twoClasses(0.6), 0.6, chain)).toBeCloseTo(0.6, 2)
  })

  test('the bonds penalty lowers the utility that is needed against a selfish cabal', () => {
    const teams = twoClasses(0.6)
    const without = retainingUtility(teams, 0.6, 1, { ...chain, beta: 0 })
    expect(retainingUtility(teams, 0.6, 1, chain)).toBeLessThan(without)
  })
})
