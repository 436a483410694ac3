import { registry } from '../../src/card.js'
import { blocks, choice, flag, fraction, integer, number, tao } from '../../src/fields.js'
import type { ScenarioCatalogue, StrategyCard } from '../../src/scenario/scenario.js'

const card = (id: string) => ({ id, summary: `the ${id}`, source: 'made for tests' })

/** A small catalogue: what a scenario may name in these tests. */
export const catalogue: ScenarioCatalogue = {
  strategies: registry<StrategyCard>('strategy', [
    { ...card('honest-miner'), role: 'miner', params: { quality: fraction('80 %', 'quality of its work') } },
    {
      ...card('honest-validator'),
      role: 'validator',
      params: {
        noise: number(0.1, '', 'error of a score', { min: 0 }),
        policy: choice(['hug', 'lowball'], 'hug', 'policy'),
      },
    },
    {
      ...card('momentum-staker'),
      role: 'staker',
      params: {
        lookback: blocks('1 day', 'window of a return'),
        threshold: fraction('5 %', 'least return that triggers a purchase'),
        share: fraction('10 %', 'part of free TAO spent'),
      },
    },
  ]),
  eras: registry('era', [card('mainnet@spec475'), card('mainnet@v3.2.10')]),
  defaultEra: 'mainnet@spec475',
  regimes: {
    shares: registry('share rule', [card('price-ema'), card('flow-ema')]),
    market: registry('market', [card('constant-product'), card('balancer')]),
  },
  snapshots: registry('snapshot', [
    { ...card('mainnet-2026-10-08'), netuids: [64, 4, 3, 1, 8, 9, 51, 56, 62, 120] },
    card('synthetic'),
  ]),
  sections: {
    genesis: { rootTao: tao('1e6 TAO', 'TAO on root') },
    network: { taoWeight: fraction(0.18, 'weight of root TAO', { fixed: true }) },
    subnet: {
      kappa: fraction(0.5, 'majority', { fixed: true }),
      tempo: blocks('360 blocks', 'time between epochs', {
        min: '2 blocks',
        max: '50400 blocks',
        fixed: true,
      }),
      yuma3: flag(true, 'Yuma 3'),
    },
    market: {
      volatility: number(0.9, '1/sqrt(year)', 'of the TAO price', { min: 0 }),
      jumps: integer(6, '1/year', 'jumps a year'),
      flow: fraction(0, 'market-wide flow', { min: -1 }),
    },
  },
  events: registry('kind of event', [{ ...card('buy'), fields: { amount: tao('10 TAO', 'spent') } }]),
  presets: registry('preset', [
    {
      ...card('mainnet'),
      cohorts: [
        { id: 'miners', strategy: 'honest-miner', count: '10 per subnet' },
        { id: 'momentum', strategy: 'momentum-staker', count: 20, capital: '100 TAO' },
      ],
    },
  ]),
  metrics: ['gini', 'attack_roi_frac'],
}
