import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { linesChart } from '../draw/lines.js'
import { fixed } from '../numbers.js'
import type { Section } from '../page/page.js'
import type { RunData } from '../read/run-data.js'
import { lineWords, percentWords } from './quantiles.js'
import { dayAxis, dayOf, moments } from './timing.js'

/** What consensus pays for: true quality, and what adversaries take of it. */
export const consensusSection = (run: RunData): Section => ({
  id: 'consensus',
  title: 'Consensus against true quality',
  content: [
    ...timeFigure(
      run,
      {
        id: 'truth',
        title: 'How well incentive follows the true quality of miners',
        note: 'Mean over subnets in each stretch of time. 1: the ranking by incentive is the ranking by quality; 0: it says nothing of it.',
        label: 'agreement (1 = perfect)',
      },
      [
        ['spearman_q_incentive', 'Spearman rank correlation'],
        ['kendall_q_incentive', 'Kendall tau-b'],
        ['top10_recall', 'true top tenth found'],
        ['ndcg10', 'NDCG of the first ten'],
      ],
    ),
    ...adversaries(run),
    ...timeFigure(
      run,
      {
        id: 'adversary-time',
        title: 'What adversaries hold and what they get, mean over all recorded epochs',
        label: 'part of the subnet (%)',
        percent: true,
      },
      [
        ['adversary_stake_frac', 'stake weight held'],
        ['adversary_incentive_frac', 'incentive'],
        ['adversary_dividends_frac', 'dividends'],
        ['adversary_emission_frac', 'emission'],
      ],
    ),
    ...timeFigure(
      run,
      {
        id: 'vtrust',
        title: 'How far validators agree with consensus, mean over subnets',
        note: 'Validator trust (vtrust): the part of what a validator votes for that consensus accepts. A UID that has a permit and sets no weights counts as 0.',
        label: 'vtrust (1 = full agreement)',
      },
      [
        ['vtrust_stake_frac', 'weighted by stake'],
        ['vtrust_mean_frac', 'every UID with a permit alike'],
      ],
    ),
  ],
})

function timeFigure(
  run: RunData,
  figure: { id: string; title: string; note?: string; label: string; percent?: boolean },
  columns: readonly (readonly [column: string, name: string])[],
): Figure[] {
  const { epochsByTime } = run
  const present = (column: string) =>
    epochsByTime.has(column) && epochsByTime.numbers(column).some((x) => x !== 0)
  const there = columns.filter(([column]) => present(column))
  if (there.length === 0 || epochsByTime.rows < 2) return []
  const x = epochsByTime.numbers('block').map((block) => dayOf(run, block))
  const series = there.map(([column, name]) => ({ name, x, y: epochsByTime.numbers(column) }))
  const { id, title, note, label, percent } = figure
  return [
    {
      id,
      title,
      note,
      description: series
        .map(({ name, y }) => lineWords(name, y, percent ? percentWords : (value) => fixed(value, 3)))
        .join(' '),
      chart: linesChart({ series, x: dayAxis(run), y: { label, percent }, moments: moments(run) }),
      data: {
        columns: ['day', ...there.map(([column]) => column)],
        rows: x.map((day, i) => [day, ...series.map(({ y }) => (Number.isNaN(y[i]) ? null : y[i]))]),
      },
    },
  ]
}

/** Most subnets of the picture by subnet. */
const MOST_SUBNETS = 24

/** Stake held against emission taken, subnet by subnet. */
function adversaries({ epochsBySubnet }: RunData): Figure[] {
  const column = (name: string) => epochsBySubnet.numbers(name)
  const [stake, emission, netuids] = [
    column('adversary_stake_frac'),
    column('adversary_emission_frac'),
    column('netuid'),
  ]
  const rows = netuids.map((_, i) => i).filter((i) => stake[i] > 0 || emission[i] > 0)
  if (rows.length === 0) return []
  const gain = (i: number) => emission[i] - stake[i]
  const chosen = [...rows].sort((a, b) => gain(b) - gain(a)).slice(0, MOST_SUBNETS)
  const groups = ['stake weight held', 'incentive', 'dividends', 'emission taken']
  const columns = [
    'adversary_stake_frac',
    'adversary_incentive_frac',
    'adversary_dividends_frac',
    'adversary_emission_frac',
  ]
  const estimates = chosen.flatMap((i) =>
    columns.map((name, group) => ({
      name: `SN ${netuids[i]}`,
      value: column(name)[i],
      low: Number.NaN,
      high: Number.NaN,
      group,
    })),
  )
  const more = chosen.length < rows.length ? `, the ${chosen.length} largest gains of ${rows.length}` : ''
  return [
    {
      id: 'adversaries',
      title: `What adversaries hold of each subnet and what they take of it${more}`,
      note: 'Mean over the recorded epochs. Emission right of stake: they gain from consensus.',
      description: chosen
        .slice(0, 6)
        .map(
          (i) =>
            `SN ${netuids[i]}: ${percentWords(stake[i])} of the stake, ${percentWords(emission[i])} of the emission.`,
        )
        .join(' '),
      chart: intervalsChart(estimates, {
        x: { label: 'part of the subnet (%)', percent: true, zero: true },
        groups,
      }),
      data: {
        columns: ['netuid', ...columns],
        rows: chosen.map((i) => [netuids[i], ...columns.map((name) => column(name)[i])]),
      },
    },
  ]
}
