import { ScenarioError } from '../errors.js'
import { tableFormats } from '../record/sinks/format.js'
import { addCompare, addReport } from './add-report.js'
import { addSweep, cellOf, cellOptions } from './add-sweep.js'
import { check } from './check.js'
import type { Desk } from './desk.js'
import { type Engine, topics } from './engine.js'
import { filesAndSettings, flag, json, out, quiet, seed, settings, single } from './flags.js'
import { list } from './list.js'
import { replay } from './replay.js'
import { report } from './report-error.js'
import { run } from './run.js'
import { schema, schemaTopics } from './schema.js'
import { EXIT, type ExitCode, type Terminal } from './terminal.js'
import { asksJson, NO_COMMAND, usageProblems, wrongSwitches } from './usage.js'
import { work, workFlags } from './work.js'
import { type Argv, commandsOf, flagsOf, switchesOf, yargs } from './yargs.js'

/** Run the command that `args` say. @returns the exit code */
export async function runCommand(
  args: readonly string[],
  engine: Engine,
  terminal: Terminal,
): Promise<ExitCode> {
  const desk: Desk = { engine, terminal, code: EXIT.done }
  try {
    const parser = parserOf(args, desk)
    if (args.length === 0) {
      terminal.err(`${await parser.getHelp()}\n`)
      return EXIT.input
    }
    // Help and version are printed through the callback, so that nothing ends the process on its own.
    await parser.parseAsync([...args], {}, (_error, _argv, output) => {
      if (output) terminal.out(`${output}\n`)
    })
    return desk.code
  } catch (error) {
    return report(error, asksJson(args), terminal)
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
  const commands = commandsOf(parser)
  return parser
    .demandCommand(1, NO_COMMAND)
    .strict()
    .strictCommands()
    .check(() => {
      const wrong = wrongSwitches(args, switchesOf(parser))
      if (wrong.length > 0) throw new ScenarioError(wrong)
      return true
    })
    .version(desk.engine.version)
    .alias('version', 'v')
    .help()
    .alias('help', 'h')
    .wrap(Math.min(100, desk.terminal.width ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // Errors of the parser's own are words about the command line, too; any other is a command's.
      if (error && error.name !== 'YError') throw error
      const line = { args, commands, flags: flagsOf(parser) }
      throw new ScenarioError(usageProblems(message ?? error.message, line))
    })
}

function addRun(parser: Argv, desk: Desk): void {
  parser.command(
    'run [scenario]',
    'one run of one scenario',
    (y) =>
      y
        .positional('scenario', { type: 'string', describe: 'YAML file' })
        .option('seed', seed)
        .option('set', settings)
        .option('out', out)
        .option('format', {
          choices: tableFormats,
          default: 'csv' as const,
          requiresArg: true,
          describe: 'files to write',
        })
        .option('force', flag('run again, beside a finished identical run'))
        .options(cellOptions)
        .options({ json, quiet }),
    async (a) => {
      const { files, set } = filesAndSettings(a.scenario === undefined ? [] : [a.scenario], a.set, 1)
      const { seed, out, format, force, json, quiet } = a
      desk.code = await run(desk.engine, desk.terminal, {
        scenario: files[0],
        seed: single('--seed', seed, 'a seed such as 7'),
        set,
        out: single('--out', out, 'a folder'),
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
        .option('repeats', { type: 'string', requiresArg: true, describe: 'runs of each workload' })
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
