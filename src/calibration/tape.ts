import type { Recorder, RunInfo } from '../record/run.js'
import type { RecordView } from '../record/view.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO } from '../units.js'

/** Blocks between two prices of a tape: the tempo, as the model of calibration.md stepped. */
export const TAPE_STEP = 360
export const STEPS_PER_DAY = BLOCKS_PER_DAY / TAPE_STEP

/** What a pool held and got by the end of a day, since the start of the run where it says so. */
export interface PoolDay {
  /** TAO and alpha in the pool. */
  readonly tao: number
  readonly alpha: number
  /** Spent by the chain on alpha since the start, TAO. */
  readonly chainBuys: number
  /** Alpha minted for participants since the start. */
  readonly emitted: number
  /** Part of the block's TAO emission, 0..1, in the last block. */
  readonly share: number
}

/** Prices and pools of one run. Row `i` belongs to `netuids[i]`; day 0 is the start. */
export interface Tape {
  readonly netuids: readonly number[]
  /** Spot prices, TAO per alpha, every 360 blocks from the start: 20 a day and one more. */
  readonly prices: readonly number[][]
  /** Ends of days, the start first. */
  readonly days: readonly PoolDay[][]
}

/**
 * A recorder that keeps prices every 360 blocks and pools every day: all that calibration looks at, for a few microseconds
 * a sample. Subnets that begin during a run are left out.
 */
export class TapeRecorder implements Recorder, Tape {
  netuids: number[] = []
  prices: number[][] = []
  days: PoolDay[][] = []
  #view!: RecordView
  #start = 0

  open(_run: RunInfo, view: RecordView): void {
    this.#view = view
    const { exists, frozen, firstEmissionBlock } = view.world.subnets
    this.#start = view.world.block
    for (let n = 1; n < exists.length; n++) {
      if (exists[n] === 1 && frozen[n] === 0 && firstEmissionBlock[n] > 0) this.netuids.push(n)
    }
    this.prices = this.netuids.map(() => [])
    this.days = this.netuids.map(() => [])
    this.observe()
  }

  observe(): void {
    const elapsed = this.#view.world.block - this.#start
    if (elapsed % TAPE_STEP !== 0) return
    for (const [i, n] of this.netuids.entries()) {
      this.prices[i].push(this.#view.price(n))
      if (elapsed % BLOCKS_PER_DAY === 0) this.days[i].push(this.#pool(n))
    }
  }

  #pool(n: number): PoolDay {
    const { taoReserve, alphaReserve, chainBuyTotal, alphaEmittedTotal, share } = this.#view.world.subnets
    return {
      tao: taoReserve[n] / RAO_PER_TAO,
      alpha: alphaReserve[n] / RAO_PER_TAO,
      chainBuys: chainBuyTotal[n] / RAO_PER_TAO,
      emitted: alphaEmittedTotal[n] / RAO_PER_TAO,
      share: share[n],
    }
  }

  epoch(): void {}
  trade(): void {}
  event(): void {}
  close(): void {}
}

/** Prices at the ends of days, the start first. */
export const closes = (prices: readonly number[]): number[] =>
  prices.filter((_, step) => step % STEPS_PER_DAY === 0)

/** ln(p_d / p_(d-1)) of each day. */
export const logReturns = (prices: readonly number[]): number[] =>
  prices.slice(1).map((price, d) => Math.log(price / prices[d]))

/** Square root of the sum of squared log returns within each day, one a day. */
export function realisedVolatility(prices: readonly number[]): number[] {
  const returns = logReturns(prices)
  return Array.from({ length: Math.floor(returns.length / STEPS_PER_DAY) }, (_, d) =>
    Math.hypot(...returns.slice(d * STEPS_PER_DAY, (d + 1) * STEPS_PER_DAY)),
  )
}
