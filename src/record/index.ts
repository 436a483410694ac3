import { registry } from '../card.js'
import type { Level, Metric } from './metric.js'
import { agentMetrics } from './metrics/agents.js'
import { budgetMetrics } from './metrics/budget.js'
import { depthMetrics } from './metrics/depth.js'
import { epochMetrics } from './metrics/epochs.js'
import { coalitionAlphaMetrics, coalitionMetrics } from './metrics/gaming.js'
import { holdingMetrics } from './metrics/holdings.js'
import { networkMetrics } from './metrics/network.js'
import { poolMetrics } from './metrics/pools.js'
import { runConcentrationMetrics } from './metrics/run-concentration.js'
import { runDailyMetrics } from './metrics/run-daily.js'
import { runGamingMetrics } from './metrics/run-gaming.js'
import { runHalvingMetrics } from './metrics/run-halving.js'
import { runLiquidityMetrics } from './metrics/run-liquidity.js'
import { runReturnMetrics } from './metrics/run-returns.js'
import { runSupplyMetrics } from './metrics/run-supply.js'
import { surpriseMetrics } from './metrics/run-surprises.js'
import { runVolatilityMetrics } from './metrics/run-volatility.js'
import { runWelfareMetrics } from './metrics/run-welfare.js'
import { subnetMetrics } from './metrics/subnets.js'
import { supplyMetrics } from './metrics/supply.js'
import { minerMetrics, validatorMetrics } from './metrics/uids.js'

/** Every metric there is; within a table the columns stand in this order. */
export const metrics = registry<Metric>('metric', [
  ...supplyMetrics,
  ...networkMetrics,
  ...budgetMetrics,
  ...holdingMetrics,
  ...poolMetrics,
  ...subnetMetrics,
  ...depthMetrics,
  ...epochMetrics,
  ...agentMetrics,
  ...validatorMetrics,
  ...minerMetrics,
  ...runSupplyMetrics,
  ...runHalvingMetrics,
  ...runDailyMetrics,
  ...runLiquidityMetrics,
  ...runVolatilityMetrics,
  ...runReturnMetrics,
  ...runWelfareMetrics,
  ...runConcentrationMetrics,
  ...coalitionMetrics,
  ...coalitionAlphaMetrics,
  ...runGamingMetrics,
  ...surpriseMetrics,
] as readonly Metric[])

/** The metrics of one table, in order. */
export const metricsAt = <L extends Level>(
  level: L,
  all: readonly Metric[] = metrics.all,
): readonly Metric<L>[] => all.filter((metric) => metric.level === level) as unknown as readonly Metric<L>[]
