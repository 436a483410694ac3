import { positionValue } from '../../state/share-pools.js'
import { median } from '../../stats/median.js'
import { ROOT } from '../../units.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type TotalReturn, totalReturnGauge } from './total-return.js'

/**
 * How each staker's wallet did against root:   x = LV_T / LV_0 - (1 + return of root)
 *
 * LV liquidation value: free TAO, root stake, and what each position would fetch if sold now, wallet by wallet. Stakers are
 * the wallets of honest cohorts whose strategy is to stake; one that had nothing at the start is left out.
 */
class StakerReturns implements Gauge {
  readonly #view: RecordView
  readonly #root: TotalReturn
  readonly #wallets: readonly number[]
  readonly #before: readonly number[]
  #excess: number[] = []

  constructor(watch: Watch) {
    this.#view = watch.view
    this.#root = watch.of(totalReturnGauge)
    this.#wallets = watch.view.cohorts
      .filter(({ role, adversary }) => role === 'staker' && !adversary)
      .flatMap(({ size, coldkey }) => Array.from({ length: size }, (_, i) => coldkey(i)))
    this.#before = this.#wallets.map((wallet) => liquidationValue(this.#view, wallet))
  }

  close(): void {
    const root = this.#root.ofRoot
    this.#excess = this.#wallets
      .map((wallet, i) => liquidationValue(this.#view, wallet) / this.#before[i] - 1 - root)
      .filter((excess) => Number.isFinite(excess))
  }

  /** Part of the wallets that would have had more on root. */
  get losing(): number {
    return this.#excess.filter((excess) => excess < 0).length / this.#excess.length
  }

  get medianExcess(): number {
    return median(this.#excess)
  }
}

/** What a wallet would have if it sold all it holds now, each position by itself; RAO. What a pool refuses is worth nothing. */
function liquidationValue(view: RecordView, wallet: number): number {
  const { coldkeys, positions, sharePools } = view.world
  let value = coldkeys.free[wallet]
  for (let p = coldkeys.firstPosition[wallet]; p >= 0; p = positions.nextOfColdkey[p]) {
    const netuid = sharePools.netuid[positions.pool[p]]
    const held = positionValue(view.world, p)
    const fetched = netuid === ROOT ? held : held > 0 ? view.sells(netuid, held) : 0
    if (fetched > 0) value += fetched
  }
  return value
}

export const stakerReturnsGauge = defineGauge('staker-returns', (watch) => new StakerReturns(watch))
