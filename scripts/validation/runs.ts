import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { createRecorder } from '../../src/record/recorder.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { kept } from '../../src/record/sinks/sink.js'
import type { Fact } from '../../src/report/validation/fact.js'
import { overSeeds } from '../../src/report/validation/over-seeds.js'
import type { FactRuns, Figures, RunFigures } from '../../src/report/validation/run-figures.js'
import { stylisedFacts } from '../../src/report/validation/stylised-facts.js'
import { loadScenario } from '../../src/scenario/load.js'
import { simulate } from '../../src/simulate.js'
import { ownHouse } from '../../src/sweep/house.js'
import { root } from './page.js'

/** Every run that facts are computed from: file among scenarios/validation, and what is set in it. */
const plan: Readonly<Record<keyof FactRuns, readonly [file: string, ...changes: string[]]>> = {
  market: ['market'],
  userFlow: ['flow'],
  rawNetFlow: ['flow', 'protocol.set.shares=net-flow-raw'],
  mildUserFlow: ['flow', 'market.organicFlow=0.002'],
  mildRawNetFlow: ['flow', 'market.organicFlow=0.002', 'protocol.set.shares=net-flow-raw'],
  mildNetFlow: ['flow', 'market.organicFlow=0.002', 'protocol.set.shares=net-flow'],
  seededFlow: ['seeded-flow'],
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

/** Carry the plan out under a seed, one run after another. */
export async function factRuns(
  seed: string,
  parts = Object.keys(plan) as (keyof FactRuns)[],
): Promise<FactRuns> {
  const found: { -readonly [K in keyof FactRuns]: RunFigures } = {}
  for (const part of parts) {
    const [file, ...changes] = plan[part]
    console.error(`${part}, seed ${seed}: scenarios/validation/${file}.yaml ${changes.join(' ')}`)
    found[part] = await figuresOf(file, changes, seed)
  }
  return found
}

/** Facts over the seeds 1, 2, ..., and the runs of the first. */
export async function seededFacts(seeds: number): Promise<{ facts: Fact[]; runs: FactRuns }> {
  const bySeed: Fact[][] = []
  const runs: FactRuns[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const own = await factRuns(String(seed))
    bySeed.push(stylisedFacts(own))
    // Of the others nothing is drawn.
    if (seed === 1) runs.push(own)
  }
  return { facts: overSeeds(bySeed), runs: runs[0] }
}

async function figuresOf(file: string, changes: readonly string[], seed: string): Promise<RunFigures> {
  const path = `${root}scenarios/validation/${file}.yaml`
  const { scenario, curves } = await loadScenario(path, ownHouse.catalogue, changes)
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
