import { workerData } from 'node:worker_threads'
import { performOrder } from '../perform.js'
import type { OrderDone, RunOrder } from './queue.js'

/** What a worker thread is given when it starts. */
export interface WorkerTask {
  /** Of the runs. */
  readonly folder: string
  /** One Int32; 1 asks every run to end after its block. */
  readonly stop: SharedArrayBuffer
}

/** The body of a worker thread: one order after another. It is told to stop through shared memory, since a run never waits. */
const { folder, stop } = workerData as WorkerTask
const flag = new Int32Array(stop)
const hooks = { stop: () => Atomics.load(flag, 0) === 1 }

export default (order: RunOrder): Promise<OrderDone> => performOrder(order, folder, hooks)
