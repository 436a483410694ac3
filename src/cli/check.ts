import { loadText } from '../scenario/load.js'
import type { Note, Scenario } from '../scenario/scenario.js'
import type { Size } from '../sweep/design/sized.js'
import { sweepKeyOf } from '../sweep/file/is-sweep.js'
import { nameOf } from '../sweep/one-run.js'
import { type Engine, jobOf } from './engine.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface CheckOptions {
  scenarios: readonly string[]
  set: readonly string[]
  json: boolean
  /** Of sweeps. */
  size?: Size
}

/**
 * Read and validate scenarios and print them as resolved; run nothing. `--json` prints the scenario, or an array of them if
 * several were given. Of a sweep every cell is read, and what it will cost is told.
 */
export async function check(
  engine: Engine,
  terminal: Terminal,
  { scenarios, set, json, size = 'full' }: CheckOptions,
): Promise<ExitCode> {
  const resolved: unknown[] = []
  for (const file of scenarios) {
    const text = await loadText(file)
    if (sweepKeyOf(text, file)) {
      const { checkSweep } = await import('./check-sweep.js')
      resolved.push(await checkSweep(terminal, file, size, json))
      continue
    }
    const loaded = await engine.read(text, file, set)
    resolved.push(loaded.scenario)
    if (!json) terminal.out(describeScenario(loaded.scenario, nameOf(jobOf(engine, loaded, text, file, set))))
    for (const note of loaded.notes) terminal.err(`${noteLine(note)}\n`)
  }
  if (json) writeJson(terminal, resolved.length === 1 ? resolved[0] : resolved)
  return EXIT.done
}

function noteLine({ file, line, column, path, text }: Note): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return `note: ${place}${place ? '  ' : ''}${path ? `${path}: ` : ''}${text}`
}

function describeScenario(scenario: Scenario, run: string): string {
  const { name, question, horizon, warmup, seed, genesis, population, events, record } = scenario
  const days = (blocks: number) => `${blocks / 7_200} days (${blocks} blocks)`
  const facts = [
    ['scenario', name],
    ['question', question],
    ['run', run],
    ['seed', seed],
    ['protocol', JSON.stringify(scenario.protocol)],
    ['horizon', days(horizon)],
    ['warm-up', days(warmup)],
    [
      'genesis',
      `${genesis.snapshot}, ${genesis.netuids.length} subnets of ${genesis.uids} UIDs, ${genesis.resolution}`,
    ],
    ['subnets', cut(genesis.netuids.join(' '))],
    ['sampled', `every ${days(record.every)}`],
    ['events', String(events.length)],
  ]
  const cohorts = population.map(({ id, strategy, count, per, adversary }) => [
    id,
    `${count} per ${per}`,
    adversary ? `${strategy} (adversary)` : strategy,
  ])
  return `${columns(facts)}\n${cohorts.length > 0 ? columns([['cohort', 'agents', 'strategy'], ...cohorts]) : 'no agents\n'}`
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)
