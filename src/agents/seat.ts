import type { Mempool } from '../chain/mempool.js'

/** Who sits at the desk, and the one way from there into the mempool. */
export class Seat {
  protected readonly mempool: Mempool
  coldkey = -1
  cohort = -1
  agent = -1
  /** 32 bits that name the agent whatever its place in the population. */
  key = 0
  block = 0
  /** Calls of mine in this decision so far. */
  protected turn = 0
  /** Set by `leave`. */
  left = false
  /** Set by `exit` and `entry`: what the records should be told of this decision. */
  told: 'nothing' | 'exit' | 'entry' = 'nothing'

  constructor(mempool: Mempool) {
    this.mempool = mempool
  }

  /** The next agent sits down. */
  seat(coldkey: number, cohort: number, agent: number, key: number, block: number): void {
    this.coldkey = coldkey
    this.cohort = cohort
    this.agent = agent
    this.key = key
    this.block = block
    this.turn = 0
    this.left = false
    this.told = 'nothing'
  }

  /** A call of mine. @returns its row, for what the columns named here do not hold */
  protected row(
    kind: number,
    hotkey: number,
    netuid: number,
    amount: number,
    limit: number,
    partial: number,
  ): number {
    const pool = this.mempool
    const row = pool.push(kind, this.coldkey, hotkey, netuid, amount, limit, partial)
    pool.cohort[row] = this.cohort
    pool.agent[row] = this.agent
    pool.draw(row, this.block, this.key, this.turn++)
    return row
  }

  /**
   * As the author of the next block: run my last call right before (-1) or after (1) a pending row. Without effect where
   * the network's ordering gives authors no such power.
   */
  placeBeside(row: number, side: -1 | 1): void {
    if (this.turn > 0) this.mempool.placeBeside(this.mempool.count - 1, row, side)
  }
}
