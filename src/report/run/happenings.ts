import { barsChart } from '../draw/bars.js'
import type { Figure } from '../draw/figure.js'
import { timelineChart } from '../draw/timeline.js'
import { count } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import type { RunData } from '../read/run-data.js'
import { dayAxis, dayOf } from './timing.js'

/** What happened beside the ordinary: events on a line of time, and what the chain refused. */
export const happeningsSection = (run: RunData): Section => ({
  id: 'events',
  title: 'Events and refusals',
  content: [...words(run), ...timeline(run), ...refusals(run)],
})

function words({ eventCounts, refusals }: RunData): Html[] {
  if (eventCounts.size === 0) return []
  const named = [...eventCounts]
    .filter(([kind]) => kind !== 'refusal' && kind !== 'run_start')
    .map(([kind, n]) => `${count(n)} ${plain(kind)}`)
  const calls = refusals.reduce((sum, [, n]) => sum + n, 0)
  const happened = named.length > 0 ? named.join(', ') : 'none but the start'
  return [html`<p>Events: ${happened}. Calls that the chain refused: ${count(calls)}.</p>`]
}

const plain = (kind: string): string => kind.replaceAll('_', ' ')

function timeline(run: RunData): Figure[] {
  const { events, eventCounts } = run
  const column = (name: string) => events.texts(name)
  const [kinds, agents, values] = [column('event'), column('agent_id'), column('value')]
  const [blocks, netuids] = [events.numbers('block'), events.numbers('netuid')]
  const rows = kinds.map((_, i) => i).filter((i) => kinds[i] !== 'run_start')
  if (rows.length === 0) return []
  const all = [...eventCounts].filter(([kind]) => kind !== 'refusal' && kind !== 'run_start')
  const total = all.reduce((sum, [, n]) => sum + n, 0)
  const happenings = rows.map((i) => {
    const where = Number.isNaN(netuids[i]) ? '' : `, subnet ${netuids[i]}`
    const who = agents[i] === '' ? '' : `, ${agents[i]}`
    const what = values[i] === '' ? '' : `: ${values[i]}`
    return {
      x: dayOf(run, blocks[i]),
      kind: plain(kinds[i]),
      text: `${plain(kinds[i])}${where}${who}${what}\nblock ${count(blocks[i])}`,
    }
  })
  return [
    {
      id: 'timeline',
      title: 'When events happened',
      note:
        rows.length < total
          ? `${count(rows.length)} of ${count(total)} events: those of rare kinds, and a part of the others.`
          : undefined,
      description: all.map(([kind, n]) => `${count(n)} ${plain(kind)}.`).join(' '),
      chart: timelineChart(happenings, dayAxis(run)),
      data: {
        columns: ['block', 'day', 'event', 'netuid', 'agent_id', 'value'],
        rows: rows.map((i) => [
          blocks[i],
          dayOf(run, blocks[i]),
          kinds[i],
          Number.isNaN(netuids[i]) ? null : netuids[i],
          agents[i],
          values[i],
        ]),
      },
    },
  ]
}

function refusals({ refusals }: RunData): Figure[] {
  const shown = refusals.slice(0, 15)
  if (shown.length === 0) return []
  return [
    {
      id: 'refusals',
      title: 'Calls that the chain refused, by reason',
      description: shown.map(([reason, n]) => `${reason}: ${count(n)}.`).join(' '),
      chart: barsChart(
        shown.map(([name, value]) => ({ name, value })),
        { x: { label: 'calls (count)', whole: true } },
      ),
      data: { columns: ['reason', 'calls'], rows: refusals.map(([reason, n]) => [reason, n]) },
    },
  ]
}
