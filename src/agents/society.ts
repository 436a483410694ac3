import { type Log, type LogListener, logEvent } from '../chain/log.js'
import type { Mempool } from '../chain/mempool.js'
import type { ChainView } from '../chain/view.js'
import type { World } from '../state/world.js'
import { Agenda } from './agenda.js'
import type { Cohort } from './cohort.js'
import type { Delegation } from './delegation.js'
import { Desk } from './desk.js'
import { Cursor } from './me.js'
import type { SavedMemory } from './memory.js'
import type { Outside } from './outside/outside.js'

/** What agents remember, and when each looks next: plain data. */
export interface SavedSociety {
  readonly agenda: readonly Float64Array[]
  readonly cohorts: readonly {
    readonly memory: SavedMemory
    readonly shared: SavedMemory
    readonly gone: Uint8Array
    readonly totals: Cohort['totals']
  }[]
}

/** Agents of a block that are read ahead: of more, the first would be out of the cache again before they decide. */
const READ_AHEAD = 16

/**
 * Everyone who acts: cohorts of agents, and the agenda of who looks at which block.
 *
 * Agents decide after a block, each having seen that block and none the next; what they ask for waits in the mempool.
 */
export class Society implements LogListener {
  readonly cohorts: readonly Cohort[]
  readonly chain: ChainView
  readonly outside: Outside
  readonly #cursors: readonly Cursor[]
  readonly #desk: Desk
  readonly #log: Log
  readonly #agenda: Agenda
  /** First agent number of each cohort; agents are numbered through. */
  readonly #first: Int32Array
  readonly #cohortOf: Uint16Array
  /** By cohort: 1 if its strategy watches what the others ask for. */
  readonly #watches: Uint8Array
  readonly #anyWatches: boolean
  /** Means nothing: it keeps the compiler from leaving out reads that nothing else depends on. */
  touched = 0

  constructor(
    world: World,
    chain: ChainView,
    cohorts: readonly Cohort[],
    delegation: Delegation,
    outside: Outside,
    mempool: Mempool,
    log: Log,
  ) {
    this.cohorts = cohorts
    this.chain = chain
    this.outside = outside
    this.#desk = new Desk(mempool, outside)
    this.#log = log
    const byId = new Map(cohorts.map((cohort) => [cohort.id, cohort]))
    const around = { world, chain, delegation, cohort: (id: string) => byId.get(id) }
    this.#cursors = cohorts.map((cohort) => new Cursor(cohort, around))
    this.#first = new Int32Array(cohorts.length)
    const agents = cohorts.reduce((total, cohort) => total + cohort.size, 0)
    this.#cohortOf = new Uint16Array(agents)
    this.#agenda = new Agenda(agents)
    this.#watches = Uint8Array.from(cohorts, ({ strategy }) => (strategy.watches === true ? 1 : 0))
    this.#anyWatches = this.#watches.includes(1)
    let agent = 0
    for (const cohort of cohorts) {
      this.#first[cohort.index] = agent
      this.#cohortOf.fill(cohort.index, agent, agent + cohort.size)
      agent += cohort.size
    }
  }

  /** Once, at genesis: let everyone be born, and draw when each first looks, uniform over its own period. */
  open(): void {
    this.outside.open(this.chain)
    for (const cursor of this.#cursors) {
      const { cohort } = cursor
      for (let member = 0; member < cohort.size; member++) {
        cursor.member = member
        cohort.strategy.start?.(cursor, this.chain, this.outside)
        const period = cohort.strategy.wake(cursor, this.chain)
        if (!Number.isFinite(period)) continue
        const phase = Math.floor(cursor.random('phase').uniform() * Math.max(1, period))
        this.#agenda.schedule(this.#first[cohort.index] + member, this.chain.block + 1 + phase)
      }
    }
  }

  /** Those who are awake decide; those who watch the others decide last. */
  decide(): void {
    const { chain, outside } = this
    const block = chain.block
    outside.step(chain)
    this.#agenda.collect(block)
    const { awake, awakeCount } = this.#agenda
    if (awakeCount <= READ_AHEAD) this.#readAhead()
    if (!this.#anyWatches) {
      for (let k = 0; k < awakeCount; k++) this.#wake(awake[k], block)
      return
    }
    for (let late = 0; late < 2; late++) {
      for (let k = 0; k < awakeCount; k++) {
        if (this.#watches[this.#cohortOf[awake[k]]] === late) this.#wake(awake[k], block)
      }
    }
  }

  /** Before the first of those who are awake decides: see `Cursor.touch`. */
  #readAhead(): void {
    const { awake, awakeCount } = this.#agenda
    let touched = 0
    for (let k = 0; k < awakeCount; k++) {
      const index = this.#cohortOf[awake[k]]
      touched += this.#cursors[index].touch(awake[k] - this.#first[index])
    }
    this.touched = touched
  }

  #wake(agent: number, block: number): void {
    const index = this.#cohortOf[agent]
    const cursor = this.#cursors[index]
    const { cohort } = cursor
    const member = agent - this.#first[index]
    cursor.member = member
    this.#desk.seat(cursor.coldkey, index, member, cursor.key, block)
    cohort.strategy.decide(cursor, this.chain, this.#desk, this.outside)
    if (this.#desk.told !== 'nothing') {
      logEvent(this.#log, block, this.#desk.told, cursor.netuid, cursor.worth(), index, member)
    }
    if (this.#desk.left) {
      cohort.gone[member] = 1
      return
    }
    const wait = Math.max(1, Math.floor(cohort.strategy.wake(cursor, this.chain)))
    this.#agenda.schedule(agent, block + wait)
  }

  /** What agents remember, and when each looks next. */
  save(): SavedSociety {
    return {
      agenda: this.#agenda.save(),
      cohorts: this.cohorts.map(({ memory, shared, gone, totals }) => ({
        memory: memory.save(),
        shared: shared.save(),
        gone: gone.slice(),
        totals: { ...totals },
      })),
    }
  }
  restore({ agenda, cohorts }: SavedSociety): void {
    if (cohorts.length !== this.cohorts.length) throw new Error('the saved state is of another population')
    this.#agenda.restore(agenda)
    cohorts.forEach(({ memory, shared, gone, totals }, k) => {
      const cohort = this.cohorts[k]
      if (gone.length !== cohort.size)
        throw new Error(`the saved state has another number of agents in "${cohort.id}"`)
      cohort.memory.restore(memory)
      cohort.shared.restore(shared)
      cohort.gone.set(gone)
      Object.assign(cohort.totals, totals)
    })
  }

  traded(cohort: number): void {
    if (cohort >= 0) this.cohorts[cohort].totals.trades++
  }

  refused(_kind: number, _code: number, cohort: number): void {
    if (cohort >= 0) this.cohorts[cohort].totals.refusals++
  }
}
