import { marketFields } from '../src/agents/outside/fields.js'
import type { Fields } from '../src/fields.js'
import { genesisFields } from '../src/genesis/fields.js'
import { largestSubnets, type Snapshot } from '../src/genesis/snapshot.js'
import type { Scenario } from '../src/scenario/scenario.js'

const defaults = (fields: Fields): Record<string, never> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default])) as Record<
    string,
    never
  >

/** The smallest scenario there is: the chain alone, on a snapshot's three largest subnets, for 800 blocks. */
export function tinyScenario(snapshot: Snapshot, changes: Partial<Scenario> = {}): Scenario {
  return {
    name: 'tiny',
    question: 'Does it run?',
    protocol: { start: 'mainnet@spec475', set: {}, later: [] },
    horizon: 800,
    warmup: 0,
    seed: 'tiny',
    genesis: {
      snapshot: snapshot.id,
      netuids: largestSubnets(snapshot, 3),
      uids: 64,
      resolution: 'neurons',
      more: defaults(genesisFields),
    },
    network: { all: {}, subnets: {} },
    market: defaults(marketFields),
    population: [],
    events: [],
    record: { every: 100, epochs: 0, trades: true, validators: true, miners: true },
    hypotheses: [],
    plugins: [],
    ...changes,
  }
}
