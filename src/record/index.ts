import { registry } from '../card.js'
import type { Level, Metric } from './metric.js'
import { agentMetrics } from './metrics/agents.js'
import { epochMetrics } from './metrics/epochs.js'
import { booksMetrics, coalitionAlphaMetrics, coalitionMetrics } from './metrics/gaming.js'
import { networkMetrics } from './metrics/network.js'
import { poolMetrics } from './metrics/pools.js'
import { runLiquidityMetrics } from './metrics/run-liquidity.js'
import { runReturnMetrics } from './metrics/run-returns.js'
import { runSupplyMetrics } from './metrics/run-supply.js'
import { runVolatilityMetrics } from './metrics/run-volatility.js'
import { subnetMetrics } from './metrics/subnets.js'
import { supplyMetrics } from './metrics/supply.js'
import { minerMetrics, validatorMetrics } from './metrics/uids.js'

/** Every metric there is; within a table the columns stand in this order. */
export const metrics = registry<Metric>('metric', [
  ...supplyMetrics,
  ...networkMetrics,
  ...poolMetrics,
  ...subnetMetrics,
  ...epochMetrics,
  ...agentMetrics,
  ...validatorMetrics,
  ...minerMetrics,
  ...runSupplyMetrics,
  ...runLiquidityMetrics,
  ...runVolatilityMetrics,
  ...runReturnMetrics,
  ...coalitionMetrics,
  ...coalitionAlphaMetrics,
  ...booksMetrics,
] as readonly Metric[])

/** The metrics of one table, in order. */
export const metricsAt = <L extends Level>(
  level: L,
  all: readonly Metric[] = metrics.all,
): readonly Metric<L>[] => all.filter((metric) => metric.level === level) as unknown as readonly Metric<L>[]
