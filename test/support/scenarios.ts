import { marketFields } from '../../src/agents/outside/fields.js'
import type { Fields } from '../../src/fields.js'
import { genesisFields } from '../../src/genesis/fields.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { genesis, type RunInput } from '../../src/genesis.js'
import type { Scenario } from '../../src/scenario/scenario.js'

/** Every field at its default. */
export const defaultsOf = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.optional ? undefined : field.default]),
  )

/** A scenario without a file: mainnet's snapshot, nobody in it, one day. Override what the test is about. */
export function scenarioOf(change: Partial<Scenario> & { netuids?: readonly number[] } = {}): Scenario {
  const { netuids, ...rest } = change
  const snapshot = shippedSnapshot()
  return {
    name: 'test',
    question: '',
    protocol: { start: 'mainnet@spec475', set: {}, later: [] },
    horizon: 7200,
    warmup: 0,
    seed: '1',
    genesis: {
      snapshot: snapshot.id,
      netuids: netuids ?? snapshot.subnets.map(({ netuid }) => netuid),
      uids: 256,
      resolution: 'aggregate',
      more: defaultsOf(genesisFields) as never,
    },
    network: { all: {}, subnets: {} },
    market: defaultsOf(marketFields) as never,
    population: [],
    events: [],
    record: { every: 7200, epochs: 7200, trades: false, validators: false, miners: false },
    hypotheses: [],
    plugins: [],
    ...rest,
  }
}

export const inputOf = (scenario: Scenario, seed = scenario.seed): RunInput => ({
  scenario,
  snapshot: shippedSnapshot(scenario.genesis.snapshot),
  seed,
  curves: new Map(),
})

export const beginningOf = (scenario: Scenario) => genesis(inputOf(scenario))
