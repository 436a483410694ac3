import { metricsAt } from './index.js'
import type { Level, Metric } from './metric.js'
import type { ColumnSpec, TableSpec } from './table.js'

/** Tables of a run, in the order in which a manifest lists them. */
export const tableNames = [
  'runs',
  'summary',
  'network',
  'subnets',
  'epochs',
  'agents',
  'events',
  'trades',
  'validators',
  'miners',
] as const
export type TableName = (typeof tableNames)[number]

const text = (name: string, meaning: string): ColumnSpec => ({ name, unit: 'text', meaning, kind: 'text' })
const number = (name: string, unit: string, meaning: string): ColumnSpec => ({
  name,
  unit,
  meaning,
  kind: 'number',
})
const rao = (name: string, unit: string, meaning: string): ColumnSpec => ({
  name,
  unit,
  meaning,
  kind: 'rao',
})

/** The columns that open every table. */
export const runKeys: readonly ColumnSpec[] = [
  text('experiment', 'name of the scenario, or of the experiment'),
  number('cell_id', 'number', 'cell of the experiment; 0 in a single run'),
  number('rep', 'number', 'replicate; 0 in a single run'),
]

const block = number('block', 'block', 'block of the chain after which the row was taken')
const day = number('day', 'days', 'days since the start of the run, 7,200 blocks each')
const netuid = number('netuid', 'netuid', 'subnet')
const epoch = number('epoch', 'count', 'number of the epoch on its subnet')
const uid = number('uid', 'UID', 'slot of the neuron')
const agent = text(
  'agent_id',
  'id of the cohort, with `/` and the number of its member where one agent is meant; empty for none',
)
const kind = text('kind', 'strategy of the agent; empty for keys of the background')

interface Layout {
  readonly row: string
  /** Keys behind those of the run. */
  readonly keys: readonly ColumnSpec[]
  readonly level?: Level
}

/** What one row is, and by which keys it is found. */
const layouts: Readonly<Record<TableName, Layout>> = {
  runs: {
    row: 'run',
    keys: [
      text('seed', 'seed of the run'),
      text('config_hash', 'name of what determines the run: 16 hex digits'),
      text('engine_version', 'version of the engine'),
      text('regime', 'share rule in force at the start'),
      number('blocks', 'blocks', 'blocks simulated'),
      text('status', '`complete`, or why it is not'),
      text('cf_of', 'config_hash of the paired counterfactual run; empty if there is none'),
    ],
  },
  summary: { row: 'complete run, its warm-up left out', keys: [], level: 'summary' },
  network: { row: 'sample time', keys: [block, day], level: 'network' },
  subnets: { row: 'sample time and subnet', keys: [block, netuid], level: 'subnets' },
  epochs: { row: 'recorded epoch of a subnet', keys: [block, netuid, epoch], level: 'epochs' },
  agents: {
    row: 'sample time and cohort (or agent)',
    keys: [block, agent, kind, number('adversary', 'flag', '1 if the cohort attacks')],
    level: 'agents',
  },
  events: {
    row: 'event',
    keys: [
      block,
      text('event', 'what happened; the kinds are listed under `events`'),
      netuid,
      agent,
      text('value', 'depends on the event; amounts in TAO or alpha'),
    ],
  },
  trades: {
    row: 'swap',
    keys: [
      block,
      number('seq', 'number', 'order within the block, from 0'),
      agent,
      netuid,
      text('side', '`buy` pays TAO for alpha, `sell` alpha for TAO'),
      rao('amount_tao', 'TAO', 'TAO paid or received'),
      rao('amount_alpha', 'alpha', 'alpha received or paid'),
      rao('fee_tao', 'TAO', 'fee of a buy; empty for a sale'),
      rao('fee_alpha', 'alpha', 'fee of a sale; empty for a buy'),
    ],
  },
  validators: {
    row: 'recorded epoch and UID with a permit',
    keys: [block, netuid, epoch, uid, agent, kind],
    level: 'validators',
  },
  miners: {
    row: 'recorded epoch and UID without a permit, or with incentive',
    keys: [block, netuid, epoch, uid, agent, kind],
    level: 'miners',
  },
}

/** A table with its keys counted: metrics fill what comes behind them. */
export interface TablePlan {
  readonly spec: TableSpec
  readonly keyCount: number
  readonly metrics: readonly Metric[]
}

/** Columns of a table: run keys, its own keys, its metrics. */
export function planTable(name: TableName, all?: readonly Metric[]): TablePlan {
  const { row, keys, level } = layouts[name]
  const own = level ? metricsAt(level, all) : []
  const first = [...runKeys, ...keys]
  const columns = [...first, ...own.map(columnOf)]
  return {
    spec: { name, row, columns },
    keyCount: first.length,
    metrics: own as unknown as readonly Metric[],
  }
}

function columnOf(metric: Metric<Level>): ColumnSpec {
  const { column, unit, summary, formula, source } = metric
  return { name: column, unit, meaning: summary, kind: metric.exact ? 'exact' : metric.as, formula, source }
}
