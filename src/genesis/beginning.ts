import type { Compiled } from '../agents/params.js'
import type { Society } from '../agents/society.js'
import type { Mempool } from '../chain/mempool.js'
import type { Rules } from '../chain/rules.js'
import type { Streams } from '../random/streams.js'
import type { Scenario } from '../scenario/scenario.js'
import type { World } from '../state/world.js'
import type { Additions } from './additions.js'
import type { Pauses } from './pauses.js'
import type { Snapshot } from './snapshot.js'

/** All that one run needs and nothing else: pure data, so that it runs anywhere and again. */
export interface RunInput {
  scenario: Scenario
  /** The whole snapshot; the scenario says which of its subnets are simulated. */
  snapshot: Snapshot
  seed: string
  /** Compiled curves of the scenario. */
  curves: Compiled
  /** What the scenario's own files bring along. */
  additions?: Additions
}

/** A world at block 0, the rules it lives under, and those who live in it. */
export interface Beginning {
  world: World
  rules: Rules
  society: Society
  mempool: Mempool
  streams: Streams
  /** Cohorts that the scenario's events will pause. */
  pauses: Pauses
}
