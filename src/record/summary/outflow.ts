import type { World } from '../../state/world.js'

/**
 * What users took out of each pool, hour by hour, over the last hours: a ring of rows by netuid. Amounts RAO.
 *
 * A netuid that changes hands begins with an empty past.
 */
export class Outflow {
  readonly #world: World
  readonly #hours: number
  readonly #rows: number
  /** Net TAO taken out in an hour; TAO in the pool before it; alpha sold and TAO paid for it. */
  readonly #net: Float64Array
  readonly #pool: Float64Array
  readonly #alpha: Float64Array
  readonly #tao: Float64Array
  /** Net TAO taken out since the start of the run, until the last hour; by netuid. */
  readonly #total: Float64Array
  readonly #born: Float64Array
  /** Hours that a subnet has been seen, and its TAO now. */
  readonly #seen: Float64Array
  readonly #now: Float64Array
  #hour = 0

  constructor(world: World, hours: number) {
    const rows = world.subnets.exists.length
    const { userInTotal, userOutTotal, taoReserve, registeredAt } = world.subnets
    this.#world = world
    this.#hours = hours
    this.#rows = rows
    this.#net = new Float64Array(hours * rows)
    this.#pool = new Float64Array(hours * rows)
    this.#alpha = new Float64Array(hours * rows)
    this.#tao = new Float64Array(hours * rows)
    this.#total = Float64Array.from(userOutTotal, (out, n) => out - userInTotal[n])
    this.#born = Float64Array.from(registeredAt)
    this.#seen = new Float64Array(rows)
    this.#now = Float64Array.from(taoReserve)
  }

  /** A user sold within this hour. */
  sold(netuid: number, tao: number, alpha: number): void {
    const at = this.#hour * this.#rows + netuid
    this.#tao[at] += tao
    this.#alpha[at] += alpha
  }

  endHour(): void {
    const { netuids, subnets } = this.#world
    const { userInTotal, userOutTotal, taoReserve, registeredAt } = subnets
    const row = this.#hour * this.#rows
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      const total = userOutTotal[n] - userInTotal[n]
      if (registeredAt[n] !== this.#born[n]) {
        this.#born[n] = registeredAt[n]
        this.#seen[n] = 0
      } else {
        this.#net[row + n] = total - this.#total[n]
        this.#pool[row + n] = this.#now[n]
        this.#seen[n]++
      }
      this.#total[n] = total
      this.#now[n] = taoReserve[n]
    }
    this.#hour = (this.#hour + 1) % this.#hours
    const next = this.#hour * this.#rows
    this.#alpha.fill(0, next, next + this.#rows)
    this.#tao.fill(0, next, next + this.#rows)
  }

  /** Net TAO that left in the last hours, as part of the pool before them. */
  part(netuid: number, hours: number): number {
    const known = Math.min(hours, this.#seen[netuid])
    let net = 0
    for (let back = 1; back <= known; back++) net += this.#net[this.#at(netuid, back)]
    return known > 0 ? net / this.#pool[this.#at(netuid, known)] : 0
  }

  /** Net TAO that had left at the worst moment of the last hours, as part of the pool before them. */
  worst(netuid: number, hours: number): number {
    const known = Math.min(hours, this.#seen[netuid])
    let net = 0
    let most = 0
    for (let back = known; back >= 1; back--) {
      net += this.#net[this.#at(netuid, back)]
      most = Math.max(most, net)
    }
    return known > 0 ? most / this.#pool[this.#at(netuid, known)] : 0
  }

  /** Net outflow of each of the last hours, oldest first, as part of the pool before the hour; 0 before the subnet was seen. */
  hourly(netuid: number, hours: number): Float64Array {
    return Float64Array.from({ length: hours }, (_, i) => {
      const at = this.#at(netuid, hours - i)
      return hours - i <= this.#seen[netuid] && this.#pool[at] > 0 ? this.#net[at] / this.#pool[at] : 0
    })
  }

  /**
   * Price that the first part of the alpha sold in the last hours fetched, over that of the last part, less 1. Sales of one
   * hour are taken to have had one price. NaN if nothing was sold.
   */
  premium(netuid: number, hours: number, part: number): number {
    const known = Math.min(hours, this.#seen[netuid])
    const order = Array.from({ length: known }, (_, i) => this.#at(netuid, known - i))
    return this.#meanPrice(order, part) / this.#meanPrice(order.reverse(), part) - 1
  }

  #meanPrice(order: readonly number[], part: number): number {
    let wanted = part * order.reduce((sum, at) => sum + this.#alpha[at], 0)
    const first = wanted
    let tao = 0
    for (const at of order) {
      const taken = Math.min(wanted, this.#alpha[at])
      if (taken > 0) tao += (taken / this.#alpha[at]) * this.#tao[at]
      wanted -= taken
    }
    return tao / first
  }

  /** Place of an hour of the past, 1 the last one. */
  #at(netuid: number, back: number): number {
    return ((this.#hour - back + this.#hours) % this.#hours) * this.#rows + netuid
  }
}
