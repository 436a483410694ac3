import type { World } from '../../state/world.js'
import { subnetStakes, wealths } from '../holdings.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Watch } from './gauge.js'

type Share = 'incentive' | 'dividends' | 'stakeWeight'

/** Who holds what at the end of the run, each list in ascending order. */
export class FinalState {
  readonly #view: RecordView
  readonly #world: World
  #wealths: Float64Array | undefined
  #stakes: Map<number, Float64Array> | undefined

  constructor({ view, world }: Watch) {
    this.#view = view
    this.#world = world
  }

  /** TAO wealth of every wallet that has any. */
  get wealths(): Float64Array {
    this.#wealths ??= wealths(this.#view).sort()
    return this.#wealths
  }

  /** Alpha of every wallet that has any, subnet by subnet; those with fewer than two wallets are left out. */
  get stakesOfWallets(): readonly Float64Array[] {
    this.#stakes ??= subnetStakes(this.#world)
    return [...this.#stakes.values()].filter((stakes) => stakes.length > 1).map((stakes) => stakes.sort())
  }

  /** A share of every UID in use at the last epoch, subnet by subnet; subnets without consensus are left out. */
  ofUids(column: Share): readonly Float64Array[] {
    const { netuids, subnets, neurons, stride } = this.#world
    return [...netuids]
      .filter((netuid) => subnets.resolution[netuid] === 1 && subnets.neuronCount[netuid] > 0)
      .map((netuid) =>
        neurons[column].slice(netuid * stride, netuid * stride + subnets.neuronCount[netuid]).sort(),
      )
  }
}

export const finalStateGauge = defineGauge('final-state', (watch) => new FinalState(watch))
