import { limbsExact } from '../../numeric/limbs.js'
import { totalIssuance } from '../../state/world.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../units.js'
import { metricsOf } from '../metric.js'
import type { NetworkRow } from '../rows/network-row.js'

const issued = (n: NetworkRow) => totalIssuance(n.world)
const left = (n: NetworkRow) => n.view.nextThreshold() - issued(n)

/** Supply and halving of TAO. E block emission, TI total issuance, R RAO recycled per block. */
export const supplyMetrics = metricsOf(
  'network',
  'pallets/subtensor/src/coinbase/block_emission.rs, 14bc6f9f',
  [
    {
      column: 'total_issuance_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'TAO issued and not recycled.',
      formula: 'TI',
      sample: issued,
      exact: (n) => limbsExact(n.world.issuance.high[0], n.world.issuance.low[0]),
    },
    {
      column: 'block_emission_tao',
      unit: 'TAO/block',
      as: 'rao',
      summary: 'TAO minted per block at this issuance.',
      formula: 'E = 1 / 2^floor(-log2(1 - TI / 21e6))',
      sample: (n) => n.view.blockEmission(),
    },
    {
      column: 'next_threshold_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'Issuance at which the block emission is next halved.',
      formula: '21e6 (1 - 2^-(k+1))',
      sample: (n) => n.view.nextThreshold(),
    },
    {
      column: 'days_to_halving',
      unit: 'days',
      summary: 'Days until the next halving at present emission and at the recycling of the last seven days.',
      formula: '(threshold - TI) / (7200 (E - R))',
      sample: (n) => left(n) / (BLOCKS_PER_DAY * (n.view.blockEmission() - n.recycleRate)),
    },
    {
      column: 'days_to_halving_norecycle',
      unit: 'days',
      summary: 'Days until the next halving if nothing were recycled.',
      formula: '(threshold - TI) / (7200 E)',
      sample: (n) => left(n) / (BLOCKS_PER_DAY * n.view.blockEmission()),
    },
    {
      column: 'tao_halving_index',
      unit: 'count',
      summary: 'How often the block emission has been halved.',
      formula: 'k',
      sample: (n) => n.view.halvings(),
    },
    {
      column: 'inflation_annual_frac',
      unit: '1/year',
      summary: 'TAO that a year at the present emission adds, as part of issuance.',
      formula: '7200 365.25 E / TI',
      sample: (n) => (BLOCKS_PER_YEAR * n.view.blockEmission()) / issued(n),
    },
    {
      column: 'net_inflation_annual_frac',
      unit: '1/year',
      summary: 'The same, less the recycling of the last seven days.',
      formula: '7200 365.25 (E - R) / TI',
      sample: (n) => (BLOCKS_PER_YEAR * (n.view.blockEmission() - n.recycleRate)) / issued(n),
    },
    {
      column: 'stock_to_flow',
      unit: 'years',
      summary: 'Years of present emission that issuance amounts to.',
      formula: 'TI / (7200 365.25 E)',
      sample: (n) => issued(n) / (BLOCKS_PER_YEAR * n.view.blockEmission()),
    },
    {
      column: 'minted_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'TAO minted since the last sample.',
      sample: (n) => n.sinceTotal('minted'),
    },
    {
      column: 'recycled_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'TAO recycled since the last sample: it left issuance and will be minted again.',
      sample: (n) => n.sinceTotal('recycled'),
    },
  ],
)
