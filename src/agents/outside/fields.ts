import { choice, fixed, fraction, number, perDay, tao, usd } from '../../fields.js'

/** The world outside the chain: a scenario's `market:` section. Sources: agents.md 0.6, 0.7; calibration.md 3, 7. */
export const marketFields = fixed({
  taoUsd: usd('300 USD', 'TAO price at the start. Source: 300.8 USD on 2026-09-30'),
  drift: number(0, '1/year', 'mu of ln P', { min: -10, max: 10 }),
  volatility: number(0.9, '1/sqrt(year)', 'sigma of ln P, an assumption', { min: 0, max: 10 }),
  jumpsPerYear: number(6, '1/year', 'rate of jumps of ln P, an assumption', { min: 0, max: 1000 }),
  jumpMean: number(-0.05, 'log', 'mean jump of ln P, an assumption', { min: -2, max: 2 }),
  jumpSpread: number(0.1, 'log', 'standard deviation of a jump, an assumption', { min: 0, max: 2 }),
  dailyVolume: tao('350000 TAO', 'TAO traded a day outside the chain, an assumption'),
  impact: number(0.15, 'log', 'move of ln P by net demand of one daily volume, an assumption', {
    min: 0,
    max: 10,
  }),
  marketFlow: number(
    0.0024,
    '1/day',
    "sigma_m: market-wide flow, standard deviation a day as part of each pool's TAO. Calibrated",
    { min: 0, max: 1 },
  ),
  slowFlow: number(
    0.0016,
    '1/day',
    "slow part of the market-wide flow, stationary standard deviation as part of each pool's TAO a day",
    { min: 0, max: 1 },
  ),
  slowHalfLife: number(30, 'days', 'half-life of the slow part', { min: 0.1, max: 10_000 }),
  organicFlow: number(
    -0.0025,
    '1/day',
    "mu: net organic flow as part of each pool's TAO a day. Calibrated together with whales",
    { min: -1, max: 1 },
  ),
  fundamental: choice(
    ['exogenous', 'revenue', 'yield'],
    'exogenous',
    'what alpha is worth: a value that wanders by itself, the worth of revenue, or what the staking yield supports',
  ),
  fundamentalDrift: number(0, '1/day', 'mu_F of the log fundamental', { min: -1, max: 1 }),
  fundamentalVolatility: number(0.03, '1/sqrt(day)', 'sigma_F of the log fundamental', { min: 0, max: 2 }),
  fundamentalGap: number(0, 'log', 'standard deviation of ln(fundamental / price) at the start', {
    min: 0,
    max: 2,
  }),
  revenueMedian: usd('2000 USD', 'R: revenue a day of the median subnet, for `fundamental: revenue`. As A24'),
  revenueSpread: number(1, 'log', 'standard deviation of ln R across subnets. As A24', { min: 0, max: 5 }),
  revenueGrowth: number(0.1, '1/year', 'g: growth of revenue, an assumption', { min: -1, max: 1 }),
  requiredReturn: number(0.4, '1/year', 'r: return asked of revenue, above its growth. An assumption', {
    min: 0.001,
    max: 10,
  }),
  buybackPart: fraction('50%', 'b: part of the revenue that buys alpha back. As A24'),
  yieldPremium: number(
    0.2,
    '1/year',
    'yield asked above that of root, for `fundamental: yield`. An assumption',
    {
      min: 0,
      max: 10,
    },
  ),
  yieldMemory: number(7, 'days', 'memory of the mean of yields. As A11', { min: 0.01, max: 10_000 }),
  lastingActivity: number(
    1,
    'log',
    "standard deviation across subnets of the logarithm of traders' activity. Calibrated",
    { min: 0, max: 5 },
  ),
  changingActivity: number(
    0.85,
    'log',
    "standard deviation over time of the logarithm of a subnet's activity. Calibrated",
    { min: 0, max: 5 },
  ),
  // 4.5 (3.8 to 5.3) days in calibration.md 3; fitted again with agents, docs/calibration.md.
  activityHalfLife: number(5, 'days', 'half-life of a change in activity. Calibrated', {
    min: 0.01,
    max: 10_000,
  }),
  slowActivity: number(
    0,
    'log',
    'standard deviation over time of a second, slow part of the logarithm of activity; 0: one speed alone',
    { min: 0, max: 5 },
  ),
  slowActivityHalfLife: number(15, 'days', 'half-life of the slow part of activity', {
    min: 0.01,
    max: 10_000,
  }),
  newsPerYear: number(0, '1/year', "news of a subnet's project: jumps of its fundamental value", {
    min: 0,
    max: 365,
  }),
  newsSpread: number(0.5, 'log', 'standard deviation of a jump of the log fundamental', { min: 0, max: 5 }),
  fundamentalFollow: perDay(
    0,
    'part of the gap between price and fundamental value by which the fundamental value moves toward the price',
  ),
  unshielded: fraction(
    '50%',
    'part of the orders that anyone can see before they run; all of them where the network takes no shielded ones. An assumption',
  ),
  depthCap: perDay(
    0.0065,
    "alpha that all emission sellers of a subnet together sell a day, as part of the pool's alpha. Calibrated",
  ),
  backlogCap: fraction(
    '5%',
    "of the pool's alpha: more than that is not queued for sale but stays staked. Calibrated",
  ),
})
