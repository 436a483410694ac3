/** A shipped scenario in the gallery. */
export interface Shown {
  /** File among scenarios, without its ending. */
  readonly scenario: string
  /** What is changed so that it takes seconds, as after --set. */
  readonly set: readonly string[]
  /** Figure of the report. */
  readonly figure: string
}

/** Short, so that all of them take two minutes. A picture shows what a scenario is about, not its answer. */
export const shown: readonly Shown[] = [
  {
    scenario: 'quickstart',
    set: ['horizon=15d', 'genesis.halvingIn=8d', 'genesis.subnets.largest=4', 'genesis.uids=112'],
    figure: 'adversaries',
  },
  { scenario: 'flow-emissions', set: ['horizon=20d', 'genesis.subnets.largest=8'], figure: 'shares' },
  { scenario: 'collusion', set: ['horizon=2d'], figure: 'adversaries' },
  {
    scenario: 'halving-next',
    set: ['horizon=20d', 'warmup=0d', 'genesis.halvingIn=10d', 'genesis.subnets.largest=4'],
    figure: 'block-emission',
  },
  { scenario: 'shocks', set: ['horizon=40d', 'genesis.subnets.largest=8'], figure: 'movers' },
  { scenario: 'thin-liquidity', set: ['horizon=25d'], figure: 'movers' },
  { scenario: 'stated-rule', set: ['horizon=20d', 'genesis.subnets.largest=4'], figure: 'wealth' },
  { scenario: 'plugin-example', set: ['horizon=10d'], figure: 'wealth' },
  {
    scenario: 'mainnet-year',
    set: [
      'horizon=4d',
      'genesis.resolution=aggregate',
      'population.miners.count=10 per subnet',
      'population.lazy-miners.count=2 per subnet',
    ],
    figure: 'price-fan',
  },
]

/** A picture that another script makes: the run itself is one epoch, of which there is little to see. */
export const elsewhere: Readonly<Record<string, string>> = { 'consensus-guarantee': 'validation-kappa' }

/** Scenarios that a page of their own is about. */
export const own: Readonly<Record<string, string>> = { 'backtest-2026q3': 'calibration.md' }
