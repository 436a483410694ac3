import { positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import type { CohortView, RecordView } from '../view.js'

/**
 * Cohorts together, all adversaries unless others are asked for, as if they shared one purse: what they hold, and what it would fetch. Amounts RAO.
 *
 *   LV        = free + root + sum_i quote_sell_i(a_i)        a_i alpha of all of them on subnet i, sold at once, fees paid
 *   parked    = free + root stake with validators that are not their own
 *   committed = LV at the start - parked
 *
 * Quoting jointly matters: two members who each sell half of a pool would not both get the price of the first. What a
 * pool refuses fetches nothing. Root stake on own hotkeys is stake weight and so part of the attack; elsewhere it is as
 * good as free TAO. Nothing enters the coalition from outside but what the chain and its pools pay, so that what is
 * committed is its cumulative net deposit into the attack: below 0 once more has come out than went in.
 *
 * Cohorts that use the wallets of others hold nothing of their own.
 */
export class Coalition {
  readonly #view: RecordView
  readonly #world: World
  readonly #coldkeys: readonly number[]
  readonly #member: Uint8Array
  /** Liquidation value at the first look. */
  readonly start: number
  free = 0
  /** TAO on root, on any hotkey. */
  root = 0
  /** Of that, on hotkeys of its own. */
  ownRoot = 0
  /** Alpha by netuid. */
  readonly alpha: Float64Array
  #block = -1

  constructor(view: RecordView, belongs = ({ adversary }: CohortView): boolean => adversary) {
    this.#view = view
    this.#world = view.world
    const keys = view.cohorts
      .filter(belongs)
      .flatMap(({ size, coldkey }) => Array.from({ length: size }, (_, member) => coldkey(member)))
    this.#coldkeys = [...new Set(keys)]
    this.#member = new Uint8Array(Math.max(0, ...keys.map((key) => key + 1)))
    for (const key of keys) this.#member[key] = 1
    this.alpha = new Float64Array(view.world.subnets.exists.length)
    this.start = this.value()
  }

  /** Whether there is anyone in it. */
  get exists(): boolean {
    return this.#coldkeys.length > 0
  }

  has(coldkey: number): boolean {
    return coldkey >= 0 && coldkey < this.#member.length && this.#member[coldkey] === 1
  }

  /** Count what it holds after the block at hand, once a block. */
  look(): this {
    if (this.#block === this.#world.block) return this
    this.#block = this.#world.block
    const { coldkeys, positions, sharePools, hotkeys } = this.#world
    this.free = this.root = this.ownRoot = 0
    this.alpha.fill(0)
    const keys = this.#coldkeys
    for (let k = 0; k < keys.length; k++) {
      this.free += coldkeys.free[keys[k]]
      for (let p = coldkeys.firstPosition[keys[k]]; p >= 0; p = positions.nextOfColdkey[p]) {
        const pool = positions.pool[p]
        const value = positionValue(this.#world, p)
        const netuid = sharePools.netuid[pool]
        if (netuid !== ROOT) this.alpha[netuid] += value
        else {
          this.root += value
          if (this.has(hotkeys.owner[sharePools.hotkey[pool]])) this.ownRoot += value
        }
      }
    }
    return this
  }

  /** Liquidation value. */
  value(): number {
    this.look()
    let value = this.free + this.root
    for (const netuid of this.#world.netuids) {
      const alpha = this.alpha[netuid]
      const fetched = alpha > 0 ? this.#view.sells(netuid, alpha) : 0
      if (fetched > 0) value += fetched
    }
    return value
  }

  /** TAO at hand that takes no part in the attack. */
  parked(): number {
    this.look()
    return this.free + this.root - this.ownRoot
  }

  /** Cumulative net deposit into the attack. */
  committed(): number {
    return this.start - this.parked()
  }
}

const coalitions = new WeakMap<RecordView, Coalition>()

/** The coalition of a run; made when the recorder opens, so that its start is genesis. */
export function coalitionOf(view: RecordView): Coalition {
  let coalition = coalitions.get(view)
  if (!coalition) {
    coalition = new Coalition(view)
    coalitions.set(view, coalition)
  }
  return coalition
}
