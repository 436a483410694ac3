import type { Desk } from './desk.js'
import { flag, json, single } from './flags.js'
import type { Argv } from './yargs.js'

/** The commands that read results. What they need is loaded when asked for: the drawing is larger than the engine. */
export function addReport(parser: Argv, desk: Desk): void {
  parser.command(
    'report <folder>',
    'one page for a run or a sweep: report.html in its folder',
    (y) =>
      y
        .positional('folder', { type: 'string', demandOption: true, describe: 'folder of a run or a sweep' })
        .option('png', flag('write every figure as a file, too'))
        .options({ json, quiet: flag('no remarks') }),
    async ({ folder, png, json, quiet }) => {
      const { reportCommand } = await import('./report.js')
      desk.code = await reportCommand(desk.terminal, { folder, png, json, quiet })
    },
  )
}

export function addCompare(parser: Argv, desk: Desk): void {
  parser.command(
    'compare <a> <b>',
    'two runs or two sweeps: how scenario and outcome differ',
    (y) =>
      y
        .positional('a', {
          type: 'string',
          demandOption: true,
          describe: 'folder of a run, a sweep, or runs',
        })
        .positional('b', { type: 'string', demandOption: true, describe: 'another of the same kind' })
        .option('page', {
          type: 'string',
          requiresArg: true,
          describe: 'write a page with pictures, such as compare.html',
        })
        .options({ json }),
    async ({ a, b, page, json }) => {
      single('--page', page, 'a file such as compare.html')
      const { compareCommand } = await import('./compare.js')
      desk.code = await compareCommand(desk.terminal, { a, b, page, json })
    },
  )
}
