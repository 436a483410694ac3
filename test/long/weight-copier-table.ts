import type { Beginning } from '../../src/genesis.js'
import { oneSubnet, still, sumOf, TEMPO } from '../agents/one-subnet.js'
import { pass } from '../agents/small-world.js'

/** One cell of the table: the bonds rule, how old the copy is (epochs), how persistent miners' quality is. */
export interface Cell {
  readonly network: Readonly<Record<string, unknown>>
  readonly lag: number
  readonly persistence: number
}

export const bondRules = {
  'classic, beta 1': { yuma3: false, bondsPenalty: 1 },
  'classic, beta 0': { yuma3: false, bondsPenalty: 0 },
  'yuma3, beta 1': { yuma3: true, bondsPenalty: 1 },
  'yuma3 + liquid alpha, beta 1': { yuma3: true, bondsPenalty: 1, liquidAlpha: true },
} as const

/** Lag and persistence of the columns. */
export const columns = [
  { lag: 0, persistence: 0.95 },
  { lag: 1, persistence: 0.99 },
  { lag: 1, persistence: 0.95 },
  { lag: 1, persistence: 0.8 },
  { lag: 2, persistence: 0.8 },
  { lag: 1, persistence: 1 },
] as const

/** What a throw-away prototype measured, agents.md A6; rows and columns as above. */
export const reference = [
  [1.09, 1.0, 0.95, 0.87, 0.82, 1.02],
  [1.0, 1.01, 1.02, 1.12, 1.21, 1.01],
  [1.1, 0.99, 0.93, 0.8, 0.7, 1.01],
  [1.1, 0.99, 0.93, 0.79, 0.71, 1.0],
] as const

/** 15 honest validators and a copier with 5 % of the stake, 64 miners whose quality has spread 0.6, scores of noise 0.3. */
export function copierWorld({ network, lag, persistence }: Cell, seed = '1', inequality = 0): Beginning {
  const spread = { distribution: 'lognormal' as const, args: { median: 1, sigma: inequality } }
  const innovation = 0.6 * Math.sqrt(1 - persistence ** 2)
  const quality = persistence < 1 ? 0 : { distribution: 'normal' as const, args: { mean: 0, sd: 0.6 } }
  return oneSubnet(
    [
      {
        strategy: 'honest-validator',
        count: 15,
        alpha: 0.38,
        ...(inequality > 0 ? { spread } : {}),
        params: { samples: 1, smoothing: 1, sold: 0, noise: 0.3 },
      },
      { strategy: 'weight-copier', count: 1, alpha: 0.02, params: { sold: 0, lag } },
      { strategy: 'honest-miner', count: 64, params: { ...still, persistence, innovation, quality } },
    ],
    { network, seed, uids: 96 },
  )
}

/** Dividends per stake of the copier against the honest, after a start-up of 50 epochs. */
export function copierReturn(
  cell: Cell,
  epochs = 300,
  seed = '1',
  inequality = 0,
): { pay: number; gap: number } {
  const beginning = copierWorld(cell, seed, inequality)
  pass(beginning, 50 * TEMPO)
  const paid = [0, 0]
  const staked = [0, 0]
  let gap = 0
  for (let k = 0; k < epochs; k++) {
    pass(beginning, TEMPO)
    for (const cohort of [0, 1]) {
      paid[cohort] += sumOf(beginning, cohort, 'dividends')
      staked[cohort] += sumOf(beginning, cohort, 'stakeWeight')
    }
    gap += (sumOf(beginning, 1, 'validatorTrust') - sumOf(beginning, 0, 'validatorTrust') / 15) / epochs
  }
  return { pay: paid[1] / staked[1] / (paid[0] / staked[0]), gap }
}
