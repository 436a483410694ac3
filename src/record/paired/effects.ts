import type { Cell } from '../sinks/memory.js'
import { type FinishedRun, figure, type KeptColumns, type Pair, pairedMetricsOf } from './pair.js'

const numeric = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : Number.NaN)

/** What a cohort lost by the treatment. */
export interface VictimLoss {
  /** Id of the cohort. */
  readonly cohort: string
  /** Liquidation value at the end that the twin run leaves it and the treated one does not, TAO. */
  readonly lossTao: number
  /** The same as a part of what it has in the twin run. */
  readonly lossFrac: number
}

/**
 * What each honest cohort has less at the end for the treatment: wealth in the twin run less wealth in the treated one.
 *
 * Cohorts without a wallet of their own are left out: what they hold is counted with its owner. Negative where a cohort
 * gained. Needs the table of agents in both runs, one row a cohort.
 */
export function victimLosses({ treated, twin }: Pair): readonly VictimLoss[] {
  const after = lastWealth(treated)
  const losses: VictimLoss[] = []
  for (const [cohort, wealth] of lastWealth(twin)) {
    const lossTao = wealth - (after.get(cohort) ?? Number.NaN)
    if (!Number.isNaN(lossTao)) losses.push({ cohort, lossTao, lossFrac: lossTao / wealth })
  }
  return losses
}

/** Wealth of the honest cohorts at the last sample, TAO; single agents (`cohort/3`) are parts of them. */
function lastWealth({ tables }: FinishedRun): Map<string, number> {
  const wealth = new Map<string, number>()
  const agents: KeptColumns | undefined = tables.agents
  agents?.agent_id?.forEach((id, row) => {
    if (agents.adversary[row] === 0 && !String(id).includes('/')) {
      wealth.set(String(id), numeric(agents.wealth_tao[row]))
    }
  })
  return wealth
}

const sum = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((total, value) => total + value, 0) : Number.NaN

/** Means over all samples, by netuid. */
function meansBySubnet({ tables }: FinishedRun, column: string): Map<number, number> {
  const { subnets } = tables
  const sums = new Map<number, [total: number, count: number]>()
  subnets?.[column]?.forEach((cell, row) => {
    const value = numeric(cell)
    if (Number.isNaN(value)) return
    const netuid = numeric(subnets.netuid[row])
    const [total, count] = sums.get(netuid) ?? [0, 0]
    sums.set(netuid, [total + value, count + 1])
  })
  return new Map([...sums].map(([netuid, [total, count]]) => [netuid, total / count]))
}

/**
 * What share of the network's emission the attack moved to its subnets, mean over the samples:
 *
 *   sum over i in S of (share_i - share_i of the twin run),   S = { i : the coalition holds more alpha than its twins }
 *
 * 0 where it holds more nowhere. A ring within one subnet moves nothing: it takes from that subnet's own emission.
 */
export function shareGain({ treated, twin }: Pair): number {
  const held = meansBySubnet(treated, 'adversary_alpha')
  const heldByTwins = meansBySubnet(twin, 'adversary_alpha')
  const share = meansBySubnet(treated, 'emission_share_frac')
  const shareOfTwin = meansBySubnet(twin, 'emission_share_frac')
  if (held.size === 0 || share.size === 0 || shareOfTwin.size === 0) return Number.NaN
  let gained = 0
  for (const [netuid, alpha] of held) {
    if (alpha > (heldByTwins.get(netuid) ?? 0)) {
      gained += (share.get(netuid) ?? 0) - (shareOfTwin.get(netuid) ?? 0)
    }
  }
  return gained
}

/** What the treatment did to others. */
export const effectMetrics = pairedMetricsOf('metrics of this project, sections A.1 and A.10', [
  {
    column: 'share_gain_frac',
    unit: 'fraction',
    summary:
      'Share of the TAO emission that the subnets on which the coalition holds more alpha than its twins get more for it, mean over the samples.',
    formula: 'sum_S (share - share of the twin run)',
    of: shareGain,
  },
  {
    column: 'victim_loss_tao',
    unit: 'TAO',
    summary: 'What all honest cohorts together are worth less at the end than in the run without the attack.',
    of: (pair) => sum(victimLosses(pair).map(({ lossTao }) => lossTao)),
  },
  {
    column: 'victim_loss_worst_frac',
    unit: 'fraction',
    summary: 'Loss of the honest cohort that lost the largest part of its wealth.',
    of: (pair) => {
      const parts = victimLosses(pair)
        .map(({ lossFrac }) => lossFrac)
        .filter(Number.isFinite)
      return parts.length > 0 ? Math.max(...parts) : Number.NaN
    },
  },
  {
    column: 'honest_emission_loss_frac',
    unit: 'fraction',
    summary: 'Part of emission that the honest UIDs get less for the attack, mean over the epochs.',
    of: ({ treated, twin }) => figure(twin, 'honest_emission_frac') - figure(treated, 'honest_emission_frac'),
  },
])
