import { ScenarioError } from '../errors.js'
import { tableFormats } from '../record/sinks/format.js'
import type { CellRun } from '../sweep/cell-run.js'
import type { Desk } from './desk.js'
import { flag, json, number, out, quiet, single, wholeNumbers } from './flags.js'
import { usageProblem } from './terminal.js'
import type { Argv } from './yargs.js'

const sizes = ['quick', 'full'] as const
const size = {
  choices: sizes,
  default: 'full' as (typeof sizes)[number],
  requiresArg: true,
  describe: 'which of the values written {quick: ..., full: ...}',
} as const

/** Of `run`, for a sweep file: which of its runs. */
export const cellOptions = {
  cell: number('of a sweep file: the cell to run'),
  rep: number('and the replicate; default 0'),
  'attack-off': flag('and its counterfactual, without the attack'),
  size,
} as const

interface CellArguments {
  cell?: unknown
  rep?: unknown
  'attack-off': boolean
  size: (typeof sizes)[number]
  seed?: string
}

/** The run of a sweep that the flags of `run` name, if they name one. @throws ScenarioError if they cannot */
export function cellOf(given: CellArguments): CellRun | undefined {
  const { 'attack-off': attackOff, size, seed } = given
  const { cell, rep } = wholeNumbers({ cell: given.cell, rep: given.rep }, 0)
  if (cell === undefined && rep === undefined && !attackOff) return undefined
  if (seed !== undefined) {
    const want = 'none: the seed of a sweep and the number of a replicate say what is drawn'
    throw new ScenarioError([usageProblem('--seed', `${seed} with a run of a sweep`, want)])
  }
  return { cell: cell ?? 0, rep: rep ?? 0, attackOff, size }
}

export function addSweep(parser: Argv, desk: Desk): void {
  parser.command(
    'sweep <file>',
    'all cells and replicates of an experiment; run again, it goes on where it stopped',
    (y) =>
      y
        .positional('file', { type: 'string', demandOption: true, describe: 'YAML file of the sweep' })
        .option('workers', number('threads; default: one a core'))
        .option('queue', { ...text('local, or redis://...'), default: 'local' })
        .option('shard', text('i/n: do the i-th of n parts'))
        .option('collect', flag('run nothing: make the tables from the runs there are'))
        .option('from', { ...text('other output folders to bring runs from'), array: true })
        .option('format', {
          choices: tableFormats,
          default: 'csv' as const,
          requiresArg: true,
          describe: 'of the gathered tables',
        })
        .option('size', size)
        .option('limit', number('only so many cells, the first'))
        .options({ out, json, quiet }),
    async (a) => {
      const { file, shard, collect, from, format, size, json, quiet } = a
      const { workers, limit } = wholeNumbers({ workers: a.workers, limit: a.limit }, 1)
      const folder = single('--out', a.out, 'a folder')
      const queue = single('--queue', a.queue, 'local, or redis://...')
      // Loaded when asked for: a single run needs neither threads nor statistics.
      const { sweepCommand } = await import('./sweep.js')
      desk.code = await sweepCommand(desk.terminal, {
        file,
        out: folder,
        workers,
        queue,
        shard: shard === undefined ? undefined : shardOf(shard),
        collect,
        from,
        format,
        size,
        limit,
        json,
        quiet,
      })
    },
  )
}

const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const

/** `2/8`. @throws ScenarioError if it is no such thing; whether there is such a shard the sweep says */
function shardOf(text: string): { index: number; count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  if (!match) throw new ScenarioError([usageProblem('--shard', JSON.stringify(text), 'i/n, such as 2/8')])
  return { index: Number(match[1]), count: Number(match[2]) }
}
