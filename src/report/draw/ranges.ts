import { type Axis, scaleOf, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
import { ACCENT, MUTED } from './palette.js'
import { axisY, barX, gridX, ruleX, text } from './plot.js'

/** From where to where something goes, and what stands at its ends. */
export interface Range {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly lowLabel: string
  readonly highLabel: string
}

/** Floating bars, widest first: a tornado. The line is the mean of all. */
export function rangesChart(ranges: readonly Range[], x: Axis, centre: number): Chart {
  const values = [...ranges.flatMap(({ low, high }) => [low, high]), centre]
  return {
    // A step of 40 px whatever their number, so that the words below a bar lie clear of it.
    height: () => 12 + 40 * (ranges.length + 0.45) + 42,
    plot: (width) => {
      const xScale = scaleOf(x, values, width < 500 ? 4 : 8)
      const names = ranges.map(({ name }) => name)
      return {
        marginLeft: labelMargin(names, width),
        marginRight: 24,
        marginTop: 12,
        marginBottom: 42,
        x: xScale,
        y: { type: 'band', domain: names, label: null, padding: 0.45, align: 0.3 },
        marks: [
          gridX(xScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          barX(ranges, { x1: 'low', x2: 'high', y: 'name', fill: ACCENT, fillOpacity: 0.85 }),
          ruleX([centre], { stroke: MUTED, strokeDasharray: '3 3' }),
          // Below their bar, towards the middle of the picture: beside it they would run out of it.
          ...(['start', 'end'] as const).map((textAnchor) =>
            text(
              ranges.filter((one) => isRight(one, xScale.domain) === (textAnchor === 'end')),
              {
                x: textAnchor === 'end' ? 'high' : 'low',
                y: 'name',
                dy: 17,
                textAnchor,
                fontSize: 11,
                text: ({ lowLabel, highLabel }: Range) => `${lowLabel} → ${highLabel}`,
                fill: 'var(--text)',
              },
            ),
          ),
        ],
      }
    },
    legend: [{ label: 'mean of all', colour: MUTED, dash: '3 3', shape: 'line' }],
    spots: ranges.flatMap(({ name, low, high, lowLabel, highLabel }) => [
      { x: low, y: name, text: `${name} ${lowLabel}\n${valueText(x, low)}` },
      { x: high, y: name, text: `${name} ${highLabel}\n${valueText(x, high)}` },
    ]),
  }
}

/** Whether a bar lies in the right half. */
const isRight = ({ low, high }: Range, [from, to]: readonly number[]): boolean => low + high > from + to
