import { marketFields } from '../agents/outside/fields.js'
import { presets } from '../agents/presets.js'

/** A value that was moved when agents took the place of the aggregate model. */
export interface FittedValue {
  readonly summary: string
  /** `cohort.param` of the preset, or `market.field`. */
  readonly path: string
  /** Fitted to the aggregate model, with one standard error to either side. */
  readonly before: number
  readonly low: number
  readonly high: number
}

const value = (summary: string, path: string, before: number, low: number, high: number): FittedValue => ({
  summary,
  path,
  before,
  low,
  high,
})

/** Source of values and errors: calibration.md 3. Sizes there are parts of a pool of 7,000 TAO, the pull is 0.05 a day of this. */
export const fittedValues: readonly FittedValue[] = [
  value('retail: trades a day, median subnet and day', 'retail.arrivals', 5.6, 4, 7.8),
  value('median trade in a pool of 7,000 TAO, TAO', 'retail.size', 12, 7.7, 18.9),
  value('part of the trades undone, %', 'retail.undone', 34, 28, 40),
  value('large orders a day, median subnet and day', 'large-orders.arrivals', 0.028, 0.018, 0.044),
  value('exponent of their arrivals on activity', 'large-orders.onActivity', 0.78, 0.6, 0.96),
  value("least order, % of the pool's TAO", 'large-orders.leastSize', 6.6, 4.6, 9.5),
  value('Pareto index of their size', 'large-orders.tailIndex', 2.7, 1.9, 3.5),
  value('part that buys, %', 'large-orders.buyShare', 66, 58, 74),
  value('part spread over hours and days, %', 'large-orders.spread', 69, 57, 81),
  value("fundamentalists' wealth, % of the pool's TAO", 'fundamentalists.poolPart', 30, 20, 40),
  value('half-life of activity, days', 'market.activityHalfLife', 4.5, 3.8, 5.3),
]

/** The value in force, in the unit of its line: from the preset `mainnet`, or the default of `market:`. */
export function valueNow({ path }: FittedValue): number {
  const [place, name] = path.split('.')
  if (place === 'market') return Number(marketFields[name as 'activityHalfLife'].default)
  const cohort = presets.find(({ id }) => id === 'mainnet')!.cohorts.find(({ id }) => id === place)!
  return Number.parseFloat(String((cohort.params as Record<string, unknown>)[name]))
}

/** What was moved, as a table: the value of calibration.md with its range, and the one in force. */
export const fittedTable = (): string =>
  [
    '| value | calibration.md | one standard error | now |',
    '| --- | --- | --- | --- |',
    ...fittedValues.map((one) => {
      const { summary, before, low, high } = one
      return `| ${summary} | ${before} | ${low} to ${high} | ${valueNow(one)} |`
    }),
  ].join('\n')
