import { describe, expect, test } from 'vitest'
import { nearest } from '../src/nearest.js'

describe('the candidate a person most likely meant', () => {
  const strategies = ['momentum-staker', 'honest-miner', 'lazy-miner', 'retail', 'whale']

  test.each([
    ['retial', 'retail'],
    ['Honest_Miner', 'honest-miner'],
    ['momentum', 'momentum-staker'],
  ])('%s -> %s', (given, meant) => {
    expect(nearest(given, strategies)).toBe(meant)
  })

  test('a word that several share is no help, nor is one that is far from all', () => {
    expect(nearest('miner', strategies)).toBeUndefined()
    expect(nearest('validator', strategies)).toBeUndefined()
  })

  test('two letters exchanged are one mistake; of a short word half has to be right', () => {
    expect(nearest('rnu', ['run', 'sweep', 'out'])).toBe('run')
    expect(nearest('set', ['out', 'limit'])).toBeUndefined()
    expect(nearest('x', ['t', 'pi'])).toBeUndefined()
    expect(nearest('T', ['t', 'pi'])).toBe('t')
  })

  test('words end at points and slashes too', () => {
    expect(nearest('share', ['subnets.share', 'network.shares'])).toBe('subnets.share')
  })
})
