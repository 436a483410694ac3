import { fixed } from '../../src/report/numbers.js'
import { type Fact, passes } from '../../src/report/validation/fact.js'
import type { FactRuns } from '../../src/report/validation/run-figures.js'
import { errorsBehind, raisedBar, storedBar } from '../../test/replay/gate-block.js'
import { lockReplays } from '../../test/replay/locks.js'
import { octoberBlock } from '../../test/replay/october-block.js'
import { correlation, days, median, sharesOf } from '../../test/replay/price-shares.js'
import * as figures from './figures.js'
import { factsText, showFigure } from './page.js'

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

/** Replays of what the chain did, from records of it. */
export function replayFacts(): Fact[] {
  const locks = lockReplays().map(({ paid, predicted }) => Math.abs(predicted - paid))
  const near = locks.filter((error) => Math.round(error * 1e4) <= 100).length
  const paid = octoberBlock()
  const equal = paid.filter((p) => p.injected === p.ourInjected && p.bought === p.ourBought).length
  const correlations = days.map((day) => correlation(sharesOf(day), day.recorded))
  const gate = (bar: number) => [mean(errorsBehind(bar)), Math.max(...errorsBehind(bar))] as const
  const [stored, raised] = [gate(storedBar), gate(raisedBar)]
  return [
    {
      id: 'locks',
      what: 'locks of netuids 67 to 128 without 79, each from its predecessor',
      target: '55 of 61 within 0.01 TAO, all within 0.02',
      ours: `${near} of ${locks.length}; largest error ${fixed(Math.max(...locks), 3)} TAO`,
      verdict: passes(near >= 55 && Math.max(...locks) <= 0.02),
    },
    {
      id: 'shares 2025',
      what: 'emission by price on 44 days of September and October 2025, correlation across subnets',
      target: 'median at least 0.9998, none below 0.98',
      ours: `median ${fixed(median(correlations), 5)}, lowest ${fixed(Math.min(...correlations), 5)}`,
      verdict: passes(median(correlations) >= 0.9998 && Math.min(...correlations) >= 0.98),
    },
    {
      id: 'block 8,740,402',
      what: 'shares of 126 subnets under the gate: mean and largest error',
      target: '1.2e-5, 1.4e-4',
      ours: `${stored.map((x) => x.toExponential(2)).join(', ')}; with the bar raised by 0.37 % ${raised.map((x) => x.toExponential(1)).join(', ')}`,
      verdict: passes(stored[0] <= 1.2e-5 && stored[1] <= 1.4e-4),
    },
    {
      id: 'block 9,240,382',
      what: 'TAO injected and spent on chain buys in 125 subnets',
      target: 'to the RAO',
      ours: `${equal} of ${paid.length} to the RAO`,
      verdict: passes(equal === 125 && paid.length === 125),
    },
  ]
}

/** How the seeds decide. */
function seedWords(facts: readonly Fact[]): string {
  const of = Math.max(1, ...facts.map(({ seeds }) => seeds?.of ?? 1))
  return of === 1
    ? ', one seed each: with another seed a figure near the edge of its band may fall on the other side.'
    : `, the figure of the first of ${of} seeds: most of them decide, and the figures of the others stand in the notes.`
}

/**
 * The page, and its pictures beside it.
 *
 * @param runs  those of the first seed, for pictures
 */
export function pageText(
  rules: readonly Fact[],
  replays: readonly Fact[],
  facts: readonly Fact[],
  runs: FactRuns,
): string {
  const all = [...rules, ...replays, ...facts]
  const tally = (['pass', 'fail', 'cannot tell'] as const).map(
    (verdict) => `${all.filter((fact) => fact.verdict === verdict).length} ${verdict}`,
  )
  const failing = facts.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
  const {
    halving,
    noHalving,
    speculated,
    noHalvingSpeculated,
    exit,
    noExit,
    mildUserFlow,
    mildRawNetFlow,
    mildNetFlow,
  } = runs as Required<FactRuns>
  return `# Validation

What is known of mainnet and of the chain's documents, beside what taolab makes of it: ${tally.join(', ')}. This page and its
pictures are written by \`npm run validation\`, from data that comes with the project; do not edit them. Targets are those of
[spec/experiments.md](spec/experiments.md), section 2; the same replays as tests: [replays.md](replays.md).

## Rules

Computed by the functions that the block loop calls; V6 to V9 and V11 as means of two draws, with a standard error of about 0.002.

${factsText(rules)}
### Consensus: how much must the honest agree?

An honest part of the stake keeps that part of the emission against every cabal if its validators give at least so much of
their weights to the honest miners. 512 UIDs, 64 validators, spread of weights 0.4, one draw; kappa 0.5, bonds penalty 1 and half
to validators where a line does not say otherwise. A value at the upper edge is no protection at all. One draw moves a point by up to 0.01: where
two lines are nearer than that, they are not told apart.

${figures.retentionFigures().map(showFigure).join('\n')}
### Supply

${showFigure(figures.halvingFigure())}
## Replays

${factsText(replays)}
${[figures.lockFigure(), figures.sharesFigure(), figures.correlationFigure(), figures.gateFigure(), figures.octoberFigure(octoberBlock())].map(showFigure).join('\n')}
## Stylised facts

From the runs of \`scenarios/validation/\`${seedWords(facts)} ${failing.length === 0 ? 'None fails.' : `Those that fail (${failing.join(', ')}) stand in [faithfulness.md](faithfulness.md) with the reason.`}

${factsText(facts)}
${[
  figures.flowFigure([
    ['gross', mildUserFlow],
    ['raw net', mildRawNetFlow],
    ['normalised net', mildNetFlow],
  ]),
  figures.ratioFigure('halving-effect', 'The TAO price after a halving on day 62', [
    ['without those who sell the news', halving, noHalving],
    ['with them', speculated, noHalvingSpeculated],
  ]),
  figures.ratioFigure('exit', 'The TAO price after 37,000 TAO are sold at once on day 5', [
    ['after the sale', exit, noExit],
  ]),
]
  .map(showFigure)
  .join('\n')}`
}
