import type { Society } from '../../agents/society.js'
import type { Mempool } from '../../chain/mempool.js'
import type { Rules } from '../../chain/rules.js'
import type { Fields, ParamsOf } from '../../fields.js'
import type { EventCard } from '../../scenario/scenario.js'
import { REST } from '../../state/ledger.js'
import { positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'

/** What an event may touch: it happens between two blocks, after agents have decided. */
export interface Stage {
  readonly world: World
  readonly rules: Rules
  readonly society: Society
  /** Calls that an event sends are carried out among those of the next block. */
  readonly mempool: Mempool
  /** Tell the records that it happened. @param netuid -1 for none, @param size in people's units, NaN for none */
  note(netuid: number, size: number): void
  /** Let the members of a cohort sleep until this block. */
  pause(cohort: string, until: number): void
  /** Once more after so many blocks: for what takes two calls. */
  later(blocks: number, happen: () => void): void
}

/** Something that a scenario may let happen at a set time: its fields, and what it does. */
export interface ScenarioEvent<F extends Fields = Fields> extends EventCard {
  readonly fields: F
  happen(stage: Stage, values: ParamsOf<F>): void
}

export const defineEvent = <F extends Fields>(event: ScenarioEvent<F>): ScenarioEvent<F> => event

/** Who sends a call. */
export interface Actor {
  readonly coldkey: number
  readonly cohort: number
  readonly agent: number
}

/** A member of the cohort, the first that is at home on the subnet if there is one; or those whom no cohort models. */
export function actorOf({ society }: Stage, id: string, netuid = -1): Actor {
  const cohort = society.cohorts.find((each) => each.id === id && each.size > 0)
  if (!cohort) return { coldkey: REST, cohort: -1, agent: -1 }
  const agent = Math.max(0, cohort.netuid.indexOf(netuid))
  return { coldkey: cohort.coldkey[agent], cohort: cohort.index, agent }
}

/** What a coldkey holds on a subnet, by share pool, RAO of alpha. */
export function holdings(
  { world }: Stage,
  coldkey: number,
  netuid: number,
): { pool: number; alpha: number }[] {
  const { positions, sharePools, coldkeys } = world
  const found: { pool: number; alpha: number }[] = []
  for (let p = coldkeys.firstPosition[coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
    const pool = positions.pool[p]
    const alpha = Math.floor(positionValue(world, p))
    if (sharePools.netuid[pool] === netuid && alpha > 0) found.push({ pool, alpha })
  }
  return found
}
