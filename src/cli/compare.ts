import { type Comparison, compareOutputs } from '../report/compare/compare.js'
import { comparePage } from '../report/compare/compare-page.js'
import { type Difference, differs } from '../report/compare/replicates.js'
import { writeWhole } from '../report/make-report.js'
import { readable } from '../report/numbers.js'
import { pageHtml } from '../report/page/page.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface CompareOptions {
  a: string
  b: string
  /** File for a page with pictures. */
  page?: string
  json: boolean
}

/** Two runs or two sweeps: how their scenarios differ, and their outcomes. */
export async function compareCommand(terminal: Terminal, options: CompareOptions): Promise<ExitCode> {
  const comparison = await compareOutputs(options.a, options.b)
  for (const remark of comparison.remarks) terminal.err(`${remark}\n`)
  if (options.page) writeWhole(options.page, pageHtml(await comparePage(comparison)))
  if (options.json) writeJson(terminal, comparisonJson(comparison, options.page))
  else terminal.out(comparisonText(comparison))
  if (options.page) terminal.err(`written to ${options.page}\n`)
  return EXIT.done
}

/** NaN has no place in JSON: what is not there is null. */
function comparisonJson(
  { a, b, changes, differences, without, remarks }: Comparison,
  page: string | undefined,
) {
  return {
    a: a.folder,
    b: b.folder,
    kind: a.kind,
    changes: changes.map((one) => ({ path: one.path, a: one.a ?? null, b: one.b ?? null })),
    differences: differences.map(({ interval, ...one }) => ({
      ...one,
      low: interval.low,
      high: interval.high,
      method: interval.method,
    })),
    without,
    remarks,
    ...(page && { page }),
  }
}

const WIDTH = 40
const cut = (text: string) => (text.length > WIDTH ? `${text.slice(0, WIDTH - 3)}...` : text)

function comparisonText({ a, b, changes, differences, without }: Comparison): string {
  const differing = differences.filter(differs)
  const paths = [
    ['path', 'A', 'B'],
    ...changes.map((one) => [one.path, cut(one.a ?? 'not set'), cut(one.b ?? 'not set')]),
  ]
  const scenario = changes.length === 0 ? 'the scenarios are the same but for the seed\n' : columns(paths)
  const head = ['metric', 'A', 'B', 'B - A', '95 % interval', 'p (Holm)', 'unit']
  const rows = [head, ...differing.map(rowOf)]
  const right = [false, true, true, true, true, true, false]
  const outcome = differing.length === 0 ? '' : `\n${columns(rows, right)}`
  return `A: ${a.folder}\nB: ${b.folder}\n\n${scenario}${outcome}\n${differing.length} of ${differences.length} metrics differ (${basis(differences)}); ${without} have no value on one side\n`
}

const rowOf = ({ metric, unit, a, b, difference, interval, pHolm }: Difference): string[] => [
  metric,
  readable(a),
  readable(b),
  readable(difference),
  Number.isNaN(interval.low) ? '' : `${readable(interval.low)} .. ${readable(interval.high)}`,
  Number.isNaN(pHolm) ? '' : readable(pHolm),
  unit,
]

function basis([first]: readonly Difference[]): string {
  if (!first) return 'nothing to compare'
  if (first.n < 2) return 'one run on each side: no interval'
  return first.paired
    ? `paired by seed, ${first.n} replicates`
    : `independent samples, at least ${first.n} runs each`
}
