import { weightedMedian } from '../median.js'

/**
 * Honest majority against cabal: how much of the emission do the honest get, and how much must they agree?
 *
 * Source: opentensor/subtensor, docs/consensus.md; pallets/subtensor/src/tests/consensus.rs,
 * map_consensus_guarantees, 14bc6f9f
 */
export interface GuaranteeParams {
  /** Majority at which weights are clipped, 0 .. 1. */
  kappa: number
  /** Bonds penalty beta, 0 .. 1. */
  beta: number
  /** Validators' part of emission, xi, 0 .. 1; the chain pays one half. */
  validatorPart: number
}

/** Two teams, drawn once: the honest come first among validators and among servers. */
export interface Teams {
  validators: number
  servers: number
  honestValidators: number
  honestServers: number
  /** Sums to 1. */
  stake: Float64Array
  /** validators x servers; each row sums to 1 over the servers of each team. */
  shape: Float64Array
}

/** Two validators and two servers: the limit without variance. */
export function twoClasses(honestStake: number): Teams {
  return {
    validators: 2,
    servers: 2,
    honestValidators: 1,
    honestServers: 1,
    stake: Float64Array.of(honestStake, 1 - honestStake),
    shape: Float64Array.of(1, 1, 1, 1),
  }
}

/**
 * Draw two teams.
 *
 * Stake is max(0, 1 + sigmaStake z) per validator, normalised within its team to the team's stake. Each
 * validator's weights for each team's servers are max(0, 1 + sigmaWeight z), normalised. The honest share of
 * both kinds is that of stake.
 *
 * @param normal  standard normal deviates
 */
export function drawTeams(
  validators: number,
  servers: number,
  honestStake: number,
  sigmaStake: number,
  sigmaWeight: number,
  normal: () => number,
): Teams {
  const share = (count: number) => Math.max(1, Math.min(count - 1, Math.floor(honestStake * count)))
  const honestValidators = share(validators)
  const honestServers = share(servers)
  const stake = new Float64Array(validators)
  draw(stake, 0, honestValidators, sigmaStake, honestStake, normal)
  draw(stake, honestValidators, validators, sigmaStake, 1 - honestStake, normal)
  const shape = new Float64Array(validators * servers)
  for (let i = 0; i < validators; i++) {
    const from = i * servers
    draw(shape, from, from + honestServers, sigmaWeight, 1, normal)
    draw(shape, from + honestServers, from + servers, sigmaWeight, 1, normal)
  }
  return { validators, servers, honestValidators, honestServers, stake, shape }
}

function draw(
  out: Float64Array,
  from: number,
  to: number,
  sigma: number,
  total: number,
  normal: () => number,
): void {
  let sum = 0
  for (let k = from; k < to; k++) {
    out[k] = Math.max(0, 1 + sigma * normal())
    sum += out[k]
  }
  for (let k = from; k < to; k++) out[k] *= total / sum
}

/**
 * What the honest get of one epoch's emission, 0 .. 1:   E_H = xi sum D + (1 - xi) sum I over the honest
 *
 * One epoch of the original bonds without bonds before it, in plain reals: median, clip, rank, bonds of this
 * epoch.
 *
 * @param honestUtility  W_H, what honest validators give to honest servers
 * @param cabalUtility   W_C, what the cabal gives to its own
 */
export function honestEmission(
  teams: Teams,
  honestUtility: number,
  cabalUtility: number,
  params: GuaranteeParams,
): number {
  const { validators, servers, honestValidators, honestServers, stake, shape } = teams
  const { kappa, beta, validatorPart } = params
  const rank = new Float64Array(servers)
  const paid = new Float64Array(servers)
  const honestPaid = new Float64Array(servers)
  const weights = new Float64Array(validators)
  const scores = new Float64Array(validators)
  const stakes = new Float64Array(validators)
  for (let j = 0; j < servers; j++) {
    const honestServer = j < honestServers
    const fromHonest = honestServer ? honestUtility : 1 - honestUtility
    const fromCabal = honestServer ? 1 - cabalUtility : cabalUtility
    let heard = 0
    let silent = 0
    for (let i = 0; i < validators; i++) {
      const w = shape[i * servers + j] * (i < honestValidators ? fromHonest : fromCabal)
      weights[i] = w
      if (stake[i] === 0) continue
      if (w === 0) {
        silent += stake[i]
        continue
      }
      scores[heard] = w
      stakes[heard++] = stake[i]
    }
    const consensus = weightedMedian(scores, stakes, 0, heard, silent, 1 - kappa, 0)
    for (let i = 0; i < validators; i++) {
      const w = weights[i]
      const clipped = Math.min(w, consensus)
      rank[j] += stake[i] * clipped
      const bond = stake[i] * ((1 - beta) * w + beta * clipped)
      paid[j] += bond
      if (i < honestValidators) honestPaid[j] += bond
    }
  }
  return honestPart(rank, paid, honestPaid, honestServers, validatorPart)
}

/** xi sum D + (1 - xi) sum I over the honest, from ranks and bonds by server. */
function honestPart(
  rank: Float64Array,
  paid: Float64Array,
  honestPaid: Float64Array,
  honestServers: number,
  validatorPart: number,
): number {
  let total = 0
  let incentive = 0
  let dividends = 0
  let honest = 0
  for (let j = 0; j < rank.length; j++) {
    total += rank[j]
    if (j < honestServers) incentive += rank[j]
    if (paid[j] === 0) continue
    dividends += rank[j]
    honest += (rank[j] * honestPaid[j]) / paid[j]
  }
  const earned = dividends === 0 ? 0 : honest / dividends
  return total === 0 ? 0 : validatorPart * earned + (1 - validatorPart) * (incentive / total)
}

/** What the honest get, given W_H and W_C: by the formula above, or by the chain's epoch (chain-guarantee.ts). */
export type HonestEmission = (honestUtility: number, cabalUtility: number) => number

/**
 * The contour of retention: the least W_H at which the honest keep their share of stake, against a given
 * cabal.
 *
 * Bisection in 12 steps; emission grows with W_H. Just below 1 if no agreement is enough.
 *
 * @param insufficient  a W_H that is known not to be enough
 */
export function leastUtility(
  emission: HonestEmission,
  honestStake: number,
  cabalUtility: number,
  insufficient = 0,
): number {
  let low = insufficient
  let high = 1
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2
    if (emission(middle, cabalUtility) >= honestStake) high = middle
    else low = middle
  }
  return (low + high) / 2
}

/**
 * The largest W_H on the contour: enough against every cabal. `points` values of W_C from 0 to 1 are tried.
 */
export function utilityAgainstAll(emission: HonestEmission, honestStake: number, points = 26): number {
  let required = 0
  // the worst cabals are selfish ones, so what is enough against those mostly is enough against the others
  for (let k = points - 1; k >= 0; k--) {
    const cabal = k / (points - 1)
    if (required > 0 && emission(required, cabal) >= honestStake) continue
    required = leastUtility(emission, honestStake, cabal, required)
  }
  return required
}

const byFormula =
  (teams: Teams, params: GuaranteeParams): HonestEmission =>
  (honest, cabal) =>
    honestEmission(teams, honest, cabal, params)

/** `leastUtility` by the formula. */
export const retainingUtility = (
  teams: Teams,
  honestStake: number,
  cabalUtility: number,
  params: GuaranteeParams,
): number => leastUtility(byFormula(teams, params), honestStake, cabalUtility)

/** `utilityAgainstAll` by the formula. */
export const requiredUtility = (
  teams: Teams,
  honestStake: number,
  params: GuaranteeParams,
  points = 26,
): number => utilityAgainstAll(byFormula(teams, params), honestStake, points)
