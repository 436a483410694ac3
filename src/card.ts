import { ScenarioError } from './errors.js'
import { nearest } from './nearest.js'

/**
 * The one shape of every plug-in: a regime, a strategy, a metric.
 *
 * A card carries what a person needs to choose it (id, one sentence, source); the family adds what the machine needs.
 */
export interface Card {
  /** Kebab-case name, as a scenario writes it. */
  readonly id: string
  /** One plain sentence. */
  readonly summary: string
  /** Where the rule comes from: public repository path, function, tag or commit. */
  readonly source: string
  /** mainnet: in force at some time; retired: once in force; proposal: never deployed; partial: known in part only. */
  readonly status?: 'mainnet' | 'retired' | 'proposal' | 'partial'
}

/** A list one can read, looked up by id. */
export interface Registry<T extends Card> {
  /** What its members are called in messages, such as `share rule`. */
  readonly family: string
  readonly all: readonly T[]
  has(id: string): boolean
  /** @throws ScenarioError naming the nearest id */
  get(id: string): T
}

/** Make a registry; a duplicate id is refused at once. */
export function registry<T extends Card>(family: string, all: readonly T[]): Registry<T> {
  const byId = new Map<string, T>()
  for (const card of all) {
    if (byId.has(card.id)) throw new Error(`two ${family} cards are called "${card.id}"`)
    byId.set(card.id, card)
  }
  return {
    family,
    all,
    has: (id) => byId.has(id),
    get(id) {
      const found = byId.get(id)
      if (found) return found
      throw new ScenarioError([
        {
          path: '',
          got: JSON.stringify(id),
          want: `a ${family}: ${[...byId.keys()].join(', ')}`,
          meant: nearest(id, byId.keys()),
        },
      ])
    },
  }
}
