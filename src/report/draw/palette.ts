/**
 * Colours of pages and pictures, for light and dark.
 *
 * The eight of a series are told apart by people with any of the common colour blindnesses (hues of Okabe and Ito's
 * palette, darkened or lightened until each has a contrast of 4.5 with its background), and every series has a dash or a
 * shape of its own besides. Pictures name colours as CSS variables, so that one drawing serves both themes.
 */
export interface Theme {
  readonly background: string
  readonly surface: string
  readonly text: string
  readonly muted: string
  readonly rule: string
  readonly accent: string
  readonly good: string
  readonly bad: string
  /** Colours of series, in order of use. */
  readonly series: readonly string[]
  /** From low to high, one hue. */
  readonly steps: readonly string[]
  /** From far below zero over zero to far above. */
  readonly signed: readonly string[]
}

export const light: Theme = {
  background: '#ffffff',
  surface: '#f4f6f8',
  text: '#1c2128',
  muted: '#57606a',
  rule: '#d0d7de',
  accent: '#0a5aa6',
  good: '#14713d',
  bad: '#b3261e',
  series: ['#0a5aa6', '#b3470a', '#00735c', '#9a3380', '#6b5d00', '#40474f', '#5b4fc4', '#a1303b'],
  steps: ['#f2f7fb', '#d6e6f4', '#abd0e6', '#6aaed6', '#3787c0', '#105ba4', '#08306b'],
  signed: ['#8c3a04', '#c9651d', '#eda56b', '#f7d5b8', '#f4f4f4', '#c8ddee', '#86b7dc', '#3f86c0', '#0b4a8a'],
}

export const dark: Theme = {
  background: '#0f1419',
  surface: '#1a2129',
  text: '#e6eaee',
  muted: '#a5b0bb',
  rule: '#38424d',
  accent: '#78bdf7',
  good: '#63cf8f',
  bad: '#ff8f86',
  series: ['#78bdf7', '#f59a63', '#45cfa8', '#e596cb', '#d9c04a', '#c3cad1', '#b2a8ff', '#ff9aa2'],
  steps: ['#16202a', '#14324d', '#15496f', '#1c6596', '#3b88bd', '#77b3dd', '#c3def2'],
  signed: ['#ffb37a', '#dc8444', '#a85c24', '#5c3a20', '#2a3037', '#1f4666', '#2d6d9f', '#5da0d4', '#a5d2f5'],
}

/** Steps of a scale of one hue, and of one with a middle. */
export const STEPS = light.steps.length
export const SIGNED_STEPS = light.signed.length

export const seriesColour = (index: number): string => `var(--series-${index % light.series.length})`
export const stepColour = (index: number): string => `var(--step-${index})`
export const signedColour = (index: number): string => `var(--signed-${index})`
export const ACCENT = 'var(--accent)'
export const MUTED = 'var(--muted)'

/** Dashes of lines, in order of use; the first is solid. */
const dashes = ['', '6 3', '2 3', '8 3 2 3', '12 4', '4 2', '1 2', '10 2 4 2']
export const seriesDash = (index: number): string => dashes[index % dashes.length]

/** Every variable of a theme by name, without the dashes. */
export function variables(theme: Theme): Readonly<Record<string, string>> {
  const { series, steps, signed, ...plain } = theme
  const numbered = (name: string, colours: readonly string[]) =>
    colours.map((colour, i) => [`${name}-${i}`, colour] as const)
  return Object.fromEntries([
    ...Object.entries(plain),
    ...numbered('series', series),
    ...numbered('step', steps),
    ...numbered(
      'step-ink',
      steps.map((colour) => inkOn(colour)),
    ),
    ...numbered('signed', signed),
    ...numbered(
      'signed-ink',
      signed.map((colour) => inkOn(colour)),
    ),
  ])
}

/** Black or white, whichever is easier to read on a colour. */
export const inkOn = (colour: string): string =>
  contrast(colour, '#000000') >= contrast(colour, '#ffffff') ? '#000000' : '#ffffff'

/** Contrast of two colours, 1..21. WCAG 2.2, relative luminance and contrast ratio. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A drawing with its variables replaced by the colours of a theme: for files that stand alone. */
export function inTheme(svg: string, theme: Theme): string {
  const values = variables(theme)
  return svg.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name) => values[name] ?? whole)
}
