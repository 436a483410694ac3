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

  test('words end at points and slashes too', () => {
    expect(nearest('share', ['subnets.share', 'network.shares'])).toBe('subnets.share')
  })
})
