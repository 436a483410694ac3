import type { EpochFigures, RecordView } from './view.js'

/** What is recorded, and how often. Blocks. */
export interface RecordOptions {
  /** Blocks between samples of network, subnets and agents. At least 1. */
  every: number
  /** Least blocks between two recorded epochs of a subnet; 0 records every epoch. */
  epochs: number
  trades: boolean
  validators: boolean
  miners: boolean
  /** `cohorts`: one row a cohort and sample; `each`: one row an agent besides. */
  agents: 'cohorts' | 'each'
  /** `notable`: all events but single registrations and prunings, which come in tens of thousands; `all`. */
  events: 'notable' | 'all'
}

export const defaultRecordOptions: RecordOptions = {
  every: 7_200,
  epochs: 7_200,
  trades: false,
  validators: false,
  miners: false,
  agents: 'cohorts',
  events: 'notable',
}

/** A rule in force for a stretch of the run. */
export interface EraRow {
  /** Id, such as `mainnet@spec475`. */
  id: string
  /** Block in which it took force in this run. */
  fromBlock: number
  /** Regime id by family. */
  regimes: Readonly<Record<string, string>>
  source: string
}

/** A value that genesis had to take from elsewhere. */
export interface FilledValue {
  netuid: number
  column: string
  value: number | string
  from: string
}

/** What a run is, told once when it opens. */
export interface RunInfo {
  /** Name of the scenario, or of the experiment in a sweep. */
  experiment: string
  /** 0 in a single run. */
  cellId: number
  rep: number
  seed: string
  /** Hex digits that name what determines the run; `runName` of manifest.ts. */
  configHash: string
  engineVersion: string
  /** One word for the rules: the share rule in force at the start. */
  regime: string
  startBlock: number
  /** UTC of the start block, ISO 8601. */
  startDate: string
  /** Blocks to simulate. */
  horizon: number
  /** Blocks at the start that the figures of the run leave out. */
  warmup: number
  record: RecordOptions
  snapshot: { id: string; sha256: string }
  filled: readonly FilledValue[]
}

export type RunStatus = 'complete' | 'partial' | 'failed' | 'interrupted'

/** How a run ended. */
export interface RunOutcome {
  status: RunStatus
  /** SHA-256 of the final state, hex; empty if the run did not reach its end. */
  stateHash: string
  eras: readonly EraRow[]
}

/** What the caller of a run may hang in: called between blocks, never inside one. */
export interface RunHooks {
  /** Called every few hundred blocks with blocks done since the start. */
  tick?(blocksDone: number): void
  /** True ends the run after the block at hand, with status `interrupted`. */
  stop?(): boolean
}

/** What an event's `value` holds: an amount (given in RAO, written in TAO or alpha), a plain number, or nothing. */
type ValueKind = 'rao' | 'number' | 'none'
const kind = (value: ValueKind, meaning: string) => ({ value, meaning })

/** Things that happen and are no sample. */
export const eventKinds = {
  run_start: kind('number', 'the run begins; value: the block it starts from'),
  halving: kind('rao', 'TAO emission per block was halved; value: the new emission, TAO per block'),
  alpha_halving: kind(
    'rao',
    "a subnet's alpha emission was halved; value: the new emission, alpha per block",
  ),
  era: kind('number', 'other rules took force; agent_id: the era; value: its number within the run'),
  registration: kind('rao', 'a neuron was registered; value: TAO paid'),
  deregistration: kind('number', 'a neuron was pruned; value: its UID'),
  entry: kind('rao', 'an agent began, or began again; value: what it is worth, TAO'),
  exit: kind('rao', 'an agent gave up or left; value: what it is worth, TAO'),
  owner_change: kind('none', 'a subnet has another owner'),
  subnet_start: kind('none', 'a subnet began to emit'),
  subnet_registration: kind('rao', 'a subnet was registered; value: TAO paid'),
  emission_switch: kind('number', "root switched a subnet's TAO emission; value: 1 on, 0 off"),
  subnet_dissolution: kind('rao', 'a subnet was dissolved; value: TAO paid back'),
  payment: kind('rao', 'an agent sent TAO to the wallet of another (rent, bribe); value: TAO'),
  receipt: kind('rao', 'an agent was sent TAO by another; value: TAO'),
  shock: kind('number', 'an event of the scenario took place; agent_id: its kind; value: its size'),
  default: kind('rao', 'an agent could not meet its costs; value: TAO missing'),
  refusal: kind('number', 'calls refused since the last sample; agent_id: the reason; value: how many'),
} as const
export type EventKind = keyof typeof eventKinds

/**
 * Takes in what happens. The loop calls `observe` after every block; the rest is called where things happen. An agent is
 * named by the index of its cohort and its number in it; -1, -1 is no agent.
 */
export interface Recorder {
  open(run: RunInfo, view: RecordView): void
  /** After each block: cheap unless a sample is due. */
  observe(): void
  /** An epoch has run: the neuron table holds its result. */
  epoch(netuid: number, figures: EpochFigures): void
  /**
   * A swap of a user was carried out; what the chain buys and sells itself is not told (totals come from the view). Side 0 pays TAO for alpha, 1 alpha for TAO; amounts RAO, what the trader paid and got.
   * @param fee  in the input token, part of what was paid @param taoAfter, alphaAfter the pool, the trade done
   */
  trade(
    cohort: number,
    member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter?: number,
    alphaAfter?: number,
  ): void
  /**
   * @param netuid  -1 where it concerns no subnet
   * @param value   RAO where `eventKinds` says so; NaN for none
   * @param agent   text for `agent_id` where it is not one of a cohort
   */
  event(kind: EventKind, netuid: number, cohort: number, member: number, value: number, agent?: string): void
  /** Write what is left. After a complete run the last block is sampled even if it is not due. */
  close(outcome: RunOutcome): void
}
