import { count, fixed, many, readable, share, signed } from '../numbers.js'
import { type Html, html, unbroken } from '../page/html.js'
import type { Page, Section } from '../page/page.js'
import { numbersHtml, tableHtml } from '../page/table.js'
import type { RunData } from '../read/run-data.js'
import type { CabalSummary, Change, Summary } from '../summary.js'
import { cohortsSection } from './cohorts.js'
import { consensusSection } from './consensus.js'
import { depthSection } from './depth.js'
import { happeningsSection } from './happenings.js'
import { metricsSection } from './metrics.js'
import { originSection, sourceOf } from './origin.js'
import { pricesSection } from './prices.js'
import { supplySection } from './supply.js'

/** The page of a run. */
export function runPage(run: RunData): Page {
  const { manifest, remarks } = run.output
  const scenario = (manifest.scenario ?? {}) as { question?: string }
  return {
    title: manifest.experiment ?? 'A run',
    question: scenario.question?.trim(),
    facts: factsOf(run),
    source: sourceOf(run.output),
    remarks,
    sections: [
      happened(run),
      supplySection(run),
      pricesSection(run),
      depthSection(run),
      consensusSection(run),
      cohortsSection(run),
      happeningsSection(run),
      metricsSection(run),
      originSection(run.output),
    ],
  }
}

function factsOf({ output: { manifest } }: RunData): string {
  const start = manifest.start as { date?: string } | undefined
  const end = manifest.end as { date?: string; days?: number } | undefined
  const span =
    start?.date && end?.date
      ? `${start.date.slice(0, 10)} to ${end.date.slice(0, 10)} (${fixed(end.days ?? 0, 1)} days)`
      : undefined
  return [
    'One run',
    span,
    manifest.regime ? `emission by ${manifest.regime}` : undefined,
    manifest.seed ? `seed ${manifest.seed}` : undefined,
    manifest.engineVersion ? `taolab ${manifest.engineVersion}` : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What happened, in figures and a few sentences. */
function happened(run: RunData): Section {
  const summary = run.output.manifest.summary as Summary | undefined
  const content: Html[] = summary?.supply ? [numbersHtml(headlines(summary)), ...sentences(summary)] : []
  return { id: 'happened', title: 'What happened', content: [...content, ...asked(run)] }
}

const part = ({ start, end }: Change): string =>
  start === null || end === null || start === 0 ? '' : signed(end / start - 1)

function headlines(s: Summary): (readonly [string, string, string?])[] {
  const rose = s.subnets.filter(
    ({ price: { start, end } }) => start !== null && end !== null && end > start,
  ).length
  return [
    ['TAO issued', readable(s.supply.end), `${part(s.supply)} since the start`],
    [
      'TAO per block',
      readable(s.blockEmission.end),
      s.halvings.length > 0
        ? s.halvings.length === 1
          ? 'halved once'
          : `halved ${s.halvings.length} times`
        : 'no halving',
    ],
    [
      'Next halving',
      s.daysToHalving.end === null ? 'none' : `in ${fixed(s.daysToHalving.end, 0)} days`,
      'at the present rate',
    ],
    ['Sum of prices', readable(s.sumPrice.end), `${part(s.sumPrice)} since the start`],
    ['Subnets that rose', `${rose} of ${s.subnets.length}`, 'price at the end above the start'],
    ['Trades', count(s.trades), `${many(sumOf(s.refusals), 'call')} refused`],
  ]
}

const sumOf = (refusals: Readonly<Record<string, number>>): number =>
  Object.values(refusals).reduce((sum, n) => sum + n, 0)

/** Who gained, who lost, and what adversaries took. */
function sentences({ cohorts, cabal }: Summary): Html[] {
  const grown = cohorts
    .filter(({ wealth: { start, end } }) => start !== null && start > 0 && end !== null)
    .map((cohort) => ({ cohort, gain: cohort.wealth.end! / cohort.wealth.start! - 1 }))
    .sort((a, b) => b.gain - a.gain)
  if (grown.length < 2) return adversarySentence(cabal)
  const [first, last] = [grown[0], grown[grown.length - 1]]
  const [best, worst] = [first.gain < 0 ? 'lost least' : 'gained most', last.gain < 0 ? 'lost most' : 'least']
  return [
    html`<p>Of the cohorts, <b>${first.cohort.id}</b> ${best} (liquidation value ${unbroken(signed(first.gain))}), <b>${last.cohort.id}</b> ${worst} (${unbroken(signed(last.gain))}).</p>`,
    ...adversarySentence(cabal),
  ]
}

function adversarySentence(cabal: Summary['cabal']): Html[] {
  if (cabal.length === 0) return []
  const gainOf = ({ stake, emission }: CabalSummary) => (emission ?? 0) - (stake ?? 0)
  const above = cabal.filter((one) => gainOf(one) > 0).length
  const best = cabal.reduce((a, b) => (gainOf(b) > gainOf(a) ? b : a))
  const took = unbroken(`${share(best.emission)} of the emission for ${share(best.stake)} of the stake`)
  if (cabal.length === 1) return [html`<p>Adversaries took ${took} of subnet ${best.netuid}.</p>`]
  return above === 0
    ? [
        html`<p>On none of the ${cabal.length} subnets on which they are did adversaries take more of the emission than they held of the stake; nearest to it they came on subnet ${best.netuid}, with ${took}.</p>`,
      ]
    : [
        html`<p>Adversaries took more of the emission than they held of the stake on ${above} of the ${cabal.length} subnets on which they are; most on subnet ${best.netuid}, with ${took}.</p>`,
      ]
}

interface AskedCohort {
  readonly id?: string
  readonly strategy?: string
  readonly count?: number
  readonly per?: string
  readonly adversary?: boolean
}

/** What the scenario put in. */
function asked({ network, output: { manifest } }: RunData): Html[] {
  const scenario = (manifest.scenario ?? {}) as {
    population?: readonly AskedCohort[]
    genesis?: { snapshot?: string; netuids?: readonly number[]; uids?: number; resolution?: string }
  }
  const { population = [], genesis } = scenario
  if (population.length === 0) return []
  const netuids = genesis?.netuids ?? []
  const consensus =
    genesis?.resolution === 'aggregate'
      ? 'with fixed shares in place of consensus'
      : `with consensus among ${genesis?.uids ?? '?'} UIDs${netuids.length === 1 ? '' : ' each'}`
  const frozen = network.numbers('emis_frozen_frac').some((part) => part > 0)
    ? ' The others are frozen: they keep their price and take their share of the emission.'
    : ''
  const rows = population.map(({ id, strategy, count, per, adversary }) => [
    adversary ? `${id} (adversary)` : (id ?? ''),
    strategy ?? '',
    per && per !== 'all' && per !== 'network' ? `${count} per ${per}` : String(count ?? ''),
  ])
  return [
    html`<h3>Who was in it</h3>
<p>${many(netuids.length, 'subnet')} simulated, ${consensus}, from ${genesis?.snapshot ?? 'an unnamed snapshot'}.${frozen}</p>`,
    tableHtml('Cohorts as asked for', ['cohort', 'strategy', 'members'], rows, true),
  ]
}
