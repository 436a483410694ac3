import { performOrder } from '../../src/sweep/perform.js'
import type { RunQueue } from '../../src/sweep/queue/queue.js'

/** Carries out orders here, one after another. */
export const hereQueue = (folder: string): RunQueue => ({
  width: 1,
  async *carryOut(orders, stop) {
    for (const order of orders) {
      yield await performOrder(order, folder, { stop: () => stop.aborted })
      if (stop.aborted) return
    }
  },
  close: () => Promise.resolve(),
})
