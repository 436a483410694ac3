import { Worker } from 'node:worker_threads'

/** Milliseconds without the end of a block after which it is said; up to twice as long, for it is looked that often. */
const PATIENCE = 15_000

/** In a thread of its own, for a loop that never ends lets no timer in, and no signal. */
const watch = `
const { workerData } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const { beats, patience, words } = workerData
for (let last = -1; ; ) {
  const now = Atomics.load(beats, 0)
  if (now === last) break
  last = now
  Atomics.wait(beats, 0, now, patience)
}
writeSync(2, words)
`

export interface StallWatch {
  /** A block has ended. */
  beat(done: number): void
  release(): void
}

/**
 * Says once on stderr that blocks have stopped ending, which a run with code of the user's own may do: whoever waits for
 * it knows then that Ctrl-C is not heard.
 */
export function watchForStall(words: string, patience = PATIENCE): StallWatch {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  // Without the flags of this process: they may ask for code of another kind, or for loaders.
  const thread = new Worker(watch, { eval: true, execArgv: [], workerData: { beats, patience, words } })
  thread.unref()
  return {
    beat: (done) => {
      Atomics.store(beats, 0, done)
    },
    release: () => {
      thread.terminate()
    },
  }
}
