import { alphaOut } from '../../state/world.js'
import { metricsOf } from '../metric.js'
import type { SubnetRow } from '../rows/subnet-row.js'

const pool = (s: SubnetRow) => s.world.subnets.taoReserve[s.netuid]

/** TAO that the pool pays while alpha sold lowers the spot price to the part `g`; the fee is alpha and not among it. */
const paidDown = (s: SubnetRow, g: number) =>
  Math.floor(pool(s) * (1 - g ** (1 - s.view.taoWeight(s.netuid))))

/** What a buy of a part of the pool pays above spot, parts of 10,000. */
function buySlippage(s: SubnetRow, part: number): number {
  const tao = Math.floor(part * pool(s))
  const got = s.view.buys(s.netuid, tao)
  return got > 0 ? (tao / got / s.price - 1) * 1e4 : Number.NaN
}

/** What a sale of alpha worth a part of the pool gets below spot, parts of 10,000. */
function sellSlippage(s: SubnetRow, part: number): number {
  const alpha = Math.floor((part * pool(s)) / s.price)
  const got = s.view.sells(s.netuid, alpha)
  return got > 0 ? (1 - got / (alpha * s.price)) * 1e4 : Number.NaN
}

/** Injected alpha below this part of what participants get is the rounding of a pool that is no longer fed. */
const NOTHING = 1e-6

const parts = [
  [0.001, '0_1pct', '0.1 %'],
  [0.01, '1pct', '1 %'],
  [0.05, '5pct', '5 %'],
] as const

/** Depth and slippage by the size of the pool. Y TAO in it, w weight of the TAO side, p spot price, A alpha outside it. */
export const depthMetrics = metricsOf('subnets', 'metrics of this project, section B', [
  {
    column: 'depth_sell_tao_1pct',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO that sellers get for lowering the spot price by 1 %.',
    formula: 'Y (1 - 0.99^(1-w))',
    sample: (s) => paidDown(s, 0.99),
  },
  {
    column: 'depth_sell_tao_5pct',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO that sellers get for lowering the spot price by 5 %.',
    formula: 'Y (1 - 0.95^(1-w))',
    sample: (s) => paidDown(s, 0.95),
  },
  ...parts.map(([part, name, words]) => ({
    column: `slip_buy_${name}_bps`,
    unit: '1/10000',
    summary: `What a buy of ${words} of the pool's TAO pays above spot, fee included; empty if the pool refuses it.`,
    formula: '(paid / received / p - 1) 1e4',
    sample: (s: SubnetRow) => buySlippage(s, part),
  })),
  ...parts.map(([part, name, words]) => ({
    column: `slip_sell_${name}_bps`,
    unit: '1/10000',
    summary: `What a sale of alpha worth ${words} of the pool's TAO gets below spot, fee included; empty if the pool refuses it.`,
    formula: '(1 - received / (sold p)) 1e4',
    sample: (s: SubnetRow) => sellSlippage(s, part),
  })),
  {
    column: 'haircut_1pct_frac',
    unit: 'fraction',
    summary:
      'What holders of 1 % of the alpha outside the pool would lose against spot by selling it at once.',
    formula: '1 - sold(A / 100) / (p A / 100)',
    sample: (s) => {
      const held = Math.floor(alphaOut(s.world, s.netuid) / 100)
      return 1 - s.view.sells(s.netuid, held) / (held * s.price)
    },
  },
  {
    column: 'adr',
    unit: 'ratio',
    summary:
      'Alpha emitted to participants for each alpha injected into the pool, since the start of the run; 2^(k - n) after k halvings of TAO and n of alpha if prices stay; empty where nothing worth mentioning is injected.',
    formula: 'alpha emitted / alpha injected',
    sample: ({ world: { subnets }, netuid }) =>
      subnets.alphaInTotal[netuid] > NOTHING * subnets.alphaEmittedTotal[netuid]
        ? subnets.alphaEmittedTotal[netuid] / subnets.alphaInTotal[netuid]
        : Number.NaN,
  },
])
