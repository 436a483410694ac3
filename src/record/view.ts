import type { World } from '../state/world.js'

/**
 * What the records may read beside the plain columns of the world. Nothing here changes anything: a metric cannot
 * influence a run. Amounts are RAO, prices TAO per alpha.
 */
export interface RecordView {
  readonly world: World
  /** In the order of the scenario. */
  readonly cohorts: readonly CohortView[]
  /** Index into `cohorts` of the cohort that holds this coldkey; -1 for keys of the background. */
  cohortOf(coldkey: number): number
  /** Number of the agent within its cohort, from 0; -1 for keys of the background. */
  memberOf(coldkey: number): number

  /** Spot price; 0 if the pool holds no alpha. */
  price(netuid: number): number
  /** Spot prices of all netuids that are simulated, into `out` by netuid. Does what `price` does, in one pass. */
  prices(out: Float64Array): void
  /** Weight of the TAO side of the pool, 0..1. */
  taoWeight(netuid: number): number
  /** Part of a trade's input taken as fee, 0..1. */
  feeFraction(netuid: number): number
  /** Alpha that `tao` RAO would buy now, fee included in `tao`; NaN if the pool refuses. */
  buys(netuid: number, tao: number): number
  /** TAO that `alpha` RAO would fetch now, fee included in `alpha`; NaN if the pool refuses. */
  sells(netuid: number, alpha: number): number

  /** TAO minted per block at the present issuance. */
  blockEmission(): number
  /** Issuance at which the block emission is next halved, RAO; NaN if there is none. */
  nextThreshold(): number
  /** How often the block emission has been halved. */
  halvings(): number
  /** Alpha minted for participants per block at the present alpha issuance, whether or not the subnet emits. */
  alphaEmission(netuid: number): number
  /** How often the alpha emission of the subnet has been halved. */
  alphaHalvings(netuid: number): number
  /** Whether root's alpha dividends are sold now. */
  rootSells(): boolean

  /** Trades of users since the start. */
  tradeTotal(): number
  /** Calls refused since the start, by refusal code. */
  readonly refusals: ArrayLike<number>

  /** True quality of what a UID serves, log units (0 is the median miner); NaN if its holder serves nothing. */
  quality(netuid: number, uid: number): number
  /** What a validator's public row says of a UID, u16; -1 for no entry. */
  weight(netuid: number, validator: number, uid: number): number

  /** USD per TAO outside the chain; NaN if the scenario has no such market. */
  taoPriceUsd(): number
  /** Fundamental value of a subnet's alpha, TAO per alpha, which the chain never sees. */
  fundamental(netuid: number): number
  /** What chance brought from outside since the start, less what was to be expected. */
  readonly surprises: SurprisesView
}

/** Sums of draws less their expectations: over replicates each has mean 0. */
export interface SurprisesView {
  /** Of the logarithm of the TAO price. */
  readonly taoUsd: number
  /** Of the market-wide flow, RAO. */
  readonly marketFlow: number
  /** Of the orders of retail and large holders, RAO. */
  readonly orderFlow: number
}

/** A cohort, as the records see it: who its members are, and running totals since the start. */
export interface CohortView {
  readonly id: string
  /** Id of the strategy. */
  readonly kind: string
  readonly adversary: boolean
  /** What its strategy is on the chain: `miner`, `validator`, `owner`, `staker`, `trader`, `demand`. */
  readonly role: string
  /** Wallets of its own: a house of many agents is one. */
  readonly size: number
  /** Agents, of which several may use one wallet. */
  readonly agents: number
  /** Home subnet of an agent, -1 for none. */
  home(agent: number): number
  /** Hotkey row of an agent, -1 for none. */
  hotkey(agent: number): number
  /** Whether an agent has left for good. */
  gone(agent: number): boolean
  /** What its agents remember under a name, one number an agent; undefined if the strategy has no such memory. */
  remembered(name: string): ArrayLike<number> | undefined
  /** A parameter of an agent as it stands now; NaN if the strategy has no such number. */
  param(name: string, agent: number): number
  /** Coldkey row of a member. */
  coldkey(member: number): number
  /** Members still there: not exited. */
  active(): number
  /** What the chain paid its members since the start, RAO: alpha at the spot price of the moment. */
  incomeTotal(): number
  /** Trades of its members since the start. */
  tradeTotal(): number
  /** Calls of its members refused since the start. */
  refusalTotal(): number
}

/** What an epoch paid out, RAO of alpha: handed over by the chain in one reused object. */
export interface EpochFigures {
  /** To miners, withheld part included. */
  server: number
  /** To validators and their nominators, root's part not included. */
  validator: number
  /** To root. */
  root: number
  /** To the owner. */
  ownerCut: number
  /** Miner incentive of the owner's keys that was withheld (burned or recycled). */
  withheld: number
}
