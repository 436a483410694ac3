import { type Coalition, coalitionOf } from '../rows/coalition.js'
import type { EventKind } from '../run.js'
import { EpochPace } from './epoch-pace.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Strategy of those who hold many UIDs on one backend. */
const SYBIL = 'sybil-miner'

/** Who takes UIDs, what it costs, and who has to go for it. Counts are exact; parts are means over epochs looked into. */
class Registrations implements Gauge {
  readonly #watch: Watch
  readonly #pace: EpochPace
  readonly #coalition: Coalition
  /** Hotkey that was last seen on a slot, so that one who is pruned can still be named. */
  readonly #holder: Int32Array
  #changed = false
  /** RAO paid for UIDs by all, and by adversaries; neurons registered. */
  paid = 0
  paidByAdversaries = 0
  count = 0
  honestPruned = 0
  #burnSum = 0
  #burnDays = 0
  #subnetBlocks = 0
  #lastDay: number
  #epochs = 0
  #sybilSeats = 0
  #sybilIncome = 0
  #paying = 0
  #immuneIncome = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pace = new EpochPace(watch)
    this.#coalition = coalitionOf(watch.view)
    this.#holder = Int32Array.from(watch.world.neurons.hotkey)
    this.#lastDay = watch.world.block
  }

  event(kind: EventKind, netuid: number, cohort: number, _member: number, value: number): void {
    if (kind === 'registration') {
      this.count++
      this.paid += value
      if (cohort >= 0 && this.#watch.view.cohorts[cohort].adversary) this.paidByAdversaries += value
      this.#changed = true
    } else if (kind === 'deregistration') {
      const slot = netuid * this.#watch.world.stride + value
      const gone = slot < this.#holder.length ? this.#holder[slot] : -1
      if (gone >= 0 && this.#isHonestMiner(gone)) this.honestPruned++
      if (slot < this.#holder.length) this.#holder[slot] = this.#watch.world.neurons.hotkey[slot]
    }
  }

  /** Who holds the UIDs now; after the events of the block, so that they still found whom they concern. */
  beat(): void {
    if (this.#changed) this.#holder.set(this.#watch.world.neurons.hotkey.subarray(0, this.#holder.length))
    this.#changed = false
  }

  #isHonestMiner(hotkey: number): boolean {
    const { view, world } = this.#watch
    const cohort = view.cohortOf(world.hotkeys.owner[hotkey])
    return cohort >= 0 && !view.cohorts[cohort].adversary && view.cohorts[cohort].role === 'miner'
  }

  day(): void {
    const { subnets, netuids, block } = this.#watch.world
    if (netuids.length === 0) return
    let burn = 0
    for (const netuid of netuids) burn += subnets.burn[netuid]
    this.#burnSum += burn / netuids.length
    this.#burnDays++
    this.#subnetBlocks += netuids.length * (block - this.#lastDay)
    this.#lastDay = block
  }

  epoch(netuid: number): void {
    if (!this.#pace.looks(netuid)) return
    const { world, view } = this.#watch
    const { neurons, subnets, stride, block } = world
    const n = subnets.neuronCount[netuid]
    const immunity = subnets.immunityPeriod[netuid]
    let all = 0
    let immune = 0
    let sybil = 0
    let seats = 0
    for (let slot = netuid * stride; slot < netuid * stride + n; slot++) {
      const hotkey = neurons.hotkey[slot]
      const cohort = hotkey < 0 ? -1 : view.cohortOf(world.hotkeys.owner[hotkey])
      const isSybil = cohort >= 0 && view.cohorts[cohort].kind === SYBIL
      if (isSybil) seats++
      if (hotkey === subnets.ownerHotkey[netuid]) continue
      const incentive = neurons.incentive[slot]
      all += incentive
      if (isSybil) sybil += incentive
      if (block - neurons.registeredAt[slot] < immunity) immune += incentive
    }
    this.#epochs++
    this.#sybilSeats += seats / n
    if (all === 0) return
    this.#paying++
    this.#sybilIncome += sybil / all
    this.#immuneIncome += immune / all
  }

  get sybilSeats(): number {
    return this.#hasSybils() ? this.#sybilSeats / this.#epochs : Number.NaN
  }
  get sybilIncome(): number {
    return this.#hasSybils() ? this.#sybilIncome / this.#paying : Number.NaN
  }
  get immuneIncome(): number {
    return this.#immuneIncome / this.#paying
  }
  /** Mean price of a UID at the end of the days, RAO. */
  get burnPrice(): number {
    return this.#burnSum / this.#burnDays
  }
  /** Registrations per subnet and 360 blocks. */
  get rate(): number {
    const { netuids, block } = this.#watch.world
    const blocks = this.#subnetBlocks + netuids.length * (block - this.#lastDay)
    return (360 * this.count) / blocks
  }
  get adversaries(): boolean {
    return this.#coalition.exists
  }

  #hasSybils(): boolean {
    return this.#watch.view.cohorts.some(({ kind }) => kind === SYBIL)
  }
}

export const registrationsGauge = defineGauge('registrations', (watch) => new Registrations(watch))
