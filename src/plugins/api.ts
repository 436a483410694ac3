/**
 * What a user's own file may import from `taolab`: what strategies, metrics and rules are made with. The engine's public
 * API (engine.ts) has all of it, and more that only a program around the engine needs.
 */

export type { Desk } from '../agents/desk.js'
export type { Outside } from '../agents/outside/outside.js'
export { sellerMemory, sellReceipts } from '../agents/selling.js'
export {
  defineStrategy,
  type Me,
  perSubnetMemory,
  perUid,
  type Role,
  type Strategy,
  slots,
} from '../agents/strategy.js'
export { Purse, priceAfterBuy, priceAfterSell } from '../agents/trading.js'
export { type Card, type Registry, registry } from '../card.js'
export { defineRegime, defineShares } from '../chain/regimes.js'
export { ChainView } from '../chain/view.js'
export type { EmissionParams, InjectionRule, Issuance, Shares } from '../emission/emission.js'
export { normalise } from '../emission/shares/proportional.js'
export * from '../fields.js'
export { BUY, Fill, type Market, SELL } from '../market/market.js'
export type { Stream } from '../random/streams.js'
export { defineMetric, type Metric, metricsOf } from '../record/metric.js'
export { REFUSAL, refusalMeanings, refusalNames } from '../refusal.js'
export { f64 } from '../state/columns.js'
export type { World } from '../state/world.js'
export * from '../units.js'
export { ENGINE_VERSION } from '../version.js'
