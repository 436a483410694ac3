import { availableParallelism } from 'node:os'
import { flag, number, single, wholeNumbers } from './flags.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

/** Flags of the command, as the parser wants them. */
export const workFlags = {
  queue: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'redis://[:password@]host[:port]',
  },
  workers: number('runs at a time; default: one for each core'),
  folder: {
    type: 'string',
    requiresArg: true,
    describe: 'where the runs go, if its path differs on this machine',
  },
  untilEmpty: flag('end when nothing waits any more'),
} as const

export interface WorkCommand {
  queue: string
  workers?: unknown
  folder?: string
  untilEmpty: boolean
  json: boolean
  quiet: boolean
}

/** A worker for a shared queue: serves until it is told to stop. */
export async function work(terminal: Terminal, command: WorkCommand): Promise<ExitCode> {
  const { untilEmpty, json, quiet } = command
  const { workers = availableParallelism() } = wholeNumbers({ workers: command.workers }, 1)
  const queue = single('--queue', command.queue, workFlags.queue.describe)
  const folder = single('--folder', command.folder, 'a folder')
  // Loaded when asked for: the queue's client is larger than the command line.
  const { serve } = await import('../sweep/queue/work.js')
  const stop = new AbortController()
  // A second signal ends the process as it would without us: what it holds goes back when the hold is not renewed.
  const onSignal = () => (stop.signal.aborted ? process.exit(EXIT.interrupted) : stop.abort())
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const say = (words: string) => terminal.err(`${words}\n`)
  try {
    const ready = () => {
      if (!quiet) say(`serving with ${workers} ${workers === 1 ? 'thread' : 'threads'}; Ctrl-C ends it`)
    }
    const tally = await serve({ url: queue, workers, folder, untilEmpty, stop: stop.signal, ready, say })
    const { complete, failed, returned } = tally
    if (json) writeJson(terminal, tally)
    if (!quiet) say(`${complete} runs complete, ${failed} failed, ${returned} given back unfinished`)
    return stop.signal.aborted ? EXIT.interrupted : EXIT.done
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}
