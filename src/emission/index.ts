import { registry } from '../card.js'
import { alphaCapped } from './injection/alpha-capped.js'
import { chainBuyCap } from './injection/chain-buy-cap.js'
import { emissionCapped } from './injection/emission-capped.js'
import { rootCapped } from './injection/root-capped.js'
import { subsidised, subsidisedAlpha } from './injection/subsidised.js'
import { uncapped } from './injection/uncapped.js'
import { alphaSync } from './issuance/alpha-sync.js'
import { halving } from './issuance/halving.js'
import { noHalving } from './issuance/no-halving.js'
import {
  movingPriceAge32,
  movingPriceAge64,
  movingPricePlain32,
  movingPriceRegistered32,
} from './moving-price.js'
import { moduloSchedule, statefulSchedule } from './schedule.js'
import { flowEma, flowEmaPriceSeed, flowEmaRaoSeed } from './shares/flow-ema.js'
import { hillGate } from './shares/hill-gate.js'
import { hillGateRank } from './shares/hill-gate-rank.js'
import { maturedFlow } from './shares/matured-flow.js'
import { netFlow } from './shares/net-flow.js'
import { netFlowRaw } from './shares/net-flow-raw.js'
import { priceBurn } from './shares/price-burn.js'
import { priceEma } from './shares/price-ema.js'
import { priceRootBurn } from './shares/price-root-burn.js'
import { tier7525 } from './shares/tier-75-25.js'

export type { MovingPriceRule } from './moving-price.js'
export type { EpochSchedule } from './schedule.js'

/** How much a block mints. */
export const issuances = registry('issuance rule', [halving, noHalving, alphaSync])

/** How a block's TAO is shared, in order of their first block, proposals last. */
export const shareRules = registry('share rule', [
  priceEma,
  flowEmaPriceSeed,
  flowEmaRaoSeed,
  flowEma,
  netFlow,
  priceRootBurn,
  priceBurn,
  hillGate,
  hillGateRank,
  netFlowRaw,
  maturedFlow,
  tier7525,
])

/** What becomes of a subnet's TAO, in order of their first block, proposals last. */
export const injectionRules = registry('injection rule', [
  uncapped,
  subsidisedAlpha,
  subsidised,
  alphaCapped,
  emissionCapped,
  rootCapped,
  chainBuyCap,
])

/** How the moving price follows the spot price, in order of their first block. */
export const movingPriceRules = registry('moving price rule', [
  movingPricePlain32,
  movingPriceRegistered32,
  movingPriceAge32,
  movingPriceAge64,
])

/** When epochs run. */
export const epochSchedules = registry('epoch schedule', [moduloSchedule, statefulSchedule])
