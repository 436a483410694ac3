import { type Problem, ScenarioError } from '../errors.js'
import { loadText } from '../scenario/load.js'
import type { Protocol, Scenario } from '../scenario/scenario.js'
import type { Size } from '../sweep/design/sized.js'
import { sweepKeyOf } from '../sweep/file/is-sweep.js'
import { nameOf } from '../sweep/one-run.js'
import { type Engine, jobOf } from './engine.js'
import { tellNotes } from './notes.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface CheckOptions {
  scenarios: readonly string[]
  set: readonly string[]
  json: boolean
  /** Of sweeps. */
  size?: Size
}

/**
 * Read and validate scenarios, make the world that each begins with, and print them as resolved; run nothing. `--json`
 * prints the scenario and its notes, or an array of them if several were given. Of a sweep every cell is read, and what it will cost is
 * told.
 *
 * @throws ScenarioError with what is wrong with any of the files, once all have been looked at
 */
export async function check(engine: Engine, terminal: Terminal, options: CheckOptions): Promise<ExitCode> {
  const resolved: unknown[] = []
  const problems: Problem[] = []
  for (const file of options.scenarios) {
    try {
      resolved.push(await checkFile(engine, terminal, file, options))
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new ScenarioError(problems)
  if (options.json) writeJson(terminal, resolved.length === 1 ? resolved[0] : resolved)
  return EXIT.done
}

/** @returns for `--json` */
async function checkFile(
  engine: Engine,
  terminal: Terminal,
  file: string,
  { set, json, size = 'full' }: CheckOptions,
): Promise<unknown> {
  const text = await loadText(file)
  if (sweepKeyOf(text, file)) {
    const { checkSweep } = await import('./check-sweep.js')
    return checkSweep(terminal, file, size, json)
  }
  const loaded = await engine.read(text, file, set)
  engine.begin(loaded)
  if (!json) terminal.out(describeScenario(loaded.scenario, nameOf(jobOf(engine, loaded, text, file, set))))
  tellNotes(terminal, loaded.notes)
  return { ...loaded.scenario, notes: loaded.notes }
}

function describeScenario(scenario: Scenario, run: string): string {
  const { name, question, horizon, warmup, seed, genesis, population, events, record } = scenario
  const facts = [
    ['scenario', name],
    ...(question ? [['question', question.trim().replace(/\s+/g, ' ')]] : []),
    ['run', run],
    ['seed', seed],
    ...protocolFacts(scenario.protocol),
    ['horizon', spanText(horizon)],
    ['warm-up', warmup > 0 ? spanText(warmup) : 'none'],
    [
      'genesis',
      `${genesis.snapshot}, ${counted(genesis.netuids.length, 'subnet')} of ${genesis.uids} UIDs, ${genesis.resolution}`,
    ],
    ['subnets', cut(genesis.netuids.join(' '))],
    ['sampled', `every ${spanText(record.every)}`],
    ['events', String(events.length)],
  ]
  const cohorts = population.map(({ id, strategy, count, per, adversary }) => [
    id,
    per === 'recorded' ? 'as recorded' : `${count} per ${per}`,
    adversary ? `${strategy} (adversary)` : strategy,
  ])
  return `${columns(facts)}\n${cohorts.length > 0 ? columns([['cohort', 'agents', 'strategy'], ...cohorts]) : 'no agents\n'}`
}

/** The rules, a line for each time they change. */
function protocolFacts(protocol: Protocol): string[][] {
  if ('follow' in protocol) return [['protocol', `as ${protocol.follow} went from ${protocol.from} on`]]
  const rules = (era: string | undefined, set: Readonly<Record<string, string>>) =>
    [era, ...Object.entries(set).map(([family, id]) => `${family} ${id}`)]
      .filter((part) => part !== undefined)
      .join(', ')
  return [
    ['protocol', rules(protocol.start, protocol.set)],
    ...protocol.later.map(({ at, era, set }) => ['', `after ${spanText(at)}: ${rules(era, set)}`]),
  ]
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

/** `30 days (216000 blocks)`; without the days where there are not so many hundredths of one. */
function spanText(blocks: number): string {
  const days = Number((blocks / 7_200).toFixed(2))
  return days === 0 ? counted(blocks, 'block') : `${counted(days, 'day')} (${counted(blocks, 'block')})`
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)
