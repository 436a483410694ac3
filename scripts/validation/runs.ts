import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { createRecorder } from '../../src/record/recorder.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { kept } from '../../src/record/sinks/sink.js'
import type { FactRuns, Figures, RunFigures } from '../../src/report/validation/run-figures.js'
import { loadScenario } from '../../src/scenario/load.js'
import { simulate } from '../../src/simulate.js'
import { ownHouse } from '../../src/sweep/house.js'
import { root } from './page.js'

/** Every run that facts are computed from: file among scenarios/validation, and what is set in it. */
const plan: Readonly<Record<keyof FactRuns, readonly [file: string, ...changes: string[]]>> = {
  market: ['market'],
  userFlow: ['flow'],
  rawNetFlow: ['flow', 'protocol.set.shares=net-flow-raw'],
  netFlow: ['flow', 'protocol.set.shares=net-flow'],
  halving: ['halving'],
  noHalving: ['halving', 'protocol.set.issuance=no-halving'],
  speculated: ['halving', 'population.speculators.params.intensity=1'],
  noHalvingSpeculated: [
    'halving',
    'protocol.set.issuance=no-halving',
    'population.speculators.params.intensity=1',
  ],
  exit: ['exit'],
  noExit: ['exit', 'market.impact=0'],
}

/** Carry the plan out, one run after another. */
export async function factRuns(parts = Object.keys(plan) as (keyof FactRuns)[]): Promise<FactRuns> {
  const found: { -readonly [K in keyof FactRuns]: RunFigures } = {}
  for (const part of parts) {
    const [file, ...changes] = plan[part]
    console.error(`${part}: scenarios/validation/${file}.yaml ${changes.join(' ')}`)
    found[part] = await figuresOf(file, changes)
  }
  return found
}

async function figuresOf(file: string, changes: readonly string[]): Promise<RunFigures> {
  const path = `${root}scenarios/validation/${file}.yaml`
  const { scenario, curves } = await loadScenario(path, ownHouse.catalogue, changes)
  const { seed } = scenario
  const sink = new MemorySink()
  const recorder = createRecorder(kept(sink, ['summary', 'network', 'subnets']))
  const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
  recorder.close(simulate({ scenario, snapshot, seed, curves }, recorder))
  const rows = (table: string) => sink.tables.get(table)!.rows.map((_, k) => numbersOf(sink.row(table, k)))
  const subnets = rows('subnets')
  const blocks = [...new Set(subnets.map(({ block }) => block))]
  // The first sample stands before the first block: nothing has been shared out yet.
  const [first, last] = [blocks[1], blocks[blocks.length - 1]]
  return {
    summary: rows('summary')[0],
    network: rows('network'),
    first: subnets.filter(({ block }) => block === first),
    last: subnets.filter(({ block }) => block === last),
  }
}

const numbersOf = (row: Record<string, unknown>): Figures =>
  Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
