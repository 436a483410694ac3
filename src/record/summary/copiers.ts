import { hotkeyStake } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR, RAO_PER_TAO } from '../../units.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Strategy of those who copy. */
const COPIER = 'weight-copier'
/** What it costs to validate one subnet, USD a day: to measure, and to copy. Source: agents.md A4 and A6 (assumptions). */
const COST = { honest: 50, copier: 1 }

/** Validators of one sort, over all epochs. */
class Group {
  /** UIDs with a permit, epoch by epoch. */
  seats = 0
  trust = 0
  dividends = 0
  stake = 0
  /** Pay and stake, TAO at the spot price of the epoch, and costs; pay and costs as if the year went on like this. */
  pay = 0
  staked = 0
  costs = 0
  /** Scores of the epoch at hand. */
  readonly scores: Float64Array
  scored = 0
  readonly cost: number

  constructor(cost: number, uids: number) {
    this.cost = cost
    this.scores = new Float64Array(uids)
  }
  /** Yearly pay on stake, costs taken off. */
  get net(): number {
    return (this.pay - this.costs) / this.staked
  }
}

/**
 * What copying weights pays beside measuring, and whether it can be told from it. Every epoch counts; nothing is kept
 * where no cohort copies.
 *
 *   score_i = cos(w_i(t), c(t - 1)) - cos(w_i(t), exp q(t))
 *
 * w_i the row in force, c the consensus of the epoch before, q true quality (log) of the miners that serve. Honest ones
 * are the validators of cohorts that neither copy nor are adversaries.
 */
class Copiers implements Gauge {
  readonly copier: Group
  readonly honest: Group
  readonly #watch: Watch
  readonly #world: World
  readonly #some: boolean
  /** Consensus of the epoch before, by slot; and the subnets that had one. */
  readonly #before: Float64Array
  readonly #seen: Uint8Array
  readonly #truth: Float64Array
  /** Pairs of a copier and an honest validator in one epoch, and those in which the copier scores higher; ties half. */
  #pairs = 0
  #wins = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#world = watch.world
    this.#some = watch.view.cohorts.some(({ kind }) => kind === COPIER)
    const { subnets, stride } = watch.world
    this.copier = new Group(COST.copier, stride)
    this.honest = new Group(COST.honest, stride)
    this.#before = new Float64Array(this.#some ? subnets.exists.length * stride : 0)
    this.#seen = new Uint8Array(subnets.exists.length)
    this.#truth = new Float64Array(stride)
  }

  epoch(netuid: number): void {
    if (!this.#some || netuid >= this.#seen.length || this.#world.subnets.resolution[netuid] === 0) return
    const { neurons, subnets, stride } = this.#world
    const n = subnets.neuronCount[netuid]
    for (let uid = 0; uid < n; uid++) {
      const quality = this.#watch.view.quality(netuid, uid)
      this.#truth[uid] = Number.isNaN(quality) ? 0 : Math.exp(quality)
    }
    this.copier.scored = this.honest.scored = 0
    for (let uid = 0; uid < n; uid++) {
      const slot = netuid * stride + uid
      const group = neurons.permit[slot] === 1 ? this.#groupOf(slot) : undefined
      if (group) this.#add(group, netuid, uid, slot, n)
    }
    this.#compare()
    for (let slot = netuid * stride; slot < netuid * stride + n; slot++)
      this.#before[slot] = neurons.consensus[slot]
    this.#seen[netuid] = 1
  }

  #groupOf(slot: number): Group | undefined {
    const hotkey = this.#world.neurons.hotkey[slot]
    const cohort = hotkey < 0 ? -1 : this.#watch.view.cohortOf(this.#world.hotkeys.owner[hotkey])
    if (cohort < 0) return undefined
    const { kind, role, adversary } = this.#watch.view.cohorts[cohort]
    if (kind === COPIER) return this.copier
    return role === 'validator' && !adversary ? this.honest : undefined
  }

  #add(group: Group, netuid: number, uid: number, slot: number, n: number): void {
    const { neurons, subnets } = this.#world
    const price = this.#watch.view.price(netuid)
    group.seats++
    group.trust += neurons.validatorTrust[slot]
    group.dividends += neurons.dividends[slot]
    group.stake += neurons.stakeWeight[slot]
    group.pay += neurons.emission[slot] * price * (BLOCKS_PER_YEAR / subnets.tempo[netuid])
    group.staked += hotkeyStake(this.#world, neurons.hotkey[slot], netuid) * price
    group.costs +=
      (group.cost * (BLOCKS_PER_YEAR / BLOCKS_PER_DAY) * RAO_PER_TAO) / this.#watch.view.taoPriceUsd()
    if (this.#seen[netuid] === 0) return
    const score = this.#score(netuid, uid, slot - uid, n)
    if (!Number.isNaN(score)) group.scores[group.scored++] = score
  }

  #compare(): void {
    const { copier, honest } = this
    for (let i = 0; i < copier.scored; i++) {
      for (let j = 0; j < honest.scored; j++) {
        this.#pairs++
        this.#wins += (Math.sign(copier.scores[i] - honest.scores[j]) + 1) / 2
      }
    }
  }

  /** NaN for a row without entries. */
  #score(netuid: number, validator: number, first: number, n: number): number {
    const { view } = this.#watch
    let rows = 0
    let agreed = 0
    let true_ = 0
    let withAgreed = 0
    let withTrue = 0
    for (let uid = 0; uid < n; uid++) {
      const w = Math.max(0, view.weight(netuid, validator, uid))
      const c = this.#before[first + uid]
      const q = this.#truth[uid]
      rows += w * w
      agreed += c * c
      true_ += q * q
      withAgreed += w * c
      withTrue += w * q
    }
    return (withAgreed / Math.sqrt(agreed) - withTrue / Math.sqrt(true_)) / Math.sqrt(rows)
  }

  /** Dividends on stake of copiers, over those of honest validators. */
  get relativeReturn(): number {
    const { copier, honest } = this
    return copier.dividends / copier.stake / (honest.dividends / honest.stake)
  }
  /** Chance that a copier scores above an honest validator of the same epoch: the area under the detector's curve. */
  get detection(): number {
    return this.#wins / this.#pairs
  }
}

export const copiersGauge = defineGauge('copiers', (watch) => new Copiers(watch))
