import { expect, test } from 'vitest'

import { picture } from '../../src/frame.js'

test('lines become an SVG file with title, axes, names of the lines and what took place', () => {
  const svg = picture({
    title: 'The price rises & falls',
    x: { label: 'day' },
    y: { label: 'price (TAO)' },
    lines: [
      { name: 'subnet 5', x: [0, 1, 2], y: [1, 3, 2] },
      { name: 'subnet 82', x: [0, 1, 2], y: [1, Number.NaN, 1] },
    ],
    moments: [{ x: 1, label: 'halving' }],
  })
  expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  for (const text of [
    'The price rises &amp; falls',
    'day',
    'price (TAO)',
    'subnet 5',
    'subnet 82',
    'halving',
  ])
    expect(svg).toContain(text)
  expect(svg).not.toContain('var(--')
})

test('estimates become dots with their intervals, one below the other', () => {
  const svg = picture({
    title: 'Estimates',
    x: { label: 'profit (TAO)' },
    estimates: [
      { name: 'price-ema', value: 1, low: 0.5, high: 1.5 },
      { name: 'flow-ema', value: 3, low: Number.NaN, high: Number.NaN },
    ],
  })
  expect(svg.match(/<circle/g)).toHaveLength(2)
  expect(svg).toContain('price-ema')
  expect(svg).toContain('profit (TAO)')
})
