import type { Figure } from '../draw/figure.js'
import { between, many } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { SweepData } from './sweep-data.js'

/** What was claimed before, and what the runs say of it. */
export async function claimsSection({ tables }: SweepData): Promise<Section> {
  const content: (Html | Figure)[] = []
  const texts = [
    'hypothesis',
    'cell_id',
    'metric',
    'where',
    'against',
    'test',
    'verdict',
    'text',
    'ci_method',
  ]
  const frame = await tables.read('hypotheses', { numbers: ['n', 'estimate', 'ci_lo', 'ci_hi'], texts })
  const text = (name: string, i: number) => frame.texts(name)[i]
  const number = (name: string, i: number) => frame.numbers(name)[i]
  const line = (i: number) => {
    const verdict = text('verdict', i)
    const about = [text('where', i), text('cell_id', i) && `cell ${text('cell_id', i)}`]
      .filter(Boolean)
      .join('; ')
    const against = text('against', i) ? ` against ${text('against', i)}` : ''
    return [
      text('hypothesis', i),
      html`<span class="${known.includes(verdict) ? verdict : 'undecided'}">${verdict}</span>`,
      html`${text('text', i)}${text('text', i) ? html`<br>` : null}<code>${text('metric', i)} ${text('test', i)}</code>${against}${about ? html`<br><span class="small">${about}</span>` : null}`,
      number('estimate', i),
      Number.isNaN(number('ci_lo', i)) ? '' : between(number('ci_lo', i), number('ci_hi', i)),
      number('n', i),
    ]
  }
  const all = Array.from({ length: frame.rows }, (_, i) => i)
  const rows = all.filter((i) => text('cell_id', i) === '').map(line)
  const single = all.filter((i) => text('cell_id', i) !== '').map(line)
  if (rows.length > 0) {
    const whole = all.filter((i) => text('cell_id', i) === '').map((i) => text('verdict', i))
    const counts = known
      .map((verdict) => `${whole.filter((one) => one === verdict).length} ${verdict}`)
      .join(', ')
    content.push(
      html`<p>Of ${many(rows.length, 'claim')}: ${counts}. <b>Pass</b>: all of the 95 % interval satisfies the claim; <b>fail</b>: none of it does; else <b>undecided</b>.</p>`,
      tableHtml('Hypotheses', head, rows, true),
    )
  }
  if (single.length > 0) {
    content.push(
      html`<details><summary>Claims about every cell, cell by cell (${single.length})</summary>${tableHtml('Hypotheses by cell', head, single)}</details>`,
    )
  }
  return { id: 'hypotheses', title: 'Hypotheses', content }
}

const head = ['id', 'verdict', 'claim', 'estimate', '95 % interval', 'replicates']
const known = ['pass', 'fail', 'undecided']
