import { entropyNormalised, gini, giniUnbiased, hhi, nakamoto, theil, topFraction } from './concentration.js'

/** One measure of how unequally something is held. Its column is `<prefix>_<suffix>`. */
export interface Measure {
  readonly suffix: string
  /** Empty: the holders themselves are counted. */
  readonly unit: string
  /** What it says of `what` (such as `emission shares`) among `whom` (such as `subnets`). */
  summary(what: string, whom: string): string
  readonly formula: string
  /** @param sorted values in ascending order, zeros kept */
  of(sorted: Float64Array): number
}

const nakamotoOf = (percent: number): Measure => ({
  suffix: `nakamoto_${percent}`,
  unit: '',
  summary: (what, whom) => `Least number of ${whom} that together have more than ${percent} % of ${what}.`,
  formula: `min k: top-k share > ${percent} %`,
  of: (sorted) => nakamoto(sorted, percent / 100),
})

const topOf = (count: number): Measure => ({
  suffix: `top${count}_frac`,
  unit: 'fraction',
  summary: (what, whom) =>
    `Part of ${what} that the ${count === 1 ? 'first' : `first ${count}`} of ${whom} have.`,
  formula: `sum of the ${count} largest x`,
  of: (sorted) => topFraction(sorted, count),
})

/** All measures of concentration, in the order of the columns. x shares of the sum, n their number. */
export const measures: readonly Measure[] = [
  {
    suffix: 'n',
    unit: '',
    summary: (what, whom) => `Number of ${whom} over which ${what} are compared, those with none included.`,
    formula: 'n',
    of: (sorted) => sorted.length,
  },
  {
    suffix: 'gini',
    unit: 'index',
    summary: (what, whom) => `Gini coefficient of ${what} over ${whom}: 0 equal, (n - 1) / n one has all.`,
    formula: '2 sum i x_(i) / (n sum x) - (n + 1) / n',
    of: gini,
  },
  {
    suffix: 'gini_unbiased',
    unit: 'index',
    summary: (what, whom) => `The same of ${what} over ${whom} without the bias of few: 1 if one has all.`,
    formula: 'gini n / (n - 1)',
    of: giniUnbiased,
  },
  {
    suffix: 'hhi',
    unit: 'index',
    summary: (what, whom) => `Herfindahl index of ${what} over ${whom}.`,
    formula: 'sum x^2',
    of: hhi,
  },
  {
    suffix: 'hhi_eff_n',
    unit: '',
    summary: (what, whom) => `Effective number of ${whom} that share ${what}.`,
    formula: '1 / hhi',
    of: (sorted) => 1 / hhi(sorted),
  },
  nakamotoOf(33),
  nakamotoOf(50),
  nakamotoOf(66),
  {
    suffix: 'nakamoto_50_frac',
    unit: 'fraction',
    summary: (what, whom) => `Least part of ${whom} that together have more than half of ${what}.`,
    formula: 'nakamoto_50 / n',
    of: (sorted) => nakamoto(sorted, 0.5) / sorted.length,
  },
  {
    suffix: 'entropy_norm',
    unit: 'index',
    summary: (what, whom) => `Entropy of ${what} over ${whom}, as part of its largest value: 1 equal.`,
    formula: '-sum x ln x / ln n',
    of: entropyNormalised,
  },
  {
    suffix: 'theil',
    unit: 'index',
    summary: (what, whom) => `Theil index of ${what} over ${whom}: 0 equal, ln n one has all.`,
    formula: 'sum x ln(n x)',
    of: theil,
  },
  topOf(1),
  topOf(5),
  topOf(10),
  {
    suffix: 'top1pct_frac',
    unit: 'fraction',
    summary: (what, whom) => `Part of ${what} that the first hundredth of ${whom} (at least one) have.`,
    formula: 'sum of the ceil(n / 100) largest x',
    of: (sorted) => topFraction(sorted, Math.ceil(sorted.length / 100)),
  },
]

/** A column of concentration, before its table says how the values are come by. */
export interface ConcentrationColumn {
  readonly column: string
  readonly unit: string
  readonly summary: string
  readonly formula: string
  of(sorted: Float64Array): number
}

/**
 * The columns that say how something is spread.
 *
 * @param prefix  of the columns, such as `emis`
 * @param what    what is shared, in the plural, such as `emission shares`
 * @param whom    who shares it, in the plural, such as `subnets`; also the unit of counts
 * @param over    how single figures make one, such as `median over subnets`; none if there is one
 */
export const concentrationColumns = (
  prefix: string,
  what: string,
  whom: string,
  over = '',
): readonly ConcentrationColumn[] =>
  measures.map(({ suffix, unit, summary, formula, of }) => ({
    column: `${prefix}_${suffix}`,
    unit: unit || whom,
    summary: over ? summary(what, whom).replace(/\.$/, `; ${over}.`) : summary(what, whom),
    formula,
    of,
  }))
