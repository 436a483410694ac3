import type { SavedSociety } from '../agents/society.js'
import { restoreRules, type SavedRules, saveRules } from '../chain/save-rules.js'
import { ScenarioError } from '../errors.js'
import { type Beginning, genesis, type RunInput } from '../genesis.js'
import type { SavedStreams } from '../random/streams.js'
import { restoreWorld, type SavedWorld, saveWorld } from '../state/save-world.js'

/** A run between two blocks: the chain, its rules, those who live in it, and where every stream of chance stands. */
export interface SavedRun {
  readonly world: SavedWorld
  readonly rules: SavedRules
  readonly society: SavedSociety
  readonly streams: SavedStreams
}

/** Everything that decides how a run goes on, as plain data; `packState` makes bytes of it. */
export function saveRun({ world, rules, society, streams }: Beginning): SavedRun {
  return {
    world: saveWorld(world),
    rules: saveRules(rules),
    society: society.save(),
    streams: streams.save(),
  }
}

/**
 * The run that was saved, from the same input: it goes on to the same state, to the last bit. Two loads of one state share
 * nothing. With another scenario of the same people and subnets it is a branch: the same past under other rules.
 *
 * What records gather between samples is not part of it: they begin anew.
 *
 * @throws Error if the state does not fit the input; ScenarioError if the input scripts events
 */
export function loadRun(input: RunInput, saved: SavedRun): Beginning {
  const { events } = input.scenario
  if (events.length > 0) {
    const want = 'none: what a script has done and has yet to do is not part of a saved state'
    throw new ScenarioError([{ path: 'events', got: `${events.length} events`, want }])
  }
  const beginning = genesis(input)
  restoreRules(beginning.rules, saved.rules)
  restoreWorld(beginning.world, saved.world)
  beginning.society.restore(saved.society)
  beginning.streams.restore(saved.streams)
  return beginning
}
