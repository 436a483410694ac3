import { limbsExact } from '../../numeric/limbs.js'
import { alphaIssuance, alphaOut } from '../../state/world.js'
import { alphaStaked } from '../holdings.js'
import { metricsOf } from '../metric.js'
import type { SubnetRow } from '../rows/subnet-row.js'

const outside = ({ world: { subnets }, netuid }: SubnetRow) =>
  limbsExact(subnets.alphaOutHigh[netuid], subnets.alphaOutLow[netuid])

/** Emission, alpha supply and registration of a subnet. */
export const subnetMetrics = metricsOf(
  'subnets',
  'pallets/subtensor/src/coinbase/run_coinbase.rs, 14bc6f9f',
  [
    {
      column: 'emission_share_frac',
      unit: 'fraction',
      summary: "Share of the block's TAO emission.",
      sample: (s) => s.ofBlock(s.world.subnets.share[s.netuid]),
    },
    {
      column: 'emission_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'TAO emission at the present share.',
      formula: '7200 e',
      sample: (s) => s.ofBlock(s.world.subnets.emissionTao[s.netuid] * 7_200),
    },
    {
      column: 'injection_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'TAO injected into the pool, mean since the last sample.',
      sample: (s) => s.since('injectedTotal') / s.days,
    },
    {
      column: 'injection_alpha_per_day',
      unit: 'alpha/day',
      as: 'rao',
      summary: 'Alpha injected into the pool, mean since the last sample.',
      sample: (s) => s.since('alphaInTotal') / s.days,
    },
    {
      column: 'chain_buy_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'TAO with which the chain bought alpha, mean since the last sample.',
      sample: (s) => s.since('chainBuyTotal') / s.days,
    },
    {
      column: 'root_sell_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: "TAO paid out for root's alpha, mean since the last sample.",
      sample: (s) => s.since('rootSoldTotal') / s.days,
    },
    {
      column: 'root_proportion_frac',
      unit: 'fraction',
      summary: 'Weight of root TAO against alpha issuance.',
      formula: 'w r / (w r + A)',
      sample: (s) => s.world.subnets.rootProportion[s.netuid],
    },
    {
      column: 'reservoir_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'Injected TAO that the pool refused and that waits beside it.',
      sample: (s) => s.world.subnets.taoReservoir[s.netuid],
    },
    {
      column: 'reservoir_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'Injected alpha that the pool refused and that waits beside it.',
      sample: (s) => s.world.subnets.alphaReservoir[s.netuid],
    },
    {
      column: 'alpha_out_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'Alpha outside the pool, burned and chain-owned included.',
      formula: 'A',
      sample: (s) => alphaOut(s.world, s.netuid),
      exact: outside,
    },
    {
      column: 'alpha_issuance_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'Alpha in and outside the pool.',
      formula: 'X + A',
      sample: (s) => alphaIssuance(s.world, s.netuid),
      exact: (s) => outside(s) + BigInt(s.world.subnets.alphaReserve[s.netuid]),
    },
    {
      column: 'protocol_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'Alpha that the chain bought and no one owns.',
      sample: (s) => s.world.subnets.protocolAlpha[s.netuid],
    },
    {
      column: 'root_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: "Root's alpha dividends held, not yet sold or claimed.",
      sample: (s) => s.world.subnets.rootAlpha[s.netuid],
    },
    {
      column: 'burned_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'Alpha burned for good, still counted in alpha_out_alpha.',
      sample: (s) => s.world.subnets.burnedAlpha[s.netuid],
    },
    {
      column: 'alpha_emission_per_block',
      unit: 'alpha/block',
      as: 'rao',
      summary: 'Alpha minted for participants per block at this alpha issuance.',
      sample: (s) => s.view.alphaEmission(s.netuid),
    },
    {
      column: 'alpha_halving_index',
      unit: 'count',
      summary: "How often the subnet's alpha emission has been halved.",
      formula: 'n',
      sample: (s) => s.view.alphaHalvings(s.netuid),
    },
    {
      column: 'cohort_gap',
      unit: 'count',
      summary: 'Alpha halvings of the subnet less halvings of TAO.',
      formula: 'n - k',
      sample: (s) => s.view.alphaHalvings(s.netuid) - s.view.halvings(),
    },
    {
      column: 'haircut_exit_frac',
      unit: 'fraction',
      summary:
        "What holders would lose against spot if all staked alpha were sold at once, burned alpha and the chain's own left out; empty if the pool refuses it.",
      formula: '1 - sold(A) / (p A)',
      sample: (s) => {
        const held = alphaStaked(s.world, s.netuid)
        return 1 - s.view.sells(s.netuid, held) / (held * s.price)
      },
    },
    {
      column: 'miner_burn_frac',
      unit: 'fraction',
      summary: "Part of the miners' incentive withheld in the last tempo.",
      sample: (s) => s.world.subnets.minerBurned[s.netuid],
    },
    {
      column: 'burn_price_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'Price of registering a neuron.',
      sample: (s) => s.world.subnets.burn[s.netuid],
    },
    {
      column: 'burn_paid_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'TAO paid for registering neurons since the last sample.',
      sample: (s) => s.since('registrationPaidTotal'),
    },
    {
      column: 'registrations',
      unit: 'count',
      summary: 'Neurons registered since the last sample.',
      sample: (s) => s.since('registrationTotal'),
    },
    {
      column: 'reg_rate_per_360',
      unit: '1/(360 blocks)',
      summary: 'Registrations per 360 blocks, mean since the last sample.',
      sample: (s) => s.since('registrationTotal') / (s.days * 20),
    },
    {
      column: 'neurons',
      unit: 'count',
      summary: 'UIDs in use.',
      sample: (s) => s.world.subnets.neuronCount[s.netuid],
    },
    {
      column: 'miner_revenue_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: "Miners' 41 % of the alpha emission at spot, before anything is withheld.",
      formula: '7200 0.41 A_out p',
      sample: (s) => s.ofBlock(s.world.subnets.alphaEmitted[s.netuid] * 0.41 * 7_200 * s.price),
    },
  ],
)
