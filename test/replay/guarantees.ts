import { ChainTrial } from '../../src/consensus/research/chain-guarantee.js'
import { drawTeams, type GuaranteeParams, utilityAgainstAll } from '../../src/consensus/research/guarantee.js'
import { createStreams } from '../../src/random/streams.js'

/** One point of the published guarantees: 512 UIDs, 64 of them validators, stake spread 0.3, the rest as named. */
export interface Guarantee extends GuaranteeParams {
  honestStake: number
  /** Spread of weights within a team's servers. */
  sigma: number
}

const point = (change: Partial<Guarantee> = {}): Guarantee => ({
  honestStake: 0.6,
  sigma: 0.4,
  kappa: 0.5,
  beta: 1,
  validatorPart: 0.5,
  ...change,
})

/** Required honest utility as the chain's documents state it. Source: docs/consensus.md, 14bc6f9f */
export const published: readonly [id: string, what: string, at: Guarantee, required: number][] = [
  ['V6', 'weights without spread', point({ sigma: 0 }), 0.6],
  ['V6', 'spread 0.2', point({ sigma: 0.2 }), 0.67],
  ['V6', 'spread 0.4', point(), 0.73],
  ['V7', 'no bonds penalty', point({ beta: 0 }), 0.78],
  ['V7', 'half the bonds penalty', point({ beta: 0.5 }), 0.76],
  ['V8', 'all emission to miners', point({ validatorPart: 0 }), 0.82],
  ['V8', 'a quarter to validators', point({ validatorPart: 0.25 }), 0.78],
  ['V9', 'honest stake 0.7', point({ honestStake: 0.7 }), 0.75],
]

/** V10 and V11: points of which the documents say which is the larger. */
export const orders = {
  unprotected: point({ kappa: 0.6, honestStake: 0.55 }),
  at51: [point({ kappa: 0.4, honestStake: 0.51 }), point({ honestStake: 0.51 })],
  at55: [point({ kappa: 0.4, honestStake: 0.55 }), point({ honestStake: 0.55 })],
} as const

/** One epoch of the chain after another, on teams drawn for this node and draw. */
export function trialOf(at: Guarantee, draw: number): ChainTrial {
  const stream = createStreams('guarantees').make(`draw/${draw}`)
  const teams = drawTeams(64, 448, at.honestStake, 0.3, at.sigma, () => stream.normal())
  return new ChainTrial(teams, at)
}

/** Required utility of each draw, against every cabal on a grid of 0.04. */
export function requiredOf(at: Guarantee, draws: number): number[] {
  return Array.from({ length: draws }, (_, draw) => {
    const trial = trialOf(at, draw)
    return utilityAgainstAll((honest, cabal) => trial.honestEmission(honest, cabal), at.honestStake)
  })
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x, 0) / values.length
