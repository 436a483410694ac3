import { registry } from '../card.js'
import { agentWake } from './agent-wake.js'
import type { Bench } from './bench.js'
import { blockStep } from './block-step.js'
import { dtaoBench } from './dtao.js'
import { epochBenches } from './epoch.js'
import { networkYear } from './network-year.js'

/** The standard workloads. */
export const benches = registry<Bench>('workload', [
  blockStep,
  ...epochBenches,
  networkYear,
  dtaoBench,
  agentWake,
])
