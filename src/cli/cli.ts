import { ScenarioError } from '../errors.js'
import { nearest } from '../nearest.js'
import { tableFormats } from '../record/sinks/format.js'
import { addCompare, addReport } from './add-report.js'
import { addSweep, cellOf, cellOptions } from './add-sweep.js'
import { check } from './check.js'
import { type Engine, topics } from './engine.js'
import { list } from './list.js'
import { replay } from './replay.js'
import { report, UsageError } from './report-error.js'
import { run } from './run.js'
import { schema, schemaTopics } from './schema.js'
import { EXIT, type ExitCode, type Terminal, usageProblem } from './terminal.js'
import { work, workFlags } from './work.js'
import { type Argv, flagsOf, yargs } from './yargs.js'

/** What every command works with, and where it leaves its exit code. */
export interface Desk {
  readonly engine: Engine
  readonly terminal: Terminal
  code: ExitCode
}

/** Run the command that `args` say. @returns the exit code */
export async function runCommand(
  args: readonly string[],
  engine: Engine,
  terminal: Terminal,
): Promise<ExitCode> {
  const desk: Desk = { engine, terminal, code: EXIT.done }
  try {
    // Help and version are printed through the callback, so that nothing ends the process on its own.
    await parserOf(args, desk).parseAsync([...args], {}, (_error, _argv, output) => {
      if (output) terminal.out(`${output}\n`)
    })
    return desk.code
  } catch (error) {
    return report(error, args.includes('--json'), terminal)
  }
}

function parserOf(args: readonly string[], desk: Desk) {
  const parser = yargs([...args])
    .scriptName('taolab')
    .locale('en')
    .usage("taolab <command>\n\nA laboratory for Bittensor's token economy.")
  for (const add of [
    addRun,
    addCheck,
    addSweep,
    addList,
    addSchema,
    addReplay,
    addReport,
    addCompare,
    addConform,
    addBench,
    addWork,
  ])
    add(parser, desk)
  return parser
    .demandCommand(1, 'which command?')
    .strict()
    .recommendCommands()
    .version(desk.engine.version)
    .help()
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(suggested(message, parser))
    })
}

/** What the parser says of an unknown flag or choice, and the one that was perhaps meant. */
function suggested(message: string, parser: Argv): string {
  const flag = /^Unknown argument: (\S+)$/.exec(message)?.[1]
  if (flag !== undefined) return withNearest(message, flag, '--', flagsOf(parser))
  const choice = /Given: "([^"]*)", Choices: (.*)$/m.exec(message)
  if (!choice) return message
  return withNearest(message, choice[1], '', choice[2].replaceAll('"', '').split(', '))
}

function withNearest(message: string, given: string, mark: string, names: readonly string[]): string {
  const meant = nearest(given, names)
  return meant === undefined ? message : `${message}\nDid you mean ${mark}${meant}?`
}

const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const
const json = flag('one JSON value on stdout')
const quiet = flag('no progress, no remarks')
const settings = {
  type: 'string',
  array: true,
  default: [] as string[],
  describe: 'path=value: replace a value of the scenario',
} as const

function addRun(parser: Argv, desk: Desk): void {
  parser.command(
    'run [scenario]',
    'one run of one scenario',
    (y) =>
      y
        .positional('scenario', { type: 'string', describe: 'YAML file' })
        .option('seed', { type: 'string', describe: 'instead of the one in the scenario' })
        .option('set', settings)
        .option('out', { type: 'string', default: 'outputs', describe: 'folder for outputs' })
        .option('format', { choices: tableFormats, default: 'csv' as const, describe: 'files to write' })
        .option('force', flag('run again, beside a finished identical run'))
        .options(cellOptions)
        .options({ json, quiet }),
    async (a) => {
      const { files, set } = filesAndSettings(a.scenario === undefined ? [] : [a.scenario], a.set, 1)
      const { seed, out, format, force, json, quiet } = a
      desk.code = await run(desk.engine, desk.terminal, {
        scenario: files[0],
        seed: seedOf(seed),
        set,
        out: once('--out', out) ?? 'outputs',
        format,
        force,
        json,
        quiet,
        cell: cellOf(a),
      })
    },
  )
}

function addCheck(parser: Argv, desk: Desk): void {
  parser.command(
    'check [scenarios..]',
    'read and validate scenarios, print them as resolved; run nothing',
    (y) =>
      y
        .positional('scenarios', { type: 'string', array: true, describe: 'YAML files' })
        .option('set', settings)
        .option('size', cellOptions.size)
        .options({ json }),
    async (a) => {
      const { files, set } = filesAndSettings(a.scenarios ?? [], a.set, Number.POSITIVE_INFINITY)
      const { json, size } = a
      desk.code = await check(desk.engine, desk.terminal, { scenarios: files, set, json, size })
    },
  )
}

function addList(parser: Argv, desk: Desk): void {
  parser.command(
    'list <topic> [id]',
    `what there is: ${topics.join(', ')}`,
    (y) =>
      y
        .positional('topic', { choices: topics, demandOption: true })
        .positional('id', { type: 'string', describe: 'one of them, in full' })
        .options({ json }),
    async (a) => {
      desk.code = await list(desk.engine, desk.terminal, a)
    },
  )
}

function addSchema(parser: Argv, desk: Desk): void {
  parser.command(
    'schema [topic]',
    'JSON Schema of scenarios or sweeps; data dictionary of the outputs',
    (y) => y.positional('topic', { choices: schemaTopics, default: 'scenario' as const }).options({ json }),
    (a) => {
      desk.code = schema(desk.engine, desk.terminal, a)
    },
  )
}

function addReplay(parser: Argv, desk: Desk): void {
  parser.command(
    'replay <folder>',
    'run a manifest again: does every byte agree?',
    (y) =>
      y
        .positional('folder', { type: 'string', demandOption: true, describe: 'folder of a run' })
        .options({ json, quiet }),
    async (a) => {
      desk.code = await replay(desk.engine, desk.terminal, a)
    },
  )
}

function addConform(parser: Argv, desk: Desk): void {
  const paths = {
    type: 'string',
    array: true,
    describe: 'files or folders of vectors; default: those shipped',
  } as const
  parser.command(
    'conform [paths..]',
    "hold the simulator's kernels against vectors of the chain",
    (y) => y.positional('paths', paths).options({ exact: flag('hold the big-integer twins instead'), json }),
    async (a) => {
      // Loaded when asked for: the vectors' runners are as large as the engine, and a run does not need them.
      const { conformCommand } = await import('./conform.js')
      desk.code = conformCommand(desk.terminal, { paths: a.paths ?? [], exact: a.exact, json: a.json })
    },
  )
}

function addBench(parser: Argv, desk: Desk): void {
  parser.command(
    'bench [names..]',
    'time the standard workloads on this machine',
    (y) =>
      y
        .positional('names', { type: 'string', array: true, describe: 'workloads; default: all' })
        .option('repeats', { type: 'number', describe: 'runs of each workload' })
        .options({ json }),
    async ({ names, repeats, json }) => {
      const { bench } = await import('./bench.js')
      desk.code = await bench(desk.terminal, { names: names ?? [], repeats, json })
    },
  )
}

function addWork(parser: Argv, desk: Desk): void {
  parser.command(
    'work',
    'a worker for a shared queue, on any machine that sees the folder of the sweep',
    (y) => y.options({ ...workFlags, json, quiet }),
    async (a) => {
      desk.code = await work(desk.terminal, a)
    },
  )
}

/** A flag that takes one value was given one. The parser makes a list of several. */
function once(name: string, value: unknown): string | undefined {
  if (!Array.isArray(value)) return value as string | undefined
  throw new ScenarioError([usageProblem(name, `${value.length} values`, 'one')])
}

function seedOf(value: unknown): string | undefined {
  const seed = once('--seed', value)
  if (seed === undefined || seed.trim() !== '') return seed
  throw new ScenarioError([usageProblem('--seed', JSON.stringify(seed), 'a seed such as 7')])
}

/**
 * `--set a=1 b=2 file.yaml` is understood: what follows `--set` without an equals sign is a file.
 * @throws ScenarioError if there is no file, or more than `most`
 */
function filesAndSettings(given: readonly string[], set: readonly string[], most: number) {
  const files = [...given, ...set.filter((one) => !one.includes('='))]
  if (files.length === 0)
    throw new ScenarioError([usageProblem('SCENARIO.yaml', 'nothing', 'a scenario file')])
  if (files.length > most) {
    throw new ScenarioError([
      usageProblem('--set', JSON.stringify(files[most]), 'path=value, such as seed=7'),
    ])
  }
  return { files, set: set.filter((one) => one.includes('=')) }
}
