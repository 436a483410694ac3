import { count, fixed, share, signed, significant } from './numbers.js'
import type { CabalSummary, Change, CohortSummary, SubnetSummary, Summary } from './summary.js'

const WIDTH = 100

/** A summary for people: at most 40 lines of 100 columns. */
export function summaryText(summary: Summary): string {
  const lines = [
    ...headline(summary),
    ...subnetTable(summary.subnets),
    ...cohortTable(summary.cohorts),
    ...cabalLines(summary.cabal),
    ...refusalLines(summary),
  ]
  return `${lines.map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH - 3)}...` : line).trimEnd()).join('\n')}\n`
}

function headline(s: Summary): string[] {
  const halved = s.halvings.map((halving) => `block ${count(halving.block)}`).join(', ')
  const next = s.daysToHalving.end
  return [
    `${s.experiment}, seed ${s.seed}, emission by ${s.regime}: ${fixed(s.days, 1)} days, ${count(s.blocks)} blocks, ${s.status}.`,
    `TAO issued       ${fromTo(s.supply, (x) => fixed(x, 1))}${percent(s.supply)}`,
    `Block emission   ${fromTo(s.blockEmission, significant)}${halved ? `; halved in ${halved}` : '; no halving'}`,
    `Next halving     ${next === null ? 'none' : `in ${fixed(next, 1)} days at the present rate`}`,
    `Sum of prices    ${fromTo(s.sumPrice, significant)}${percent(s.sumPrice)}`,
    `Root stake       ${fromTo(s.rootTao, (x) => fixed(x, 0))}${percent(s.rootTao)}`,
  ]
}

/** The three whose price rose most and the three whose price fell most. */
function subnetTable(subnets: readonly SubnetSummary[]): string[] {
  const chosen = extremes(subnets, (subnet) => growth(subnet.price), 3, 3)
  if (chosen.length === 0) return []
  const rows = chosen.map((subnet) => [
    String(subnet.netuid),
    significant(subnet.price.start),
    significant(subnet.price.end),
    signed(growth(subnet.price)),
    share(subnet.emissionShare.start),
    share(subnet.emissionShare.end),
  ])
  const title =
    chosen.length < subnets.length ? `Subnets: largest gains and losses of ${subnets.length}` : 'Subnets'
  return [
    '',
    title,
    ...table(['netuid', 'price before', 'after', 'change', 'emission before', 'after'], rows),
  ]
}

/** All cohorts if they are ten at most, else the six that gained most and the four that lost most. */
function cohortTable(cohorts: readonly CohortSummary[]): string[] {
  const chosen = extremes(cohorts, (cohort) => growth(cohort.wealth), 6, 4)
  if (chosen.length === 0) return []
  const rows = chosen.map((cohort) => [
    cohort.adversary ? `${cohort.id} *` : cohort.id,
    cohort.agents === null ? '' : count(cohort.agents),
    fixed(cohort.wealth.start, 1),
    fixed(cohort.wealth.end, 1),
    signed(growth(cohort.wealth)),
    fixed(cohort.income, 1),
    count(cohort.trades),
  ])
  const star = cohorts.some((cohort) => cohort.adversary) ? '; * adversary' : ''
  const title =
    chosen.length < cohorts.length ? `Cohorts: largest gains and losses of ${cohorts.length}` : 'Cohorts'
  const head = ['cohort', 'agents', 'TAO before', 'after', 'change', 'income', 'trades']
  return ['', `${title} (liquidation value${star})`, ...table(head, rows)]
}

/** Most rows of the table of adversaries. */
const MOST_CABALS = 6

/** Where adversaries take most beyond their stake, in order of netuid. */
function cabalLines(cabal: readonly CabalSummary[]): string[] {
  if (cabal.length === 0) return []
  const gain = ({ emission, stake }: CabalSummary) => (emission ?? 0) - (stake ?? 0)
  const chosen = [...cabal].sort((a, b) => gain(b) - gain(a)).slice(0, MOST_CABALS)
  chosen.sort((a, b) => a.netuid - b.netuid)
  const rows = chosen.map(({ netuid, stake, incentive, dividends, emission }) => [
    String(netuid),
    share(stake),
    share(incentive),
    share(dividends),
    share(emission),
  ])
  const of = chosen.length < cabal.length ? `, the ${chosen.length} largest gains of ${cabal.length}` : ''
  const head = ['netuid', 'stake', 'incentive', 'dividends', 'emission']
  return ['', `Adversaries' part of each subnet (mean of its epochs${of})`, ...table(head, rows)]
}

function refusalLines({ refusals, trades }: Summary): string[] {
  const reasons = Object.entries(refusals)
  const total = reasons.reduce((sum, [, n]) => sum + n, 0)
  const named = reasons.slice(0, 3).map(([reason, n]) => `${reason} ${count(n)}`)
  const other = reasons.length > 3 ? ', ...' : ''
  const detail = named.length > 0 ? `: ${named.join(', ')}${other}` : ''
  return ['', `${count(trades)} trades; ${count(total)} calls refused${detail}`]
}

/** The `top` largest and the `bottom` smallest, largest first; all of them if they are that few. Ties keep their order. */
function extremes<T>(items: readonly T[], of: (item: T) => number | null, top: number, bottom: number): T[] {
  const sorted = [...items].sort((a, b) => (of(b) ?? 0) - (of(a) ?? 0))
  return sorted.length <= top + bottom ? sorted : [...sorted.slice(0, top), ...sorted.slice(-bottom)]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, j) => Math.min(28, Math.max(...all.map((row) => row[j].length))))
  const cell = (text: string, j: number) => {
    const cut = text.length > widths[j] ? `${text.slice(0, widths[j] - 3)}...` : text
    return j === 0 ? cut.padEnd(widths[j]) : cut.padStart(widths[j])
  }
  return all.map((row) => `  ${row.map(cell).join('  ')}`)
}

const growth = ({ start, end }: Change): number | null =>
  start === null || end === null || start === 0 ? null : end / start - 1

const fromTo = ({ start, end }: Change, write: (x: number | null) => string) =>
  `${write(start)} -> ${write(end)}`
const percent = (change: Change) => (growth(change) === null ? '' : ` (${signed(growth(change))})`)
