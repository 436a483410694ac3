import type { Digest, Row, Span } from './digest.js'

/** A figure at the start and at the end of the run. */
export interface Change {
  start: number | null
  end: number | null
}
export interface SubnetSummary {
  netuid: number
  price: Change
  emissionShare: Change
}
export interface CohortSummary {
  id: string
  kind: string
  adversary: boolean
  agents: number | null
  wealth: Change
  /** null if it was not followed. */
  income: number | null
  trades: number
  refusals: number
}
/** Means over the recorded epochs of one subnet. */
export interface CabalSummary {
  netuid: number
  stake: number | null
  incentive: number | null
  dividends: number | null
  emission: number | null
}

/** What happened in a run, as figures. Amounts in TAO, prices in TAO per alpha, times in days. */
export interface Summary {
  experiment: string
  seed: string
  regime: string
  status: string
  blocks: number
  days: number
  supply: Change
  blockEmission: Change
  daysToHalving: Change
  halvings: { block: number; emission: number }[]
  sumPrice: Change
  rootTao: Change
  trades: number
  subnets: SubnetSummary[]
  cohorts: CohortSummary[]
  cabal: CabalSummary[]
  refusals: Record<string, number>
}

const figure = (row: Row | undefined, column: string): number | null => {
  const value = row?.[column]
  return typeof value === 'number' ? value : null
}
const change = (span: Span | undefined, column: string): Change => ({
  start: figure(span?.first, column),
  end: figure(span?.last, column),
})
const word = (row: Row, column: string) => String(row[column] ?? '')

/** From the records of a run, as a digest gathered them. */
export function summarise(digest: Digest): Summary {
  const { run, spans } = digest
  const network = spans.network.get('')
  const blocks = Number(run.blocks ?? 0)
  return {
    experiment: word(run, 'experiment'),
    seed: word(run, 'seed'),
    regime: word(run, 'regime'),
    status: word(run, 'status'),
    blocks,
    days: blocks / 7_200,
    supply: change(network, 'total_issuance_tao'),
    blockEmission: change(network, 'block_emission_tao'),
    daysToHalving: change(network, 'days_to_halving'),
    halvings: digest.halvings.map((row) => ({ block: Number(row.block), emission: Number(row.value) })),
    sumPrice: change(network, 'sum_price_tao'),
    rootTao: change(network, 'root_tao'),
    trades: network?.sum('trades') ?? 0,
    subnets: [...spans.subnets.values()].map(subnetOf),
    cohorts: [...spans.agents.values()].map(cohortOf),
    cabal: [...spans.epochs.values()]
      .filter((span) => (span.sum('adversary_stake_frac') ?? 0) > 0)
      .map(cabalOf),
    refusals: Object.fromEntries([...digest.refusals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
  }
}

const subnetOf = (span: Span): SubnetSummary => ({
  netuid: Number(span.first.netuid),
  price: change(span, 'price_tao'),
  emissionShare: change(span, 'emission_share_frac'),
})

const cohortOf = (span: Span): CohortSummary => ({
  id: word(span.first, 'agent_id'),
  kind: word(span.first, 'kind'),
  adversary: span.first.adversary === 1,
  agents: figure(span.last, 'agents'),
  wealth: change(span, 'wealth_tao'),
  income: span.sum('income_tao'),
  trades: span.sum('trades') ?? 0,
  refusals: span.sum('refusals') ?? 0,
})

const cabalOf = (span: Span): CabalSummary => ({
  netuid: Number(span.first.netuid),
  stake: span.mean('adversary_stake_frac'),
  incentive: span.mean('adversary_incentive_frac'),
  dividends: span.mean('adversary_dividends_frac'),
  emission: span.mean('adversary_emission_frac'),
})
