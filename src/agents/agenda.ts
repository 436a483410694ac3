/**
 * Who wakes at which block: a wheel of buckets, one a block, each a list through the agents. A block costs those that
 * are awake, not the population. Those due later than one turn of the wheel stay in their bucket until their turn.
 */
export class Agenda {
  readonly #slots: number
  readonly #head: Int32Array
  readonly #next: Int32Array
  readonly #due: Float64Array
  /** Agents of the block at hand; the first `awakeCount` entries, ascending. */
  readonly awake: Int32Array
  awakeCount = 0

  constructor(agents: number, slots = 8192) {
    this.#slots = slots
    this.#head = new Int32Array(slots).fill(-1)
    this.#next = new Int32Array(agents).fill(-1)
    this.#due = new Float64Array(agents)
    this.awake = new Int32Array(agents)
  }

  /** Who is due when; kept as bucket lists, since their order is part of nothing else. */
  save(): Float64Array[] {
    return [Float64Array.from(this.#head), Float64Array.from(this.#next), this.#due.slice()]
  }
  restore([head, next, due]: readonly Float64Array[]): void {
    this.#head.set(head)
    this.#next.set(next)
    this.#due.set(due)
  }

  /** Wake the agent at `block`, which lies ahead. Infinity: never. */
  schedule(agent: number, block: number): void {
    if (block === Number.POSITIVE_INFINITY) return
    this.#due[agent] = block
    const slot = block % this.#slots
    this.#next[agent] = this.#head[slot]
    this.#head[slot] = agent
  }

  /** Take out everyone due at `block`, in ascending order, into `awake`. */
  collect(block: number): void {
    const slot = block % this.#slots
    let agent = this.#head[slot]
    this.#head[slot] = -1
    let count = 0
    while (agent >= 0) {
      const next = this.#next[agent]
      if (this.#due[agent] === block) this.awake[count++] = agent
      else {
        this.#next[agent] = this.#head[slot]
        this.#head[slot] = agent
      }
      agent = next
    }
    // A handful wake in most blocks; where thousands do, a subarray sorts in place without a comparator's calls.
    if (count > 1) this.awake.subarray(0, count).sort()
    this.awakeCount = count
  }
}
