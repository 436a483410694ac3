import { expect, test } from 'vitest'
import { contrast, dark, inTheme, light, variables } from '../../../src/report/draw/palette.js'

test('the contrast of black and white is 21, that of a colour with itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrast('#123456', '#123456')).toBe(1)
})

test.each([['light', light] as const, ['dark', dark] as const])(
  'text and lines of the %s theme have a contrast of 4.5',
  (_, theme) => {
    for (const colour of [theme.text, theme.muted, theme.accent, theme.good, theme.bad, ...theme.series]) {
      expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(theme.muted, theme.surface)).toBeGreaterThanOrEqual(4.5)
  },
)

test.each([['light', light] as const, ['dark', dark] as const])(
  'values in coloured cells of the %s theme can be read',
  (_, theme) => {
    const values = variables(theme)
    const pairs = Object.keys(values).filter((name) => /^(step|signed)-\d$/.test(name))
    expect(pairs.length).toBe(16)
    for (const name of pairs) {
      const ink = values[name.replace('-', '-ink-')]
      expect(contrast(values[name], ink), name).toBeGreaterThanOrEqual(4.5)
    }
  },
)

test('a drawing in a theme has no variables left', () => {
  expect(inTheme('<a fill="var(--series-0)" stroke="var(--step-ink-2)"/>', light)).not.toContain('var(')
})
