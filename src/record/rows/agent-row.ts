import { positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import type { RecordView } from '../view.js'

/** A cohort at the sample at hand, or one member of it; what it holds is summed once. Amounts RAO. */
export class AgentRow {
  readonly view: RecordView
  readonly world: World
  cohort = 0
  /** -1: the cohort as a whole. */
  member = -1
  free = 0
  root = 0
  /** Alpha at the spot price. */
  spotValue = 0
  /** What all of it would fetch now; positions of the cohort in one pool are sold together. */
  exitValue = 0
  days = Number.NaN
  /** Alpha held, by netuid. */
  readonly #alpha: Float64Array
  readonly #before: { income: number; trades: number; refusals: number }[]

  constructor(view: RecordView) {
    this.view = view
    this.world = view.world
    this.#alpha = new Float64Array(view.world.subnets.exists.length)
    this.#before = view.cohorts.map(() => ({ income: Number.NaN, trades: Number.NaN, refusals: Number.NaN }))
  }

  look(cohort: number, member: number, days: number): void {
    this.cohort = cohort
    this.member = member
    this.days = days
    this.free = this.spotValue = this.exitValue = 0
    this.#alpha.fill(0)
    const { size } = this.view.cohorts[cohort]
    const [from, to] = member < 0 ? [0, size] : [member, member + 1]
    for (let i = from; i < to; i++) this.#gather(this.view.cohorts[cohort].coldkey(i))
    this.root = this.#alpha[ROOT]
    for (const netuid of this.world.netuids) this.#value(netuid)
    // Nothing of its own: its members use the wallets of another cohort, where they are counted.
    if (size === 0) this.free = this.root = this.spotValue = this.exitValue = Number.NaN
  }

  /** Income of the cohort since the last sample; of a single member it is not followed. */
  income(): number {
    return this.member < 0
      ? this.view.cohorts[this.cohort].incomeTotal() - this.#before[this.cohort].income
      : Number.NaN
  }

  trades(): number {
    return this.member < 0
      ? this.view.cohorts[this.cohort].tradeTotal() - this.#before[this.cohort].trades
      : Number.NaN
  }

  refusals(): number {
    return this.member < 0
      ? this.view.cohorts[this.cohort].refusalTotal() - this.#before[this.cohort].refusals
      : Number.NaN
  }

  /** The sample is taken. */
  mark(): void {
    this.view.cohorts.forEach((cohort, i) => {
      this.#before[i].income = cohort.incomeTotal()
      this.#before[i].trades = cohort.tradeTotal()
      this.#before[i].refusals = cohort.refusalTotal()
    })
  }

  /** Free TAO and every position of a coldkey. */
  #gather(coldkey: number): void {
    const { coldkeys, positions, sharePools } = this.world
    this.free += coldkeys.free[coldkey]
    for (let p = coldkeys.firstPosition[coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
      this.#alpha[sharePools.netuid[positions.pool[p]]] += positionValue(this.world, p)
    }
  }

  #value(netuid: number): void {
    const alpha = this.#alpha[netuid]
    if (alpha <= 0) return
    this.spotValue += Math.floor(alpha * this.view.price(netuid))
    const fetched = this.view.sells(netuid, alpha)
    // A sale the pool refuses fetches nothing now.
    if (fetched > 0) this.exitValue += fetched
  }
}
