import { EMPTY, type Frame } from './frame.js'
import type { Output } from './output.js'
import { asDouble, Tables } from './tables.js'

/** Most samples that figures show. */
export const MOST_SAMPLES = 400
/** Most single events. */
const MOST_EVENTS = 1500

/** What the page of a run is made of. */
export interface RunData {
  readonly output: Output
  readonly network: Frame
  readonly subnets: Frame
  /** Cohorts; single agents are left out. */
  readonly agents: Frame
  /** Means over the recorded epochs of each subnet, and over all subnets in each stretch of time, its block included. */
  readonly epochsBySubnet: Frame
  readonly epochsByTime: Frame
  /** Single events, evenly chosen if there are very many. */
  readonly events: Frame
  readonly eventCounts: ReadonlyMap<string, number>
  /** Calls refused, by reason, most first. */
  readonly refusals: readonly (readonly [reason: string, calls: number])[]
  /** The row of run-level metrics: value by column. */
  readonly metrics: ReadonlyMap<string, number>
  /** First block, and blocks between two samples shown. */
  readonly startBlock: number
  readonly samples: { readonly shown: number; readonly all: number }
}

const networkColumns = [
  'block',
  'day',
  'total_issuance_tao',
  'block_emission_tao',
  'next_threshold_tao',
  'sum_price_tao',
  'pool_tao',
  'root_tao',
  'injection_tao_per_day',
  'chain_buy_tao_per_day',
  'root_sell_tao_per_day',
  'user_net_flow_tao_per_day',
  'net_profit_network_tao_per_day',
  'sell_to_injection_ratio',
  'volume_tao',
  'tao_price_usd',
  'emis_gini',
  'emis_hhi_eff_n',
  'emis_nakamoto_50',
  'emis_top1_frac',
  'emis_top10_frac',
  'emis_frozen_frac',
  'apy_root_frac',
  'apy_alpha_median_frac',
  'days_to_halving',
  'net_inflation_annual_frac',
  'registrations',
  'neurons',
]
const subnetColumns = [
  'block',
  'netuid',
  'price_tao',
  'emission_share_frac',
  'pool_tao',
  'depth_tao_1pct',
  'slip_buy_1_bps',
  'slip_buy_10_bps',
  'slip_buy_100_bps',
  'slip_buy_1000_bps',
  'haircut_exit_frac',
  'user_net_flow_tao',
]
const agentColumns = [
  'block',
  'adversary',
  'agents',
  'wealth_tao',
  'free_tao',
  'income_tao',
  'trades',
  'refusals',
]
const epochColumns = [
  'adversary_uid_frac',
  'adversary_stake_frac',
  'adversary_incentive_frac',
  'adversary_dividends_frac',
  'adversary_emission_frac',
  'spearman_q_incentive',
  'kendall_q_incentive',
  'top10_recall',
  'ndcg10',
  'vtrust_stake_frac',
  'vtrust_mean_frac',
  'incentive_gini',
  'stake_nakamoto_50',
]

/** Read what the figures of a run need, and no more than they can show. */
export async function readRun(output: Output): Promise<RunData> {
  const tables = await Tables.open(output.tables)
  try {
    const blocks = await sampleBlocks(tables)
    const chosen = evenly(blocks, MOST_SAMPLES)
    const among = `block IN (${chosen.map((block) => `'${block}'`).join(', ') || 'NULL'})`
    const startBlock = blocks[0] ?? 0
    const width = Math.max(1, Math.ceil(((blocks[blocks.length - 1] ?? 0) - startBlock) / 60))
    const bin = `floor((${asDouble('block')} - ${startBlock}) / ${width}) * ${width} + ${startBlock}`
    const epochs = (name: string, by: Readonly<Record<string, string>>) =>
      tables.read('epochs', { numbers: [name, ...epochColumns], by })
    return {
      output,
      network: await tables.read('network', { numbers: networkColumns, where: among }),
      subnets: await tables.read('subnets', { numbers: subnetColumns, where: among }),
      agents: await tables.read('agents', {
        numbers: agentColumns,
        texts: ['agent_id', 'kind'],
        where: tables.has('agents', 'agent_id') ? `${among} AND agent_id NOT LIKE '%/%'` : among,
      }),
      epochsBySubnet: tables.has('epochs', 'netuid')
        ? await epochs('netuid', { netuid: asDouble('netuid') })
        : EMPTY,
      epochsByTime: tables.has('epochs', 'block') ? await epochs('block', { stretch: bin }) : EMPTY,
      ...(await readEvents(tables)),
      metrics: await readMetrics(tables),
      startBlock,
      samples: { shown: chosen.length, all: blocks.length },
    }
  } finally {
    tables.close()
  }
}

async function sampleBlocks(tables: Tables): Promise<readonly number[]> {
  const table = ['network', 'subnets', 'agents'].find((name) => tables.has(name, 'block'))
  if (table === undefined) return []
  const found = await tables.rows(
    `SELECT DISTINCT ${asDouble('block')} AS block FROM "${table}" WHERE ${asDouble('block')} IS NOT NULL ORDER BY 1`,
  )
  return found.map(({ block }) => Number(block))
}

/** So many of a list at most, evenly chosen, with the first and the last. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))])
}

async function readEvents(tables: Tables) {
  if (!tables.has('events', 'event', 'value', 'agent_id', 'block')) {
    return { events: EMPTY, eventCounts: new Map<string, number>(), refusals: [] }
  }
  const counted = await tables.rows('SELECT event, count(*) AS n FROM events GROUP BY 1 ORDER BY 2 DESC, 1')
  const refused = await tables.rows(
    `SELECT agent_id AS reason, sum(${asDouble('value')}) AS n FROM events WHERE event = 'refusal' GROUP BY 1 ORDER BY 2 DESC, 1`,
  )
  const eventCounts = new Map(counted.map(({ event, n }) => [String(event), Number(n)]))
  const usual = [...eventCounts].filter(([event]) => event !== 'refusal')
  const rows = usual.reduce((sum, [, n]) => sum + n, 0)
  const every = Math.max(1, Math.ceil(rows / MOST_EVENTS))
  // What is rare is shown whole; of the rest every so-manieth.
  const rare = usual.filter(([, n]) => n <= 100).map(([event]) => `'${event.replaceAll("'", "''")}'`)
  const choose = `event <> 'refusal' AND (event IN (${rare.join(', ') || 'NULL'}) OR hash(block || agent_id) % ${every} = 0)`
  const events = await tables.read('events', {
    numbers: ['block', 'netuid'],
    texts: ['event', 'agent_id', 'value'],
    where: every === 1 ? "event <> 'refusal'" : choose,
  })
  return {
    events,
    eventCounts,
    refusals: refused.map(({ reason, n }) => [String(reason ?? ''), Number(n)] as const),
  }
}

async function readMetrics(tables: Tables): Promise<ReadonlyMap<string, number>> {
  const columns = tables.columns('summary').filter((name) => !['experiment', 'cell_id', 'rep'].includes(name))
  if (columns.length === 0) return new Map()
  const frame = await tables.read('summary', { numbers: columns })
  return new Map(columns.map((name) => [name, frame.numbers(name)[0] ?? Number.NaN]))
}
