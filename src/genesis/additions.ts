import { strategies } from '../agents/index.js'
import type { Strategy } from '../agents/strategy.js'
import { type Card, type Registry, registry } from '../card.js'
import { families, type RuleFamilies } from '../chain/regimes.js'
import type { Family } from '../chain/rules.js'
import type { Metric } from '../record/metric.js'
import type { ScenarioCatalogue } from '../scenario/scenario.js'

/** What a scenario's own files bring into its runs, beside what the house has. */
export interface Additions {
  // biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters and memory of its own
  readonly strategies: readonly Strategy<any, any>[]
  readonly metrics: readonly Metric[]
  readonly regimes: Readonly<Partial<Record<Family, readonly Card[]>>>
}

export const NO_ADDITIONS: Additions = { strategies: [], metrics: [], regimes: {} }

/** The registries of one run: new lists, so that what one scenario brings no other run sees. */
const widened = <T extends Card>(all: Registry<T>, more: readonly T[] = []): Registry<T> =>
  more.length === 0 ? all : registry(all.family, [...all.all, ...more])

export const strategiesWith = ({ strategies: more }: Additions): typeof strategies =>
  widened(strategies, more)

export function familiesWith({ regimes }: Additions): RuleFamilies {
  const entries = Object.entries(families).map(([family, all]) => [
    family,
    widened(all as Registry<Card>, regimes[family as Family]),
  ])
  return Object.fromEntries(entries) as unknown as RuleFamilies
}

/** All that a scenario may name, its own additions included. */
export function catalogueWith(catalogue: ScenarioCatalogue, additions: Additions): ScenarioCatalogue {
  const { regimes, metrics = [] } = catalogue
  return {
    ...catalogue,
    strategies: widened(catalogue.strategies, additions.strategies),
    regimes: Object.fromEntries(
      Object.entries(regimes).map(([family, all]) => [
        family,
        widened(all, additions.regimes[family as Family]),
      ]),
    ),
    metrics: [...metrics, ...additions.metrics.flatMap(({ id, column }) => [id, column])],
  }
}
