import { totalIssuance } from '../../state/world.js'
import { concentrationColumns } from '../concentration-measures.js'
import { alphaStaked, rootStakes } from '../holdings.js'
import { metricsOf } from '../metric.js'
import type { NetworkRow } from '../rows/network-row.js'

const marketValue = ({ view, world }: NetworkRow, netuid: number) =>
  alphaStaked(world, netuid) * view.price(netuid)

/** How something is spread; its values are read and sorted once a sample, for all columns. */
function spread(prefix: string, what: string, whom: string, values: (n: NetworkRow) => Float64Array) {
  let world: NetworkRow['world'] | undefined
  let block = -1
  let sorted: Float64Array = new Float64Array(0)
  const look = (n: NetworkRow) => {
    if (n.world !== world || n.world.block !== block) {
      world = n.world
      block = n.world.block
      sorted = values(n).sort()
    }
    return sorted
  }
  return concentrationColumns(prefix, what, whom).map(({ of: figure, ...card }) => ({
    ...card,
    sample: (n: NetworkRow) => figure(look(n)),
  }))
}

/** What alpha is worth, and how it and root's stake are spread. */
export const holdingMetrics = metricsOf('network', 'metrics of this project, section D', [
  {
    column: 'alpha_value_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'Market value of the alpha that someone holds, on all subnets, at spot.',
    formula: 'sum A p',
    sample: (n) => n.sumOfAll((netuid) => marketValue(n, netuid)),
  },
  {
    column: 'alpha_value_frac',
    unit: 'ratio',
    summary: 'The same for each TAO issued.',
    formula: 'sum A p / TI',
    sample: (n) => n.sumOfAll((netuid) => marketValue(n, netuid)) / totalIssuance(n.world),
  },
  ...spread('mcap', 'the market value of alpha', 'subnets', (n) =>
    Float64Array.from(n.world.allNetuids, (netuid) => marketValue(n, netuid)),
  ),
  ...spread('root_stake', 'the TAO on root', 'validators', (n) => rootStakes(n.world)),
])
