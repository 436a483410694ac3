import type { World } from '../../state/world.js'
import type { EventKind, RunInfo } from '../run.js'
import type { EpochFigures, RecordView } from '../view.js'

/**
 * Something that is measured while the run goes on, from which metrics of the run are read at its end. It keeps
 * accumulators, not what it saw: its size may grow with subnets, cohorts and days, never with blocks or trades.
 *
 * What it does not declare costs nothing. All are called between blocks, after the block they are about. Any object may be a
 * gauge, one without these methods too: it compares the beginning of its watch with the end.
 */
export interface Gauge {
  /** Every 60 blocks, whatever `record.every` is: the first time 60 blocks after the watch began. */
  beat?(): void
  /** Every 7,200 blocks, after the beat of the same block. */
  day?(): void
  /** At each sample of the tables. */
  sample?(): void
  /** Each epoch of each subnet, recorded or not; the neuron table holds its result. */
  epoch?(netuid: number, figures: EpochFigures): void
  /** Each swap of a user, recorded or not; as in `Recorder.trade`. Costs some 20 ns a trade in a run without. */
  trade?(
    cohort: number,
    member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter: number,
    alphaAfter: number,
  ): void
  /** Each event but refusals, as in `Recorder.event`. */
  event?(kind: EventKind, netuid: number, cohort: number, member: number, value: number, agent?: string): void
  /** The run is complete, before any metric is read. */
  close?(): void
}

/** A stretch of the run that gauges watch: all of it, or what comes behind the warm-up. */
export interface Watch {
  readonly run: RunInfo
  readonly view: RecordView
  readonly world: World
  /** Block after which the watch began: the state that a gauge sees when it is made. */
  readonly from: number
  /** Days watched so far, 7,200 blocks each. */
  readonly days: number
  /** Another gauge of the same watch, made if it is not there yet; it is called before the one that asks for it. */
  of<G extends object>(card: GaugeCard<G>): G
}

/**
 * How a gauge is made: once a run, for all metrics that read it, when its watch begins.
 *
 * The card itself is what metrics and other gauges find it by.
 */
export interface GaugeCard<G extends object = object> {
  readonly name: string
  /** `warm-up`: it is made when the warm-up is over; `start`: when the run begins, and the warm-up counts. */
  readonly since: 'warm-up' | 'start'
  make(watch: Watch): G
}

/** Declare a gauge. @example defineGauge('daily-prices', (watch) => new DailyPrices(watch)) */
export const defineGauge = <G extends object>(
  name: string,
  make: (watch: Watch) => G,
  since: 'warm-up' | 'start' = 'warm-up',
): GaugeCard<G> => ({ name, since, make })
