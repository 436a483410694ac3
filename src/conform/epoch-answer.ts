import { measureTrust, runEpoch } from '../consensus/epoch.js'
import { type ExactEpoch, exactEpoch } from '../consensus/exact/epoch.js'
import { toReal, toU16 } from '../consensus/exact/fixed.js'
import { SubnetMatrix } from '../consensus/matrix.js'
import { EpochResult } from '../consensus/result.js'
import type { EpochCase, StoredRows } from './epoch-case.js'
import type { Mode } from './hold.js'

/** What an epoch gave, whoever computed it. Reals 0 .. 1, u16 as stored, emissions in RAO. */
export interface EpochAnswer {
  stake: number[]
  activeStake: number[]
  consensus: number[]
  validatorTrust: number[]
  incentive: number[]
  dividends: number[]
  serverEmission: (number | bigint)[]
  validatorEmission: (number | bigint)[]
  combinedEmission: (number | bigint)[]
  permit: boolean[]
  active: boolean[]
  stakeU16: number[]
  consensusU16: number[]
  validatorTrustU16: number[]
  trustU16: number[]
  incentiveU16: number[]
  dividendsU16: number[]
  bonds: StoredRows
}

/** Answers one epoch after another. A chained one keeps its own bonds and permits after the first. */
export type Engine = (one: EpochCase) => EpochAnswer

/** An engine for one case: the kernel that the block loop calls, or its exact twin. */
export function engineFor(mode: Mode, chained: boolean): Engine {
  return mode === 'fast' ? kernel(chained) : twin(chained)
}

function kernel(chained: boolean): Engine {
  let kept: SubnetMatrix | null = null
  let out: EpochResult | null = null
  return (one) => {
    const { n } = one.input
    const goesOn = chained && kept !== null && out !== null
    const matrix = goesOn && kept ? kept : new SubnetMatrix(n)
    const result = goesOn && out ? out : new EpochResult(n)
    store(matrix, one, !goesOn)
    runEpoch(matrix, goesOn ? { ...one.input, permit: result.permit } : one.input, result)
    measureTrust(matrix, n, result)
    kept = matrix
    out = result
    return readKernel(matrix, result)
  }
}

function store(matrix: SubnetMatrix, one: EpochCase, withBonds: boolean): void {
  const uids = (row: StoredRows[number]) => row.map((e) => e[0])
  const values = (row: StoredRows[number]) => row.map((e) => e[1])
  one.weights.forEach((row, i) => {
    matrix.setRow(i, uids(row), values(row))
  })
  if (!withBonds) return
  one.bonds.forEach((row, i) => {
    matrix.setBonds(i, uids(row), values(row))
  })
}

/** The bonds of a matrix as a vector writes them. */
function bondRows(matrix: SubnetMatrix): [number, number][][] {
  return Array.from({ length: matrix.capacity }, (_, i) => {
    const row: [number, number][] = []
    for (let j = 0; j < matrix.capacity; j++) {
      const bond = matrix.bond(i, j)
      if (bond >= 0) row.push([j, bond])
    }
    return row
  })
}

function readKernel(matrix: SubnetMatrix, out: EpochResult): EpochAnswer {
  const flags = (values: Uint8Array) => Array.from(values, (v) => v !== 0)
  return {
    stake: [...out.stake],
    activeStake: [...out.activeStake],
    consensus: [...out.consensus],
    validatorTrust: [...out.validatorTrust],
    incentive: [...out.incentive],
    dividends: [...out.dividends],
    serverEmission: [...out.serverEmission],
    validatorEmission: [...out.validatorEmission],
    combinedEmission: [...out.combinedEmission],
    permit: flags(out.permit),
    active: flags(out.active),
    stakeU16: [...out.stakeU16],
    consensusU16: [...out.consensusU16],
    validatorTrustU16: [...out.validatorTrustU16],
    trustU16: [...out.trustU16],
    incentiveU16: [...out.incentiveU16],
    dividendsU16: [...out.dividendsU16],
    bonds: bondRows(matrix),
  }
}

function twin(chained: boolean): Engine {
  let before: ExactEpoch | null = null
  return (one) => {
    const goesOn = chained && before !== null
    const got = exactEpoch({
      ...one.input,
      stake: one.stakeRao,
      pool: one.poolRao,
      permit: goesOn && before ? Uint8Array.from(before.permit, (p) => (p ? 1 : 0)) : one.input.permit,
      weights: one.weights,
      bonds: goesOn && before ? before.bonds : one.bonds,
    })
    before = got
    return readTwin(got)
  }
}

function readTwin(got: ExactEpoch): EpochAnswer {
  return {
    stake: got.stake.map(toReal),
    activeStake: got.activeStake.map(toReal),
    consensus: got.consensus.map(toReal),
    validatorTrust: got.validatorTrust.map(toReal),
    incentive: got.incentive.map(toReal),
    dividends: got.dividends.map(toReal),
    serverEmission: got.serverEmission,
    validatorEmission: got.validatorEmission,
    combinedEmission: got.combinedEmission,
    permit: got.permit,
    active: got.active,
    stakeU16: got.stake.map(toU16),
    consensusU16: got.consensus.map(toU16),
    validatorTrustU16: got.validatorTrust.map(toU16),
    trustU16: got.trust.map(toU16),
    incentiveU16: got.incentive.map(toU16),
    dividendsU16: got.dividends.map(toU16),
    bonds: got.bonds,
  }
}
