import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { EventKind, RunInfo } from '../run.js'
import type { EpochFigures, RecordView } from '../view.js'
import type { Gauge, GaugeCard, Watch } from './gauge.js'

/** Blocks between two beats: the grid of volatility. Source: metrics of this project, section B (60-block returns). */
export const BEAT = 60
const BEATS_PER_DAY = BLOCKS_PER_DAY / BEAT

type Hook = keyof Gauge
type With<H extends Hook> = Required<Pick<Gauge, H>>

/** One watch and its gauges, in the order in which they were made: what a gauge reads is there before it. */
class GaugeWatch implements Watch {
  readonly run: RunInfo
  readonly view: RecordView
  readonly world: World
  readonly from: number
  readonly #made = new Map<GaugeCard, object>()
  #due: number
  #beats = 0
  #beating: With<'beat'>[] = []
  #daily: With<'day'>[] = []
  #sampling: With<'sample'>[] = []
  #epochs: With<'epoch'>[] = []
  #trades: With<'trade'>[] = []
  #events: With<'event'>[] = []

  constructor(run: RunInfo, view: RecordView, cards: readonly GaugeCard[]) {
    this.run = run
    this.view = view
    this.world = view.world
    this.from = view.world.block
    this.#due = this.from + BEAT
    for (const card of cards) this.of(card)
    const having = <H extends Hook>(hook: H) =>
      ([...this.#made.values()] as Gauge[]).filter((gauge) => gauge[hook]) as (Gauge & With<H>)[]
    this.#beating = having('beat')
    this.#daily = having('day')
    this.#sampling = having('sample')
    this.#epochs = having('epoch')
    this.#trades = having('trade')
    this.#events = having('event')
  }

  get days(): number {
    return (this.world.block - this.from) / BLOCKS_PER_DAY
  }

  of<G extends object>(card: GaugeCard<G>): G {
    let gauge = this.#made.get(card) as G | undefined
    if (!gauge) {
      // Those it asks for are put into the map while it is made, and so before it.
      gauge = card.make(this)
      this.#made.set(card, gauge)
    }
    return gauge
  }

  /** After each block. */
  observe(): void {
    if (this.world.block < this.#due) return
    this.#due += BEAT
    const beating = this.#beating
    for (let i = 0; i < beating.length; i++) beating[i].beat()
    this.#beats++
    if (this.#beats % BEATS_PER_DAY === 0) for (const gauge of this.#daily) gauge.day()
  }

  sample(): void {
    for (const gauge of this.#sampling) gauge.sample()
  }

  epoch(netuid: number, figures: EpochFigures): void {
    const gauges = this.#epochs
    for (let i = 0; i < gauges.length; i++) gauges[i].epoch(netuid, figures)
  }

  trade(
    cohort: number,
    member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter: number,
    alphaAfter: number,
  ): void {
    const gauges = this.#trades
    for (let i = 0; i < gauges.length; i++)
      gauges[i].trade(cohort, member, netuid, side, tao, alpha, fee, taoAfter, alphaAfter)
  }

  event(
    kind: EventKind,
    netuid: number,
    cohort: number,
    member: number,
    value: number,
    agent?: string,
  ): void {
    for (const gauge of this.#events) gauge.event(kind, netuid, cohort, member, value, agent)
  }

  close(): void {
    for (const gauge of this.#made.values()) (gauge as Gauge).close?.()
  }
}

/** The gauges of a run: those that watch from the start, and those that wait until the warm-up is over. */
export class Board {
  readonly #cards: readonly GaugeCard[]
  #run!: RunInfo
  #view!: RecordView
  #watches: GaugeWatch[] = []
  #early: GaugeWatch | undefined
  #late: GaugeWatch | undefined
  /** Block after which the warm-up is over. */
  #warm = 0

  /** @param cards  those that metrics read; a gauge that several read is made once */
  constructor(cards: readonly GaugeCard[]) {
    this.#cards = [...new Set(cards)]
  }

  open(run: RunInfo, view: RecordView): void {
    this.#run = run
    this.#view = view
    this.#warm = run.startBlock + run.warmup
    this.#early = this.#watch(run.warmup === 0 ? this.#cards : this.#cards.filter(isEarly))
    if (run.warmup === 0) this.#late = this.#early
  }

  observe(): void {
    if (!this.#late && this.#view.world.block >= this.#warm) {
      this.#late = this.#watch(this.#cards.filter((card) => !isEarly(card)))
    }
    const watches = this.#watches
    for (let i = 0; i < watches.length; i++) watches[i].observe()
  }

  sample(): void {
    for (const watch of this.#watches) watch.sample()
  }

  epoch(netuid: number, figures: EpochFigures): void {
    const watches = this.#watches
    for (let i = 0; i < watches.length; i++) watches[i].epoch(netuid, figures)
  }

  trade(
    cohort: number,
    member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter: number,
    alphaAfter: number,
  ): void {
    const watches = this.#watches
    for (let i = 0; i < watches.length; i++)
      watches[i].trade(cohort, member, netuid, side, tao, alpha, fee, taoAfter, alphaAfter)
  }

  event(
    kind: EventKind,
    netuid: number,
    cohort: number,
    member: number,
    value: number,
    agent?: string,
  ): void {
    for (const watch of this.#watches) watch.event(kind, netuid, cohort, member, value, agent)
  }

  close(): void {
    for (const watch of this.#watches) watch.close()
  }

  /** A gauge, where its watch has begun. */
  of<G extends object>(card: GaugeCard<G>): G {
    return (isEarly(card) ? this.#early! : this.#late!).of(card)
  }

  #watch(cards: readonly GaugeCard[]): GaugeWatch {
    const watch = new GaugeWatch(this.#run, this.#view, cards)
    this.#watches.push(watch)
    return watch
  }
}

const isEarly = ({ since }: GaugeCard): boolean => since === 'start'
