import { median } from '../../stats/median.js'
import { count, readable } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { SweepData } from './sweep-data.js'

/** Whether antithetic pairs and control variates were worth it, metric by metric; empty where neither was asked for. */
export async function varianceSection({ tables }: SweepData): Promise<Section> {
  const section = { id: 'variance', title: 'Variance reduction' }
  if (!tables.has('variance', 'metric', 'technique', 'vr_ratio', 'verdict'))
    return { ...section, content: [] }
  const frame = await tables.read('variance', {
    numbers: ['vr_ratio'],
    texts: ['metric', 'technique', 'verdict'],
  })
  const groups = new Map<string, { ratios: number[]; verdicts: string[] }>()
  for (let i = 0; i < frame.rows; i++) {
    const key = `${frame.texts('metric')[i]} ${frame.texts('technique')[i]}`
    const group = groups.get(key) ?? { ratios: [], verdicts: [] }
    groups.set(key, group)
    group.ratios.push(frame.numbers('vr_ratio')[i])
    group.verdicts.push(frame.texts('verdict')[i])
  }
  const rows = [...groups].map(([key, { ratios, verdicts }]): (Html | string | number)[] => {
    const [metric, ...technique] = key.split(' ')
    const worth = median(ratios.filter(Number.isFinite))
    return [html`<code>${metric}</code>`, technique.join(' '), readable(worth), wordsOf(verdicts)]
  })
  if (rows.length === 0) return { ...section, content: [] }
  return {
    ...section,
    content: [
      html`<p>A ratio of 2 means: as precise as twice the runs. Up to 1.2 a technique did not help. Means and intervals with it are in variance.csv; all other figures here are without controls.</p>`,
      tableHtml('What it was worth', ['metric', 'technique', 'ratio, median over cells', 'verdict'], rows),
    ],
  }
}

/** `helped in 3 of 4 cells`; cells that cannot tell are not counted. */
function wordsOf(verdicts: readonly string[]): string {
  const helped = verdicts.filter((one) => one === 'helped').length
  const judged = helped + verdicts.filter((one) => one === 'did not help').length
  if (judged === 0) return verdicts.includes('too few runs') ? 'too few runs to tell' : 'it does not vary'
  if (helped === 0) return 'did not help'
  return judged === 1 || helped === judged ? 'helped' : `helped in ${count(helped)} of ${count(judged)} cells`
}
