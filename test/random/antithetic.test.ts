import { expect, test } from 'vitest'
import { runStreams } from '../../src/random/antithetic.js'
import { createStreams } from '../../src/random/streams.js'

test('the antithetic partner mirrors what the world outside draws, and draws everything else anew', () => {
  const one = runStreams('7')
  const partner = runStreams('7~')
  const outside = [one, partner].map((streams) => streams.stream('outside/tao-usd').uniform())
  expect(outside[0] + outside[1]).toBe(1)
  const z = [one, partner].map((streams) => streams.stream('outside/tao-usd').normal())
  expect(z[0] + z[1]).toBeCloseTo(0, 12)
  expect(one.make('agents/a/0/x').uniform()).not.toBe(partner.make('agents/a/0/x').uniform())
})

test('a seed without the mark has the streams it always had', () => {
  expect(runStreams('7').make('outside/tao-usd').uniform()).toBe(
    createStreams('7').make('outside/tao-usd').uniform(),
  )
})

test('streams of a partner can be saved and go on where they stood', () => {
  const first = runStreams('7~')
  const names = ['outside/tao-usd', 'agents/a/0/x']
  for (const name of names) first.stream(name).uniform()
  const saved = first.save()
  const next = names.map((name) => first.stream(name).uniform())
  const second = runStreams('7~')
  second.restore(saved)
  expect(names.map((name) => second.stream(name).uniform())).toEqual(next)
})
