import { alphaIssuance, totalIssuance } from '../../state/world.js'
import { median } from '../../stats/median.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR, RAO_PER_TAO, ROOT } from '../../units.js'
import { alphaStaked } from '../holdings.js'
import { metricsOf } from '../metric.js'
import type { NetworkRow } from '../rows/network-row.js'
import { alphaYield, MINERS_PART, rootYield, STAKERS_PART, yearly } from '../yields.js'

/** Alpha minted for participants a day on all living subnets, at spot, RAO of TAO. */
const emitted = (n: NetworkRow) =>
  BLOCKS_PER_DAY * n.sum((netuid) => n.world.subnets.alphaEmitted[netuid] * n.view.price(netuid))

/** The same on subnets with consensus. */
const emittedInFull = (n: NetworkRow) =>
  BLOCKS_PER_DAY *
  n.sum((netuid) => (inFull(n, netuid) ? n.world.subnets.alphaEmitted[netuid] * n.view.price(netuid) : 0))

/** Root's TAO and the alpha staked on living subnets at spot, RAO. */
const stakeValue = (n: NetworkRow) =>
  n.world.subnets.taoReserve[ROOT] + n.sum((netuid) => alphaStaked(n.world, netuid) * n.view.price(netuid))

/** Subnets with consensus: where shares are fixed, who mines is not simulated. */
const inFull = ({ world }: NetworkRow, netuid: number) => world.subnets.resolution[netuid] === 1

/** UIDs with incentive on subnets with consensus; those of the owner count where they have some. NaN for none. */
function paidMiners(n: NetworkRow): number {
  const { netuids, neurons, subnets, stride } = n.world
  let paid = 0
  for (const netuid of netuids) {
    if (!inFull(n, netuid)) continue
    const first = netuid * stride
    for (let slot = first; slot < first + subnets.neuronCount[netuid]; slot++) {
      if (neurons.incentive[slot] > 0) paid++
    }
  }
  return paid > 0 ? paid : Number.NaN
}

/** (r - c) / r of each miner at work: r its average revenue, c its cost, USD a day. */
function margins({ view }: NetworkRow): number[] {
  return view.cohorts.flatMap((cohort) => {
    const revenue = cohort.remembered('revenue')
    const serving = cohort.remembered('serving')
    if (cohort.role !== 'miner' || !revenue || !serving) return []
    const effort = cohort.remembered('effort')
    const found: number[] = []
    for (let agent = 0; agent < cohort.agents; agent++) {
      const cost = cohort.param('cost', agent) * (effort ? effort[agent] : 1)
      if (serving[agent] === 1 && revenue[agent] > 0) found.push(1 - cost / revenue[agent])
    }
    return found
  })
}

let marginOf: { world: unknown; block: number; value: number } = { world: null, block: -1, value: Number.NaN }

/** The table and the figures of the run ask for the same block: tens of thousands of agents are read once. */
function medianMargin(n: NetworkRow): number {
  const { world } = n
  if (marginOf.world !== world || marginOf.block !== world.block) {
    marginOf = { world, block: world.block, value: median(margins(n)) }
  }
  return marginOf.value
}

const present = (values: readonly number[]) => values.filter((value) => Number.isFinite(value))
const medianOfSubnets = (n: NetworkRow, figure: (netuid: number) => number) =>
  median(present(Array.from(n.world.netuids, figure)))

const taoInflation = (n: NetworkRow) => (BLOCKS_PER_YEAR * n.view.blockEmission()) / totalIssuance(n.world)
function alphaInflation({ world }: NetworkRow, netuid: number): number {
  const { alphaEmitted, alphaIn } = world.subnets
  return (BLOCKS_PER_YEAR * (alphaEmitted[netuid] + alphaIn[netuid])) / alphaIssuance(world, netuid)
}

/**
 * What securing and mining the network earns. P price of TAO (USD), p spot price of an alpha, a alpha minted for its
 * participants per block, over living subnets (frozen ones emit nothing here).
 */
const budget = metricsOf('network', 'metrics of this project, section C', [
  {
    column: 'security_budget_usd_per_day',
    unit: 'USD/day',
    summary: "Validators' and root's half of the alpha emission, at spot.",
    formula: 'P 7200 0.41 sum a p',
    sample: (n) => n.ofBlock((n.view.taoPriceUsd() * STAKERS_PART * emitted(n)) / RAO_PER_TAO),
  },
  {
    column: 'security_budget_frac_of_stake',
    unit: '1/year',
    summary: 'The same in 365 days, as part of the value of all stake: root and the alpha staked, at spot.',
    formula: '365 7200 0.41 sum a p / (R + sum A p)',
    sample: (n) => n.ofBlock((365 * STAKERS_PART * emitted(n)) / stakeValue(n)),
  },
  {
    column: 'miner_revenue_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: "Miners' 41 % of the alpha emission at spot, before anything is withheld.",
    formula: '7200 0.41 sum a p',
    sample: (n) => n.ofBlock(MINERS_PART * emitted(n)),
  },
  {
    column: 'miners_active',
    unit: 'UIDs',
    summary: 'UIDs with incentive in the last epoch of their subnet; subnets without consensus are left out.',
    sample: (n) => n.ofBlock(paidMiners(n)),
  },
  {
    column: 'hash_price_usd',
    unit: 'USD',
    summary: "Miners' revenue of a day for each UID with incentive; subnets without consensus are left out.",
    formula: 'P miner revenue / miners',
    sample: (n) =>
      n.ofBlock((n.view.taoPriceUsd() * MINERS_PART * emittedInFull(n)) / RAO_PER_TAO / paidMiners(n)),
  },
  {
    column: 'miner_margin_median_frac',
    unit: 'fraction',
    summary: 'What is left of the average revenue of a miner at work after its costs, median over agents.',
    formula: 'median (r - c) / r',
    sample: (n) => medianMargin(n),
  },
])

/** What staking earns in a year: the yield of a tempo at the state of the last block, compounded 7,305 times. */
const yields = metricsOf('network', 'metrics of this project, section C', [
  {
    column: 'apy_root_frac',
    unit: '1/year',
    summary: "A year's yield of TAO on root, in TAO, at the default take; 0 while root's alpha is not sold.",
    formula: '(1 + (1 - take) 360 sum rho 0.41 a p / R)^7305 - 1',
    sample: (n) => n.ofBlock(yearly(rootYield(n.view))),
  },
  {
    column: 'apy_root_real_frac',
    unit: '1/year',
    summary: 'The same against the inflation of TAO.',
    formula: '(1 + apy) / (1 + inflation) - 1',
    sample: (n) => n.ofBlock((1 + yearly(rootYield(n.view))) / (1 + taoInflation(n)) - 1),
  },
  {
    column: 'apy_alpha_median_frac',
    unit: '1/year',
    summary: "A year's yield of alpha staked on its subnet, in alpha, median over subnets.",
    formula: '(1 + (1 - take) 360 0.41 a (1 - rho) / A)^7305 - 1',
    sample: (n) => n.ofBlock(medianOfSubnets(n, (netuid) => yearly(alphaYield(n.view, netuid)))),
  },
  {
    column: 'apy_alpha_real_median_frac',
    unit: '1/year',
    summary: "The same against the inflation of the subnet's own alpha.",
    formula: '(1 + apy) / (1 + inflation of alpha) - 1',
    sample: (n) =>
      n.ofBlock(
        medianOfSubnets(
          n,
          (netuid) => (1 + yearly(alphaYield(n.view, netuid))) / (1 + alphaInflation(n, netuid)) - 1,
        ),
      ),
  },
])

export const budgetMetrics = [...budget, ...yields]
