import { BLOCKS_PER_DAY, defineMetric, defineShares, normalise, type Shares } from 'taolab'

/** A column of network.csv: subnets whose price lies below half of their moving price. */
export const deepDips = defineMetric('network', {
  column: 'deep_dips_count',
  unit: 'subnets',
  summary: 'Subnets whose spot price is below half of their moving price.',
  formula: '#{i: p_i < m_i / 2}',
  sample(row) {
    const { world, view } = row
    let count = 0
    for (const netuid of world.netuids) {
      if (view.price(netuid) < world.subnets.movingPrice[netuid] / 2) count++
    }
    return count
  },
})

/**
 * A rule that mainnet never had: equal shares for all, but a subnet younger than a month has half.
 *
 *   s_i = a_i / sum_j a_j        a = 1/2 in the first 30 days of a subnet, then 1
 */
export const slowStart: Shares = defineShares({
  id: 'slow-start',
  summary: 'Equal shares; half for subnets younger than 30 days',
  source: 'own proposal',
  status: 'proposal',
  shares(world, emitting, count, _params, out) {
    const { registeredAt } = world.subnets
    for (let k = 0; k < count; k++) {
      const netuid = emitting[k]
      out[netuid] = world.block - registeredAt[netuid] < 30 * BLOCKS_PER_DAY ? 0.5 : 1
    }
    normalise(emitting, count, out)
  },
  enter() {},
})
