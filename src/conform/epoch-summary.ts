import { engineFor } from './epoch-answer.js'
import type { EpochCase } from './epoch-case.js'
import type { Hold, Mode, Runner, Vector } from './hold.js'

/** Totals of a large graph in which every validator weighs every miner alike. */
export const summaryRunner: Runner = {
  kinds: ['chain-epoch-summary'],
  run(vector: Vector, hold: Hold, mode: Mode) {
    const engine = engineFor(mode, true)
    const first = opening(vector)
    // the first epoch gives the permits; weights come after it
    let got = engine(first)
    const { n } = vector.input
    const second: EpochCase = {
      ...first,
      input: { ...first.input, block: 2, lastUpdate: new Float64Array(n).fill(2) },
      weights: rowsOf(vector),
    }
    for (let e = 0; e < vector.input.epochs_after_permit_epoch; e++) got = engine(second)
    compare(vector, got, hold)
  },
}

/** Each validator gives 65535 to each miner. */
function rowsOf(vector: Vector): [number, number][][] {
  const { n, validators } = vector.input
  const row = Array.from({ length: n - validators }, (_, k): [number, number] => [validators + k, 65_535])
  return Array.from({ length: n }, (_, i) => (i < validators ? row : []))
}

function opening(vector: Vector): EpochCase {
  const { n, validators, stake_rao_per_validator, bonds_penalty, emission, max_validators, tempo } =
    vector.input
  const stakeRao = Array.from({ length: n }, (_, i) =>
    i < validators ? BigInt(stake_rao_per_validator) : 0n,
  )
  const empty = Array.from({ length: n }, () => [])
  return {
    stakeRao,
    poolRao: BigInt(emission),
    weights: empty,
    bonds: empty,
    input: {
      n,
      block: 1,
      lastStepBlock: 0,
      ownerUid: -1,
      params: {
        kappa: 32_767,
        bondsPenalty: bonds_penalty,
        bondsMovingAverage: 900_000,
        yuma3: false,
        liquidAlpha: false,
        alphaLow: 45_875,
        alphaHigh: 58_982,
        alphaSteepness: 1000,
        tempo,
        activityCutoff: 5000,
        maxValidators: max_validators,
        stakeThreshold: 0,
      },
      stake: Float64Array.from(stakeRao, Number),
      lastUpdate: new Float64Array(n),
      registeredAt: new Float64Array(n),
      permit: new Uint8Array(n),
      pool: emission,
    },
  }
}

function compare(vector: Vector, got: ReturnType<ReturnType<typeof engineFor>>, hold: Hold): void {
  const { n, validators } = vector.input
  const { validator, server, emission_sum } = vector.expected
  for (let i = 0; i < n; i++) {
    const want = i < validators ? validator : server
    const field = `${i < validators ? 'validator' : 'server'}.${i}`
    hold.u16(`${field}.consensus`, want.consensus, got.consensusU16[i])
    hold.u16(`${field}.incentive`, want.incentive, got.incentiveU16[i])
    hold.u16(`${field}.dividends`, want.dividends, got.dividendsU16[i])
    hold.rao(`${field}.emission`, want.emission, got.combinedEmission[i])
    if (i < validators) {
      hold.u16(`${field}.validator_trust`, want.validator_trust, got.validatorTrustU16[i])
      const bonds = Array.from({ length: n - validators }, () => want.bond_to_server)
      hold.u16(
        `${field}.bond_to_server`,
        bonds,
        got.bonds[i].map((e) => e[1]),
      )
    } else {
      hold.equal(`${field}.bonds`, want.bonds, got.bonds[i].length)
    }
  }
  const total = got.combinedEmission.reduce((sum: bigint, x) => sum + BigInt(x), 0n)
  hold.rao('emission_sum', emission_sum, total)
}
