import type { ScriptedEvent } from '../scenario/scenario.js'
import type { Beginning } from './beginning.js'
import type { Stage } from './events/event.js'
import { scenarioEvents } from './events/index.js'

/**
 * The events of a scenario, each at its time: `at: 10 days` happens when ten days have passed, between two blocks, after
 * agents have decided. Calls that it sends are among those of the next block; what is set is in force in it.
 */
export class Script {
  readonly #events: readonly ScriptedEvent[]
  readonly #stage: Stage
  readonly #later: { at: number; happen: () => void }[] = []
  readonly #start: number
  #next = 0
  #kind = ''
  /** Block after which something happens; Infinity: nothing any more. */
  #due: number

  constructor({ world, rules, society, mempool, pauses }: Beginning, events: readonly ScriptedEvent[]) {
    this.#events = events
    this.#start = world.block
    this.#due = events.length > 0 ? this.#start + events[0].at : Number.POSITIVE_INFINITY
    this.#stage = {
      world,
      rules,
      society,
      mempool,
      note: (netuid, value) => {
        const { block } = world
        rules.log.events.push({
          block,
          kind: 'shock',
          netuid,
          cohort: -1,
          agent: -1,
          value,
          name: this.#kind,
        })
      },
      pause: (cohort, until) => {
        const pause = pauses.get(cohort)
        if (pause) pause.until = Math.max(pause.until, until)
      },
      later: (blocks, happen) => {
        this.#later.push({ at: world.block + blocks, happen })
        this.#due = Math.min(this.#due, world.block + blocks)
      },
    }
  }

  /** Between two blocks; cheap unless something is due. */
  play(): void {
    const { block } = this.#stage.world
    if (block < this.#due) return
    for (const one of this.#later.filter(({ at }) => at <= block)) {
      this.#later.splice(this.#later.indexOf(one), 1)
      one.happen()
    }
    while (this.#next < this.#events.length && block - this.#start >= this.#events[this.#next].at) {
      const { kind, values } = this.#events[this.#next++]
      this.#kind = kind
      scenarioEvents.get(kind).happen(this.#stage, values)
    }
    const next = this.#events[this.#next]
    this.#due = Math.min(
      next ? this.#start + next.at : Number.POSITIVE_INFINITY,
      ...this.#later.map(({ at }) => at),
    )
  }
}
