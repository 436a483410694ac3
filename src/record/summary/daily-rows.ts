import { median } from '../../stats/median.js'
import type { Metric } from '../metric.js'
import { Flows } from '../rows/flows.js'
import { NetworkRow } from '../rows/network-row.js'
import { SubnetRow } from '../rows/subnet-row.js'
import { defineGauge, type Gauge, type GaugeCard, type Watch } from './gauge.js'

/**
 * Columns of the tables network and subnets as figures of a run: read once a day, whatever `record.every` is, and averaged
 * over the days on which they are not empty. Of a column of subnets the median of each day is taken.
 */
export class DailyRows implements Gauge {
  readonly #flows = new Flows()
  readonly #network: NetworkRow
  readonly #subnet: SubnetRow
  readonly #ofNetwork: readonly Metric<'network'>[]
  readonly #ofSubnets: readonly Metric<'subnets'>[]
  readonly #sum = new Map<string, number>()
  readonly #days = new Map<string, number>()
  readonly #watch: Watch

  constructor(
    watch: Watch,
    ofNetwork: readonly Metric<'network'>[],
    ofSubnets: readonly Metric<'subnets'>[],
  ) {
    this.#watch = watch
    this.#ofNetwork = ofNetwork
    this.#ofSubnets = ofSubnets
    this.#network = new NetworkRow(watch.view, this.#flows)
    this.#subnet = new SubnetRow(watch.view, this.#flows)
    this.#mark()
  }

  day(): void {
    const { world } = this.#watch
    this.#flows.look(world)
    this.#network.look()
    for (const metric of this.#ofNetwork) this.#add(metric.id, metric.sample(this.#network))
    for (const metric of this.#ofSubnets) this.#add(metric.id, this.#medianOf(metric))
    this.#mark()
  }

  /** NaN if the column was always empty. @param id of the metric, such as `network.apy_root_frac` */
  meanOf(id: string): number {
    return (this.#sum.get(id) ?? Number.NaN) / (this.#days.get(id) ?? Number.NaN)
  }

  #medianOf(metric: Metric<'subnets'>): number {
    const values: number[] = []
    for (const netuid of this.#watch.world.netuids) {
      this.#subnet.netuid = netuid
      const value = metric.sample(this.#subnet)
      if (Number.isFinite(value)) values.push(value)
    }
    return median(values)
  }

  #add(id: string, value: number): void {
    if (!Number.isFinite(value)) return
    this.#sum.set(id, (this.#sum.get(id) ?? 0) + value)
    this.#days.set(id, (this.#days.get(id) ?? 0) + 1)
  }

  #mark(): void {
    this.#flows.mark(this.#watch.world)
    this.#network.mark()
  }
}

/** A gauge of columns; each column is given to one gauge alone. */
export const dailyRowsGauge = (
  name: string,
  ofNetwork: readonly Metric<'network'>[],
  ofSubnets: readonly Metric<'subnets'>[],
): GaugeCard<DailyRows> => defineGauge(name, (watch) => new DailyRows(watch, ofNetwork, ofSubnets))
