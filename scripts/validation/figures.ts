import { halvingThreshold } from '../../src/emission/issuance/halving.js'
import { blocksUntilHalving, emissionAt } from '../../src/emission/issuance/schedule.js'
import type { Axis } from '../../src/report/draw/axis.js'
import type { Figure } from '../../src/report/draw/figure.js'
import { linesChart, type Series } from '../../src/report/draw/lines.js'
import { columnOf, type RunFigures } from '../../src/report/validation/run-figures.js'
import { errorsBehind, raisedBar, storedBar } from '../../test/replay/gate-block.js'
import { type Guarantee, mean, requiredOf } from '../../test/replay/guarantees.js'
import { lockReplays } from '../../test/replay/locks.js'
import type { Paid } from '../../test/replay/october-block.js'
import { correlation, days, sharesOf } from '../../test/replay/price-shares.js'

const DRAWS = 1
const BLOCKS_PER_YEAR = 2_629_800
const RAO = 1e9

interface Picture {
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  readonly scatter?: boolean
  readonly steps?: boolean
  readonly dots?: boolean
  readonly reference?: { readonly y: number; readonly label: string }
}

/** A picture of lines or dots; the rows behind it stand in the tests and files that the page names. */
const pictured = ({ id, title, note, ...chart }: Picture): Figure => ({
  id: `validation-${id}`,
  title,
  note,
  description: chart.series.map(({ name, x }) => `${name}: ${x.length} points.`).join(' '),
  chart: linesChart(chart),
  data: { columns: [], rows: [] },
})

const STAKES = [0.51, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
const setting = (change: Partial<Guarantee>): Guarantee => ({
  honestStake: 0.6,
  sigma: 0.4,
  kappa: 0.5,
  beta: 1,
  validatorPart: 0.5,
  ...change,
})

/** Required agreement over the honest part of stake, one line a setting. */
function retention(id: string, title: string, settings: readonly [string, Partial<Guarantee>][]): Figure {
  const series = settings.map(([name, change]) => ({
    name,
    x: STAKES,
    y: STAKES.map((honestStake) => requiredBy(setting({ ...change, honestStake }))),
  }))
  return pictured({
    id,
    title,
    x: { label: 'honest part of stake (%)', percent: true },
    y: { label: 'agreement required of the honest (%)', percent: true, domain: [0.4, 1] },
    series,
    dots: true,
  })
}

const known = new Map<string, number>()
/** The setting of the chain's defaults is on every picture: computed once. */
function requiredBy(at: Guarantee): number {
  const key = JSON.stringify(at)
  const found = known.get(key) ?? mean(requiredOf(at, DRAWS))
  known.set(key, found)
  return found
}

export const retentionFigures = (): Figure[] => [
  retention('kappa', 'A majority rule of one half asks for least near an even split', [
    ['kappa 0.4', { kappa: 0.4 }],
    ['kappa 0.5', {}],
    ['kappa 0.6', { kappa: 0.6 }],
  ]),
  retention('beta', 'Penalising bonds lowers the agreement that is required', [
    ['bonds penalty 0', { beta: 0 }],
    ['0.5', { beta: 0.5 }],
    ['1', {}],
  ]),
  retention('xi', 'The more validators are paid, the less agreement is required', [
    ['validators’ part 0', { validatorPart: 0 }],
    ['0.25', { validatorPart: 0.25 }],
    ['0.5', {}],
  ]),
]

/** TAO issued over time from nothing, without recycling. */
export function halvingFigure(): Figure {
  const x = [0]
  const y = [0]
  let issued = 0n
  for (let k = 1; k <= 6; k++) {
    const start = x[x.length - 1]
    const blocks = blocksUntilHalving(issued, 0n)
    const emission = emissionAt(issued)
    for (let part = 1; part <= 8; part++) {
      const at = Math.round((blocks * part) / 8)
      x.push(start + at / BLOCKS_PER_YEAR)
      y.push(Number(issued + emission * BigInt(at)) / RAO)
    }
    issued += emission * BigInt(blocks)
    if (issued < halvingThreshold(k)) throw new Error(`halving ${k} was not reached`)
  }
  return pictured({
    id: 'halving',
    title: 'TAO issued over time if nothing is recycled: each halving comes after half of what was left',
    x: { label: 'years since the first block' },
    y: { label: 'TAO issued', domain: [0, 21e6] },
    series: [{ name: 'TAO issued', x, y }],
    reference: { y: 21e6, label: 'limit of 21 M TAO' },
  })
}

export function lockFigure(): Figure {
  const locks = lockReplays()
  const x = locks.map(({ netuid }) => netuid)
  return pictured({
    id: 'locks',
    title: 'Locks of 61 subnets: what was paid and what the formula makes of the lock before',
    x: { label: 'netuid' },
    y: { label: 'lock (TAO)', zero: true },
    series: [
      { name: 'paid', x, y: locks.map(({ paid }) => paid) },
      { name: 'taolab', x, y: locks.map(({ predicted }) => predicted) },
    ],
    dots: true,
  })
}

export function sharesFigure(): Figure {
  const day = days[days.length - 1]
  const total = day.recorded.reduce((sum, tao) => sum + tao, 0)
  return pictured({
    id: 'price-shares',
    title: `Shares of the emission on ${day.date}: by the rule from the morning’s prices, and as paid that afternoon`,
    x: { label: 'share paid (%)', percent: true, log: true },
    y: { label: 'share by the rule (%)', percent: true, log: true },
    series: [{ name: 'subnets', x: day.recorded.map((tao) => tao / total), y: sharesOf(day) }],
    scatter: true,
  })
}

/** Correlation of each day. */
export const correlationFigure = (): Figure =>
  pictured({
    id: 'price-share-days',
    title: 'Correlation of both across subnets, day by day',
    x: { label: 'days since 2025-09-14' },
    y: { label: 'correlation' },
    series: [
      {
        name: 'correlation',
        x: days.map((_, k) => k),
        y: days.map((day) => correlation(sharesOf(day), day.recorded)),
      },
    ],
    dots: true,
  })

export const octoberFigure = (paid: readonly Paid[]): Figure =>
  pictured({
    id: 'october-block',
    title: 'Block 9,240,382: what each of 125 pools got by our block and by mainnet’s',
    x: { label: 'paid by mainnet (TAO)', log: true },
    y: { label: 'paid by taolab (TAO)', log: true },
    series: [
      { name: 'injected', x: paid.map((p) => p.injected / RAO), y: paid.map((p) => p.ourInjected / RAO) },
      { name: 'chain buys', x: paid.map((p) => p.bought / RAO), y: paid.map((p) => p.ourBought / RAO) },
    ],
    scatter: true,
  })

export function gateFigure(): Figure {
  const [stored, raised] = [storedBar, raisedBar].map((bar) =>
    [...errorsBehind(bar)].sort((a, b) => b - a).map((error) => Math.max(error, 1e-12)),
  )
  const x = stored.map((_, k) => k + 1)
  return pictured({
    id: 'gate-block',
    title: 'Block 8,740,402: errors of 126 shares, largest first, by the stored bar and by that of the block',
    x: { label: 'subnets, in order of the error' },
    y: { label: 'error of the share', log: true },
    series: [
      { name: 'bar as stored after the block', x, y: stored },
      { name: 'bar raised by 0.37 %', x, y: raised },
    ],
  })
}

/** Price of TAO against the arm without the event. */
export const ratioFigure = (
  id: string,
  title: string,
  arms: readonly (readonly [string, RunFigures, RunFigures])[],
): Figure =>
  pictured({
    id,
    title,
    x: { label: 'days' },
    y: { label: 'TAO price by that of the same seed without it' },
    series: arms.map(([name, run, without]) => ({
      name,
      x: columnOf(run.network, 'day'),
      y: run.network.map((row, k) => row.tao_price_usd / without.network[k].tao_price_usd),
    })),
  })

/** What three ways to count flow leave subnets with: shares in order. */
export const flowFigure = (arms: readonly (readonly [string, RunFigures])[]): Figure =>
  pictured({
    id: 'flow-shares',
    title: 'Shares of the emission after 41 days by gross, raw net and normalised net flow',
    x: { label: 'subnets, in order of their share' },
    y: { label: 'share of the emission (%)', percent: true, zero: true },
    series: arms.map(([name, run]) => {
      const shares = columnOf(run.last, 'emission_share_frac').sort((a, b) => b - a)
      return { name, x: shares.map((_, k) => k + 1), y: shares }
    }),
  })
