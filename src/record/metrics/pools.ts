import { RAO_PER_TAO } from '../../units.js'
import { metricsOf } from '../metric.js'
import type { SubnetRow } from '../rows/subnet-row.js'

const tao = (s: SubnetRow) => s.world.subnets.taoReserve[s.netuid]
const alpha = (s: SubnetRow) => s.world.subnets.alphaReserve[s.netuid]

/** TAO that lifts the spot price by the factor `g`, fee included. */
function depth(s: SubnetRow, g: number): number {
  const w = s.view.taoWeight(s.netuid)
  return (tao(s) * (g ** (1 - w) - 1)) / (1 - s.view.feeFraction(s.netuid))
}

/** What a buy of `size` TAO pays above spot, parts of 10,000. */
function buySlippage(s: SubnetRow, size: number): number {
  const got = s.view.buys(s.netuid, size * RAO_PER_TAO)
  return got > 0 ? ((size * RAO_PER_TAO) / got / s.price - 1) * 1e4 : Number.NaN
}

/** What a sale of alpha worth `size` TAO at spot gets below spot, parts of 10,000. */
function sellSlippage(s: SubnetRow, size: number): number {
  const sold = Math.floor((size * RAO_PER_TAO) / s.price)
  const got = s.view.sells(s.netuid, sold)
  return got > 0 ? (1 - got / (sold * s.price)) * 1e4 : Number.NaN
}

/** The pool of a subnet. X alpha reserve, Y TAO reserve, w weight of the TAO side, f fee, p spot price. */
export const poolMetrics = metricsOf('subnets', 'metrics of this project, section B', [
  { column: 'pool_tao', unit: 'TAO', as: 'rao', summary: 'TAO in the pool.', formula: 'Y', sample: tao },
  {
    column: 'pool_alpha',
    unit: 'alpha',
    as: 'rao',
    summary: 'Alpha in the pool.',
    formula: 'X',
    sample: alpha,
  },
  {
    column: 'pool_weight_tao',
    unit: 'fraction',
    summary: 'Weight of the TAO side of the pool; 0.5 is a constant product.',
    formula: 'w',
    sample: (s) => s.view.taoWeight(s.netuid),
  },
  {
    column: 'price_tao',
    unit: 'TAO/alpha',
    summary: 'Spot price.',
    formula: 'p = (1 - w) Y / (w X)',
    sample: (s) => s.price,
  },
  {
    column: 'moving_price_tao',
    unit: 'TAO/alpha',
    summary: 'Moving price of the alpha, which emission reads.',
    sample: (s) => s.world.subnets.movingPrice[s.netuid],
  },
  {
    column: 'fundamental_tao',
    unit: 'TAO/alpha',
    summary:
      'What those who go by value hold alpha to be worth (`market.fundamental`); the chain never sees it.',
    formula: 'F',
    sample: (s) => s.view.fundamental(s.netuid),
  },
  {
    column: 'depth_tao_1pct',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO that lifts the spot price by 1 %.',
    formula: 'Y (1.01^(1-w) - 1) / (1 - f)',
    sample: (s) => Math.floor(depth(s, 1.01)),
  },
  {
    column: 'depth_tao_5pct',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO that lifts the spot price by 5 %.',
    formula: 'Y (1.05^(1-w) - 1) / (1 - f)',
    sample: (s) => Math.floor(depth(s, 1.05)),
  },
  ...[1, 10, 100, 1000].map((size) => ({
    column: `slip_buy_${size}_bps`,
    unit: '1/10000',
    summary: `What a buy of ${size} TAO pays above spot, fee included; empty if the pool refuses it.`,
    formula: '(paid / received / p - 1) 1e4',
    sample: (s: SubnetRow) => buySlippage(s, size),
  })),
  ...[1, 10, 100, 1000].map((size) => ({
    column: `slip_sell_${size}_bps`,
    unit: '1/10000',
    summary: `What a sale of alpha worth ${size} TAO at spot gets below spot, fee included; empty if the pool refuses it.`,
    formula: '(1 - received / (sold p)) 1e4',
    sample: (s: SubnetRow) => sellSlippage(s, size),
  })),
  {
    column: 'volume_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO traded against the pool since the last sample.',
    sample: (s) => s.since('volume'),
  },
  {
    column: 'user_in_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'User TAO that entered the pool since the last sample.',
    sample: (s) => s.since('userInTotal'),
  },
  {
    column: 'user_out_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'User TAO that left the pool since the last sample.',
    sample: (s) => s.since('userOutTotal'),
  },
  {
    column: 'user_net_flow_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'User TAO in minus out since the last sample.',
    sample: (s) => s.since('userInTotal') - s.since('userOutTotal'),
  },
])
