import { runCommand } from '../../src/cli/cli.js'
import { processTerminal } from '../../src/cli/terminal.js'
import { fakeEngine } from './fake-engine.js'

/** The command with the fake engine, as a process of its own. */
process.exitCode = await runCommand(process.argv.slice(2), fakeEngine, processTerminal)
