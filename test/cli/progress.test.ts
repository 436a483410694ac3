import { expect, test } from 'vitest'
import { Progress, progressLine } from '../../src/cli/progress.js'
import { fakeTerminal } from './fake-engine.js'

const standing = { done: 72_000, horizon: 288_000, startBlock: 9_240_382, startDate: '2026-10-08T19:18:48Z' }

test('a line tells block, simulated date, part, rate and time left', () => {
  expect(progressLine({ ...standing, seconds: 2 })).toBe(
    'block 9,312,382  2026-10-18  25.0 %  36,000 blocks/s  6 s left',
  )
})

test('elsewhere than on a terminal there is a line every ten seconds', () => {
  const terminal = fakeTerminal()
  let now = 0
  const progress = new Progress(terminal, false, () => now)
  for (; now <= 25_000; now += 500) progress.show(standing)
  expect(terminal.stderr.trimEnd().split('\n')).toHaveLength(2)
})

test('on a terminal the bar is drawn in place and taken away at the end', () => {
  const terminal = fakeTerminal(true)
  let now = 0
  const progress = new Progress(terminal, false, () => now)
  now = 150
  progress.show(standing)
  expect(terminal.stderr).toContain('\r[#####...............] block 9,312,382')
  progress.clear()
  expect(terminal.stderr.endsWith('\r\u001b[K')).toBe(true)
})

test('on a narrow terminal the line is cut rather than wrapped: the bar goes first', () => {
  const drawn = (width?: number) => {
    const terminal = { ...fakeTerminal(true), width }
    let now = 0
    const progress = new Progress(terminal, false, () => now)
    now = 150
    progress.show(standing)
    return terminal.stderr.replace('\r', '').replace('\u001b[K', '')
  }
  expect(drawn(50)).toBe('block 9,312,382  2026-10-18  25.0 %  480,000 bloc')
  expect(drawn(20)).toHaveLength(19)
  expect(drawn(200)).toBe(drawn())
})

test('quiet shows none', () => {
  const terminal = fakeTerminal(true)
  const progress = new Progress(terminal, true, () => 1e12)
  progress.show(standing)
  progress.clear()
  expect(terminal.stderr).toBe('')
})
