import { registry } from '../card.js'
import { arbitrageur } from './strategies/arbitrageur.js'
import { bondSpeculator } from './strategies/bond-speculator.js'
import { cabalMiner } from './strategies/cabal-miner.js'
import { chainBuyFrontRunner } from './strategies/chain-buy-front-runner.js'
import { childkeyBroker } from './strategies/childkey-broker.js'
import { colludingValidators } from './strategies/colluding-validators.js'
import { convictionRaider } from './strategies/conviction-raider.js'
import { deregDefender } from './strategies/dereg-defender.js'
import { deregSniper } from './strategies/dereg-sniper.js'
import { emissionFarmer } from './strategies/emission-farmer.js'
import { etfInflow } from './strategies/etf-inflow.js'
import { expression } from './strategies/expression.js'
import { extractiveOwner } from './strategies/extractive-owner.js'
import { flowWasher } from './strategies/flow-washer.js'
import { fundamentalist } from './strategies/fundamentalist.js'
import { halvingSpeculator } from './strategies/halving-speculator.js'
import { honestMiner } from './strategies/honest-miner.js'
import { honestOwner } from './strategies/honest-owner.js'
import { honestValidator } from './strategies/honest-validator.js'
import { largeOrders } from './strategies/large-orders.js'
import { lazyMiner } from './strategies/lazy-miner.js'
import { liquidityProvider } from './strategies/liquidity-provider.js'
import { momentumStaker } from './strategies/momentum-staker.js'
import { orderRelayer } from './strategies/order-relayer.js'
import { organicHolders } from './strategies/organic-holders.js'
import { panicStaker } from './strategies/panic-staker.js'
import { relativeValue } from './strategies/relative-value.js'
import { retail } from './strategies/retail.js'
import { revenueBuyback } from './strategies/revenue-buyback.js'
import { rootStaker } from './strategies/root-staker.js'
import { sandwicher } from './strategies/sandwicher.js'
import { localShadowTwin, shadowTwin } from './strategies/shadow-twin.js'
import { switchingPopulation } from './strategies/switching-population.js'
import { sybilMiner } from './strategies/sybil-miner.js'
import { teamValidator } from './strategies/team-validator.js'
import { venalValidator } from './strategies/venal-validator.js'
import { weightCopier } from './strategies/weight-copier.js'
import { whale } from './strategies/whale.js'
import { yieldChaser } from './strategies/yield-chaser.js'
import type { Strategy } from './strategy.js'

/** Every strategy, by id. A new one is a file in strategies/ and a line here. */
// biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters and memory of its own
export const strategies = registry<Strategy<any, any>>('strategy', [
  arbitrageur,
  bondSpeculator,
  cabalMiner,
  chainBuyFrontRunner,
  childkeyBroker,
  colludingValidators,
  convictionRaider,
  deregDefender,
  deregSniper,
  emissionFarmer,
  etfInflow,
  expression,
  extractiveOwner,
  flowWasher,
  fundamentalist,
  halvingSpeculator,
  honestMiner,
  honestOwner,
  honestValidator,
  largeOrders,
  lazyMiner,
  liquidityProvider,
  momentumStaker,
  orderRelayer,
  organicHolders,
  panicStaker,
  relativeValue,
  retail,
  revenueBuyback,
  rootStaker,
  sandwicher,
  shadowTwin,
  localShadowTwin,
  switchingPopulation,
  sybilMiner,
  teamValidator,
  venalValidator,
  weightCopier,
  whale,
  yieldChaser,
])
