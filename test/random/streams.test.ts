import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import { createStreams } from '../../src/random/streams.js'

test("a draw is the library's own, bit for bit, however many streams stand side by side", () => {
  const streams = createStreams('17')
  const ours = Array.from({ length: 700 }, (_, k) => streams.make(`agents/${k}`))
  const theirs = ours.map((_, k) => seedrandom.alea(`17\u0000agents/${k}`))
  for (let turn = 0; turn < 50; turn++) {
    ours.forEach((stream, k) => {
      expect(stream.uniform()).toBe(theirs[k].double())
    })
  }
})

test('a state is what the library calls one, and goes on where it stood', () => {
  const streams = createStreams('a')
  const stream = streams.make('x')
  for (let k = 0; k < 10; k++) stream.uniform()
  const [state] = streams.save().x
  const theirs = seedrandom.alea('', { state })
  expect(stream.uniform()).toBe(theirs.double())
})

test('streams of one name stand apart: each gets its own state back, those made later too', () => {
  const drawn = createStreams('a')
  const [first, second] = [drawn.make('x'), drawn.make('x')]
  first.uniform()
  for (let k = 0; k < 5; k++) second.uniform()
  const saved = drawn.save()
  expect(saved.x).toHaveLength(2)

  const restored = createStreams('a')
  const early = restored.make('x')
  restored.restore(saved)
  const late = restored.make('x')
  const newcomer = restored.make('y')
  expect(early.uniform()).toBe(first.uniform())
  expect(late.uniform()).toBe(second.uniform())
  expect(newcomer.uniform()).toBe(createStreams('a').make('y').uniform())
})

test('a mirrored stream draws 1 - u', () => {
  const plain = createStreams('a').make('outside/x')
  const mirrored = createStreams('a', ['outside/']).make('outside/x')
  for (let k = 0; k < 100; k++) expect(mirrored.uniform()).toBe(1 - plain.uniform())
})
