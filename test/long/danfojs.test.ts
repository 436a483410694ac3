import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const notebooks = fileURLToPath(new URL('../../notebooks/', import.meta.url))

test('in a notebook a data frame groups and prints, without a compiled library', () => {
  const script = `
    const { DataFrame } = require('danfojs-node')
    const frame = new DataFrame({ rule: ['price', 'flow', 'price'], gini: [0.5, 0.25, 0.75] })
    const means = frame.groupby(['rule']).agg({ gini: 'mean' })
    means.print()
    console.log(JSON.stringify(means.values))
  `
  const printed = execFileSync(process.execPath, ['-e', script], { cwd: notebooks, encoding: 'utf8' })
  expect(printed).toContain('gini_mean')
  expect(JSON.parse(printed.trimEnd().split('\n').at(-1)!)).toEqual([
    ['price', 0.625],
    ['flow', 0.25],
  ])
})

test('the stand-in for tensorflow computes on the CPU', () => {
  const tensors = createRequire(`${notebooks}package.json`)('@tensorflow/tfjs-node')
  expect(Array.from(tensors.add([1, 2], [3, 4]).dataSync())).toEqual([4, 6])
  expect(tensors.getBackend()).toBe('cpu')
  expect(typeof tensors.data.csv).toBe('function')
})
