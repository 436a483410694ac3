import type { ChainView } from '../../chain/view.js'
import type { ParamsOf } from '../../fields.js'
import type { Stream, Streams } from '../../random/streams.js'
import { f64 } from '../../state/columns.js'
import { perRow, perSubnet, type World } from '../../state/world.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../units.js'
import { Activity, type Fading } from './activity.js'
import { Announcements } from './announcements.js'
import type { marketFields } from './fields.js'
import type { FundamentalValue } from './fundamental-value.js'
import { Offers } from './offers.js'
import { PriceHistory } from './price-history.js'
import { RevenueValue } from './revenue-value.js'
import { Services } from './services.js'
import { Surprises } from './surprises.js'
import { WanderingValue } from './wandering-value.js'
import { YieldValue } from './yield-value.js'

export type MarketParams = ParamsOf<typeof marketFields>

const priceColumns = perRow('outside', 1, {
  logUsd: f64('ln USD/TAO', 'logarithm of the TAO price'),
  demand: f64('RAO', 'net TAO bought outside the chain since the last step'),
  fastFlow: f64('1/day', 'market-wide flow of the day, part of each pool'),
  slowFlow: f64('1/day', 'slow part of the market-wide flow'),
})
const subnetColumns = perSubnet('outside/subnets', {
  logFundamental: f64('ln TAO/alpha', 'logarithm of the fundamental value of alpha'),
  saleQueue: f64('RAO of alpha', 'alpha that emission sellers together wait to sell'),
})

/** Blocks between two steps of the TAO price. */
const STEP = 360

/**
 * The world outside the chain: the TAO price in dollars, the fundamental value of each subnet, the flow that moves all
 * subnets together, and the queue in which emission sellers share a pool's depth.
 *
 *   d ln P = mu dt + sigma dW + J dN + lambda (net external TAO demand) / ADV                          TAO price
 *   flow   = organic + sigma_m e + slow,   slow an Ornstein-Uhlenbeck process                           a day
 *
 * The value F is of one of three kinds: it wanders by itself, or goes by revenue, or by yield.
 *
 * Source: agents.md 0.6 and 0.7, calibration.md 2, 5 and 7 (own model; parameters are scenario fields).
 */
export class Outside {
  readonly params: MarketParams
  /** What miners serve. */
  readonly services: Services
  /** What owners ask of their validators. */
  readonly announcements: Announcements
  /** What rings offer outsiders for their rows. */
  readonly offers: Offers
  /** How busy each subnet's traders are. */
  readonly activity: Activity
  /** What its draws brought beyond what was to be expected. */
  readonly surprises = new Surprises()
  readonly #price: ReturnType<typeof priceColumns.of>
  readonly #subnets: ReturnType<typeof subnetColumns.of>
  readonly #usd: Stream
  readonly #flow: Stream
  readonly #fundamental: FundamentalValue
  readonly #start: number
  readonly #world: World
  #history: PriceHistory | null = null

  constructor(world: World, params: MarketParams, streams: Streams) {
    this.params = params
    this.services = new Services(world)
    this.announcements = new Announcements(world)
    this.offers = new Offers(world)
    this.activity = new Activity(world, streams, params.slowActivity > 0)
    this.#price = priceColumns.of(world)
    this.#subnets = subnetColumns.of(world)
    this.#usd = streams.stream('outside/tao-usd')
    this.#flow = streams.stream('outside/market-flow')
    this.#fundamental = this.#kindOfValue(world, streams)
    this.#start = world.block
    this.#world = world
    this.#price.logUsd[0] = Math.log(params.taoUsd)
  }

  /** At genesis. */
  open(chain: ChainView): void {
    const { logFundamental } = this.#subnets
    for (const n of chain.netuids) logFundamental[n] = this.#fundamental.born(chain, n)
    this.announcements.open(chain)
    this.activity.open(chain, this.params.lastingActivity, this.#fastActivity, this.#slowActivity)
    this.#newDay(chain)
  }

  #kindOfValue(world: World, streams: Streams): FundamentalValue {
    const { params } = this
    if (params.fundamental === 'revenue') return new RevenueValue(world, params, streams, () => this.taoUsd)
    return params.fundamental === 'yield'
      ? new YieldValue(world, params)
      : new WanderingValue(world, params, streams)
  }

  /** A subnet founded since the last step does not inherit what its predecessor under the netuid was worth. */
  #valueNewborn(chain: ChainView): void {
    const { registeredAt } = this.#world.subnets
    const since = chain.block - STEP
    for (const n of chain.netuids) {
      if (registeredAt[n] <= since || registeredAt[n] <= this.#start) continue
      this.#subnets.logFundamental[n] = this.#fundamental.born(chain, n)
    }
  }

  /** TAO price, USD. */
  get taoUsd(): number {
    return Math.exp(this.#price.logUsd[0])
  }
  /** Prices of the last 30 days; ask for them at genesis, and they are kept from then on. */
  history(chain: ChainView): PriceHistory {
    if (this.#history) return this.#history
    this.#history = new PriceHistory(this.#world)
    this.#history.note(chain)
    return this.#history
  }
  /** Fundamental value, TAO per alpha. */
  fundamental(netuid: number): number {
    return Math.exp(this.#subnets.logFundamental[netuid])
  }
  /** Net flow that all subnets share today, a day, as part of a pool's TAO. */
  get marketFlow(): number {
    return this.params.organicFlow + this.#price.fastFlow[0] + this.#price.slowFlow[0]
  }

  /** TAO bought (positive) or sold outside the chain, RAO: it moves the price at the next step. */
  demand(tao: number): void {
    this.#price.demand[0] += finite(tao, 'RAO bought outside')
  }

  /** The price of TAO jumps by so much, ln. */
  jump(log: number): void {
    this.#price.logUsd[0] += finite(log, 'a jump of ln P')
  }

  /** Before agents decide. Cheap but every 360 blocks. */
  step(chain: ChainView): void {
    const elapsed = chain.block - this.#start
    if (elapsed % STEP !== 0) return
    this.#stepPrice()
    this.#valueNewborn(chain)
    if (elapsed % BLOCKS_PER_DAY !== 0) return
    this.#newDay(chain)
    this.surprises.passDay()
  }

  #stepPrice(): void {
    const { drift, volatility, jumpsPerYear, jumpMean, jumpSpread, dailyVolume, impact } = this.params
    const dt = STEP / BLOCKS_PER_YEAR
    let move = drift * dt + volatility * Math.sqrt(dt) * this.#usd.normal()
    // Both numbers are drawn every time, so that a jump shifts no later draw.
    const jumps = this.#usd.uniform() < jumpsPerYear * dt
    const size = jumpMean + jumpSpread * this.#usd.normal()
    if (jumps) move += size
    this.surprises.taoUsd += move - drift * dt - jumpsPerYear * dt * jumpMean
    if (dailyVolume > 0) move += (impact * this.#price.demand[0]) / dailyVolume
    this.#price.demand[0] = 0
    this.#price.logUsd[0] += move
  }

  #newDay(chain: ChainView): void {
    const { marketFlow, slowFlow, slowHalfLife } = this.params
    const keep = 2 ** (-1 / slowHalfLife)
    this.#price.fastFlow[0] = marketFlow * this.#flow.normal()
    const kick = slowFlow * Math.sqrt(1 - keep * keep) * this.#flow.normal()
    this.#price.slowFlow[0] = keep * this.#price.slowFlow[0] + kick
    let pools = 0
    for (const n of chain.netuids) pools += chain.taoReserve(n)
    this.surprises.drawFlow(this.#price.fastFlow[0] * pools, keep, kick * pools)
    this.activity.newDay(chain, this.#fastActivity, this.#slowActivity)
    this.#history?.note(chain)
    this.#fundamental.newDay(chain, this.#subnets.logFundamental)
  }

  get #fastActivity(): Fading {
    return { size: this.params.changingActivity, halfLife: this.params.activityHalfLife }
  }
  get #slowActivity(): Fading {
    return { size: this.params.slowActivity, halfLife: this.params.slowActivityHalfLife }
  }

  // --- the queue of emission sellers -----------------------------------------------------------------------------

  /** Put alpha into the subnet's queue of sales; what exceeds the cap stays staked. @returns what was queued, RAO */
  queueSale(chain: ChainView, netuid: number, alpha: number): number {
    const room = this.params.backlogCap * chain.alphaReserve(netuid) - this.#subnets.saleQueue[netuid]
    const queued = Math.floor(Math.max(0, Math.min(alpha, room)))
    this.#subnets.saleQueue[netuid] += queued
    return queued
  }

  /**
   * What a seller may take to the pool now. All sellers of a subnet share its depth in proportion to what they queue:
   *
   *   part = b / B * c (1 - exp(-B / c)),   c = depth cap * alpha reserve * blocks since the seller's last look
   *
   * @param own b, what this seller has queued; B is what all have. @returns whole RAO of alpha
   */
  saleShare(chain: ChainView, netuid: number, own: number, blocks: number): number {
    const all = this.#subnets.saleQueue[netuid]
    if (own <= 0 || all <= 0) return 0
    const depth = this.params.depthCap * chain.alphaReserve(netuid) * blocks
    const sold = depth > 0 ? depth * -Math.expm1(-all / depth) : 0
    return Math.floor(Math.min(own, sold * (own / all)))
  }

  /** A queued sale went to the pool (or was given up). */
  dequeue(netuid: number, alpha: number): void {
    this.#subnets.saleQueue[netuid] = Math.max(0, this.#subnets.saleQueue[netuid] - alpha)
  }
}

/** A NaN here would be the price of TAO for the rest of the run, and say nothing. */
function finite(x: number, what: string): number {
  if (Number.isFinite(x)) return x
  throw new Error(`got ${x} for ${what}, want a finite number`)
}
