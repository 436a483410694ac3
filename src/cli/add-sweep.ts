import { ScenarioError } from '../errors.js'
import { tableFormats } from '../record/sinks/format.js'
import type { CellRun } from '../sweep/cell-run.js'
import type { Desk } from './desk.js'
import { usageProblem } from './terminal.js'
import type { Argv } from './yargs.js'

const sizes = ['quick', 'full'] as const
const size = {
  choices: sizes,
  default: 'full' as (typeof sizes)[number],
  describe: 'values written {quick: ..., full: ...}: which',
} as const

/** Of `run`, for a sweep file: which of its runs. */
export const cellOptions = {
  cell: { type: 'number', describe: 'of a sweep file: the cell to run' },
  rep: { type: 'number', describe: 'and the replicate; default 0' },
  'attack-off': { type: 'boolean', default: false, describe: 'and its counterfactual, without the attack' },
  size,
} as const

interface CellArguments {
  cell?: number
  rep?: number
  'attack-off': boolean
  size: (typeof sizes)[number]
}

/** The run of a sweep that the flags of `run` name, if they name one. */
export function cellOf({ cell, rep, 'attack-off': attackOff, size }: CellArguments): CellRun | undefined {
  if (cell === undefined && rep === undefined && !attackOff) return undefined
  return { cell: cell ?? 0, rep: rep ?? 0, attackOff, size }
}

export function addSweep(parser: Argv, desk: Desk): void {
  parser.command(
    'sweep <file>',
    'all cells and replicates of an experiment; run again, it goes on where it stopped',
    (y) =>
      y
        .positional('file', { type: 'string', demandOption: true, describe: 'YAML file of the sweep' })
        .option('workers', { type: 'number', describe: 'threads; default: one a core' })
        .option('queue', { type: 'string', default: 'local', describe: 'local, or redis://...' })
        .option('shard', { type: 'string', describe: 'i/n: do the i-th of n parts' })
        .option('collect', flag('run nothing: make the tables from the runs there are'))
        .option('from', { type: 'string', array: true, describe: 'other output folders to bring runs from' })
        .option('format', {
          choices: tableFormats,
          default: 'csv' as const,
          describe: 'of the gathered tables',
        })
        .option('size', size)
        .option('limit', { type: 'number', describe: 'only so many cells, the first' })
        .option('out', { type: 'string', default: 'outputs', describe: 'folder for outputs' })
        .option('json', flag('one JSON value on stdout'))
        .option('quiet', flag('no progress, no remarks')),
    async (a) => {
      const { file, out, workers, queue, shard, collect, from, format, size, limit, json, quiet } = a
      refuseNumbers({ '--workers': workers, '--limit': limit })
      // Loaded when asked for: a single run needs neither threads nor statistics.
      const { sweepCommand } = await import('./sweep.js')
      desk.code = await sweepCommand(desk.terminal, {
        file,
        out,
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

const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const

/** `2/8`. @throws ScenarioError if it is no such thing; whether there is such a shard the sweep says */
function shardOf(text: string): { index: number; count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  if (!match) throw new ScenarioError([usageProblem('--shard', JSON.stringify(text), 'i/n, such as 2/8')])
  return { index: Number(match[1]), count: Number(match[2]) }
}

function refuseNumbers(given: Readonly<Record<string, number | undefined>>): void {
  const problems = Object.entries(given)
    .filter(([, value]) => value !== undefined && !(Number.isSafeInteger(value) && value >= 1))
    .map(([name, value]) => usageProblem(name, String(value), 'a whole number from 1'))
  if (problems.length > 0) throw new ScenarioError(problems)
}
