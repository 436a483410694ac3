import { choice, fixed, fraction, number, optional, tao } from '../fields.js'
import { syntheticDefaults as synthetic } from './synthetic.js'

/** What a scenario's `genesis:` may say beyond the snapshot and the subnets. */
export const genesisFields = fixed({
  rest: choice(
    ['frozen', 'absent'] as const,
    'frozen',
    'subnets of the snapshot that are not simulated: frozen ones keep their moving price and take their share of emission, absent ones never were',
  ),
  rootAlphaDays: number(
    36.6,
    'days',
    "root's held alpha at the start, in days of its inflow: 50 (1 - e^(-66/50)), Root Reborn being 66 days old",
    { min: 0, max: 1000 },
  ),
  poolTao: tao(`${synthetic.poolTao.median} TAO`, 'synthetic: median TAO in a pool'),
  poolSpread: number(synthetic.poolTao.logSd, 'log', 'synthetic: standard deviation of its logarithm', {
    min: 0,
    max: 5,
  }),
  price: number(synthetic.price.median, 'TAO/alpha', 'synthetic: median price', { min: 1e-6, max: 1 }),
  priceSpread: number(synthetic.price.logSd, 'log', 'synthetic: standard deviation of its logarithm', {
    min: 0,
    max: 5,
  }),
  correlation: number(synthetic.correlation, '-', 'synthetic: correlation of both logarithms', {
    min: -1,
    max: 1,
  }),
  sumOfPrices: optional(number(1, 'TAO', 'synthetic: scale prices to this sum', { min: 1e-6, max: 1000 })),
  minerBurned: optional(
    fraction(
      '0%',
      "part of every subnet's miner incentive withheld at the start; left out: as the snapshot has it",
    ),
  ),
  rootTao: optional(tao('5454229.6 TAO', 'TAO on root; the snapshot says otherwise if it is left out')),
})
