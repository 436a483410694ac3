import { blocks, text } from '../fields.js'
import type { Check } from './check.js'
import { checkCohorts } from './cohort-checks.js'
import { checkCompany } from './company-checks.js'
import { at, complain, type Piece, readField, readFields, readItems, readMap, shown } from './decode.js'
import { readEvents } from './events-section.js'
import { readGenesis } from './genesis-section.js'
import { readHypotheses } from './hypotheses-section.js'
import { readName, textOf } from './names.js'
import { readNetwork } from './network-section.js'
import { noteNever } from './never.js'
import { readPopulation } from './population-section.js'
import { readProtocol } from './protocol-section.js'
import { readRecord } from './record-section.js'
import type { Scenario, ScenarioCatalogue } from './scenario.js'
import { noteSilence } from './silence.js'
import type { Branch, Tree } from './tree.js'

export const TOP = {
  question: text('', 'what the run is to answer'),
  horizon: blocks('60 days', 'how long the run lasts', {
    min: '1 block',
    max: '1000 years',
    unitRequired: true,
    fixed: true,
  }),
  warmup: blocks('0 days', 'time at the start that summaries leave out', { unitRequired: true, fixed: true }),
}
export const KEYS = [
  'name',
  'question',
  'protocol',
  'horizon',
  'warmup',
  'seed',
  'genesis',
  'network',
  'market',
  'population',
  'events',
  'record',
  'hypotheses',
  'plugins',
]

/**
 * The scenario of a file, complete and in the engine's units. Complaints go to `check`; while there are any, what
 * comes back is filled up with defaults and must not be run.
 */
export function resolve(tree: Tree, catalogue: ScenarioCatalogue, check: Check): Scenario | undefined {
  const top: Piece = { tree, path: '', span: tree.span, check }
  const branch = readMap(top, KEYS)
  if (!branch) return undefined
  const part = (name: string) => at(branch, name, top)
  const { question } = readFields(top, { question: TOP.question }, branch)
  const horizon = Number(readField(part('horizon'), TOP.horizon))
  const warmup = readWarmup(part('warmup'), horizon)
  const genesis = readGenesis(part('genesis'), catalogue)
  const population = readPopulation(part('population'), catalogue, genesis)
  checkCohorts(population, genesis)
  checkCompany(population, { horizon, netuids: genesis.netuids }, catalogue.strategies)
  noteSilence(top, population, snapshotOf(genesis.snapshot, catalogue), catalogue.strategies)
  const record = readRecord(part('record'))
  noteNever(top, population, { horizon, genesis, every: record.every }, catalogue.strategies)
  return {
    name: part('name').tree ? readName(part('name')) : stem(tree.span.source.file),
    question,
    protocol: readProtocol(part('protocol'), catalogue, horizon),
    horizon,
    warmup,
    seed: readSeed(part('seed')),
    genesis,
    network: readNetwork(part('network'), catalogue, genesis.netuids),
    market: readMarket(part('market'), catalogue),
    population: population.map(({ cohort }) => cohort),
    events: readEvents(part('events'), catalogue, horizon, {
      netuids: genesis.netuids,
      cohorts: population.map(({ cohort }) => cohort.id),
    }),
    record,
    hypotheses: readHypotheses(part('hypotheses'), catalogue.metrics),
    plugins: readPlugins(part('plugins')),
  }
}

const snapshotOf = (id: string, { snapshots }: ScenarioCatalogue) =>
  snapshots.has(id) ? snapshots.get(id) : undefined

function readWarmup(piece: Piece, horizon: number): number {
  if (!piece.tree) return 0
  const warmup = Number(readField(piece, TOP.warmup))
  if (warmup >= horizon) complain(piece, { got: shown(piece), want: 'a warm-up shorter than the horizon' })
  return warmup
}

/** Text; a whole number keeps its digits, however many. */
function readSeed(piece: Piece): string {
  const { tree } = piece
  if (!tree) return '1'
  if (tree.kind === 'leaf' && typeof tree.value !== 'boolean' && tree.text.trim() !== '') {
    return typeof tree.value === 'string' ? tree.value : tree.text
  }
  complain(piece, { got: shown(piece), want: 'a seed such as "1"' })
  return '1'
}

function readMarket(piece: Piece, { sections }: ScenarioCatalogue) {
  const empty: Branch = { kind: 'branch', entries: new Map(), span: piece.span }
  return readFields(piece, sections.market, readMap(piece, Object.keys(sections.market)) ?? empty)
}

/** The file's name without folder and ending: `scenarios/halving-next.yaml` is `halving-next`. */
const stem = (file: string) => file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '') || 'scenario'

function readPlugins(piece: Piece): string[] {
  const items = readItems(piece, 'a list of files such as [./my-agent.ts]') ?? []
  return items.flatMap(
    (item) => textOf(item) ?? complain(item, { got: shown(item), want: 'a file name' }) ?? [],
  )
}
