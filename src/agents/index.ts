import { registry } from '../card.js'
import { fundamentalist } from './strategies/fundamentalist.js'
import { largeOrders } from './strategies/large-orders.js'
import { momentumStaker } from './strategies/momentum-staker.js'
import { organicHolders } from './strategies/organic-holders.js'
import { retail } from './strategies/retail.js'
import { rootStaker } from './strategies/root-staker.js'
import { whale } from './strategies/whale.js'
import type { Strategy } from './strategy.js'

/** Every strategy, by id. A new one is a file in strategies/ and a line here. */
// biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters and memory of its own
export const strategies = registry<Strategy<any, any>>('strategy', [
  fundamentalist,
  largeOrders,
  momentumStaker,
  organicHolders,
  retail,
  rootStaker,
  whale,
])
