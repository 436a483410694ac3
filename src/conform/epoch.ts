import { ONE } from '../numeric/grid.js'
import { mathRunner } from './consensus-math.js'
import { type EpochAnswer, engineFor } from './epoch-answer.js'
import { caseOfChain, caseOfStep, type StoredRows } from './epoch-case.js'
import { summaryRunner } from './epoch-summary.js'
import { guaranteeRunners } from './guarantee.js'
import type { Hold, Mode, Runner, Vector } from './hold.js'
import { nullRunner } from './null-epoch.js'
import { researchRunner } from './research.js'

/** Reals of an epoch agree within this, and emissions within this part of the epoch's. */
const REAL = 1e-7

/** The kind under which an element of `epoch-chain-*.json` is reported. */
export function epochKind(vector: Vector): string {
  if (vector.kind !== 'epoch') return vector.kind
  if (vector.variant === 'classic') return 'epoch-classic'
  return vector.liquidAlpha ? 'epoch-yuma3-liquid' : 'epoch-yuma3'
}

/** Random subnets with the chain's own arithmetic: each epoch from its own input, then one from the other. */
const chainCases: Runner = {
  kinds: ['epoch', 'epoch-classic', 'epoch-yuma3', 'epoch-yuma3-liquid'],
  run(vector: Vector, hold: Hold, mode: Mode): void {
    const fresh = engineFor(mode, false)
    const chained = engineFor(mode, true)
    // biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
    vector.epochs.forEach((epoch: any, t: number) => {
      const one = caseOfChain(vector, epoch)
      compareChain(`epochs.${t}.fresh`, epoch.expect, fresh(one), one.input.pool, hold)
      compareChain(`epochs.${t}.chained`, epoch.expect, chained(one), one.input.pool, hold)
    })
  },
}

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
function compareChain(field: string, want: any, got: EpochAnswer, pool: number, hold: Hold): void {
  const reals = ['stake', 'activeStake', 'consensus', 'validatorTrust', 'incentive', 'dividends'] as const
  for (const name of reals) hold.real(`${field}.${name}`, want[name], got[name], 1, REAL)
  const floor = Math.max(2, REAL * pool)
  hold.rao(`${field}.serverEmissionRao`, want.serverEmissionRao, got.serverEmission, 0, floor)
  hold.rao(`${field}.validatorEmissionRao`, want.validatorEmissionRao, got.validatorEmission, 0, floor)
  hold.equal(`${field}.newValidatorPermit`, want.newValidatorPermit, got.permit)
  const shares = ['consensusU16', 'incentiveU16', 'dividendsU16', 'validatorTrustU16'] as const
  for (const name of shares) hold.u16(`${field}.${name}`, want[name], got[name])
  compareBonds(`${field}.bondsU16`, want.bondsU16, got.bonds, hold)
}

/** Which pairs hold a bond must agree; how much of one, within 1. */
function compareBonds(field: string, want: StoredRows, got: StoredRows, hold: Hold): void {
  const uids = (rows: StoredRows) => rows.map((row) => row.map((e) => e[0]))
  const values = (rows: StoredRows) => rows.map((row) => row.map((e) => e[1]))
  hold.equal(`${field}.uids`, uids(want), uids(got))
  hold.u16(field, values(want), values(got))
}

/** Sequences from the chain's own tests, each step alone and chained. */
const sequences: Runner = {
  kinds: ['chain-epoch-sequence'],
  run(vector: Vector, hold: Hold, mode: Mode): void {
    const fresh = engineFor(mode, false)
    const chained = engineFor(mode, true)
    // biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
    vector.steps.forEach((step: any, t: number) => {
      const one = caseOfStep(vector, step)
      compareStep(`steps.${t}.fresh`, step.expected, fresh(one), one.input.pool, hold)
      compareStep(`steps.${t}.chained`, step.expected, chained(one), one.input.pool, hold)
    })
  },
}

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
function compareStep(field: string, want: any, got: EpochAnswer, pool: number, hold: Hold): void {
  hold.u16(`${field}.stake_weight`, want.stake_weight, got.stakeU16)
  hold.u16(`${field}.consensus`, want.consensus, got.consensusU16)
  hold.u16(`${field}.incentive`, want.incentive, got.incentiveU16)
  hold.u16(`${field}.dividends`, want.dividends, got.dividendsU16)
  hold.u16(`${field}.validator_trust`, want.validator_trust, got.validatorTrustU16)
  hold.u16(`${field}.trust`, want.trust, got.trustU16)
  hold.equal(`${field}.new_permits`, want.new_permits, got.permit)
  hold.equal(`${field}.active`, want.active, got.active)
  const floor = Math.max(2, REAL * pool)
  hold.rao(`${field}.emission`, want.emission, got.combinedEmission, 0, floor)
  hold.rao(`${field}.server_emission`, want.server_emission, got.serverEmission, 0, floor)
  hold.rao(`${field}.validator_emission`, want.validator_emission, got.validatorEmission, 0, floor)
  compareBonds(`${field}.bonds_after_u16`, want.bonds_after_u16, got.bonds, hold)
  const bits = (name: string, reals: number[]) =>
    hold.real(
      `${field}.bits.${name}`,
      want.bits[name],
      reals.map((v) => v * ONE),
      ONE,
      REAL,
    )
  bits('consensus', got.consensus)
  bits('incentive', got.incentive)
  bits('dividends', got.dividends)
  bits('active_stake', got.activeStake)
}

/** Everything that holds the consensus kernel, its exact twin, and the models beside it. */
export const epochRunners: Runner[] = [
  chainCases,
  sequences,
  summaryRunner,
  mathRunner,
  nullRunner,
  researchRunner,
  ...guaranteeRunners,
]
