import { averagingRate } from '../consensus/bond-store.js'
import { exactLiquidBond, exactLiquidRate, exactRate } from '../consensus/exact/bonds.js'
import * as fixed from '../consensus/exact/fixed.js'
import { exactMedian } from '../consensus/exact/median.js'
import type { EpochParams } from '../consensus/inputs.js'
import { alphaCurve, liquidBond, liquidRate } from '../consensus/liquid-alpha.js'
import { weightedMedian } from '../consensus/median.js'
import { expBits, ONE, sigmoidBits } from '../numeric/grid.js'
import type { Mode } from './hold.js'

type Bits = number | bigint
type Alpha = Pick<EpochParams, 'alphaLow' | 'alphaHigh' | 'alphaSteepness'>

/** Single functions of the epoch, on raw bits of 2^-32. Scores of medians may be on any scale. */
export interface ConsensusFunctions {
  median(stakes: number[], scores: number[], minority: number): number
  exp(x: number): Bits
  sigmoid(x: number, rho: number, kappa: number): Bits
  rate(bondsMovingAverage: number): Bits
  liquidRate(alpha: Alpha, consensus: number, weight: number, bond: number): Bits
  liquidBond(rate: number, weight: number, bond: number): Bits
}

const kernel: ConsensusFunctions = {
  median(stakes, scores, minority) {
    const voters = stakes.flatMap((s, k) => (s > 0 && scores[k] > 0 ? [k] : []))
    const heard = voters.reduce((sum, k) => sum + stakes[k], 0)
    const silent = stakes.reduce((a, b) => a + b, 0) - heard
    const score = Float64Array.from(voters, (k) => scores[k])
    const stake = Float64Array.from(voters, (k) => stakes[k])
    return weightedMedian(score, stake, 0, voters.length, silent, minority, 0)
  },
  exp: expBits,
  sigmoid: sigmoidBits,
  rate: averagingRate,
  liquidRate: (alpha, consensus, weight, bond) => liquidRate(alphaCurve(alpha), consensus, weight, bond),
  liquidBond,
}

const twin: ConsensusFunctions = {
  median(stakes, scores, minority) {
    // the chain searches among whole numbers; ranks stand for scores of any scale
    const distinct = [...new Set(scores)].sort((a, b) => a - b)
    const ranks = scores.map((s) => BigInt(distinct.indexOf(s)))
    // without stake there is no voice
    const voters = stakes.flatMap((s, k) => (s > 0 ? [k] : []))
    const found = exactMedian(
      voters.map((k) => BigInt(stakes[k])),
      voters.map((k) => ranks[k]),
      BigInt(minority),
    )
    return distinct[Number(found)]
  },
  exp: (x) => fixed.exp(BigInt(x)),
  sigmoid: (x, rho, kappa) => fixed.sigmoid(BigInt(x), BigInt(rho), BigInt(kappa)),
  rate: exactRate,
  liquidRate: (alpha, consensus, weight, bond) =>
    exactLiquidRate(alpha, BigInt(consensus), BigInt(weight), BigInt(bond)),
  liquidBond: (rate, weight, bond) => exactLiquidBond(BigInt(rate), BigInt(weight), BigInt(bond)),
}

export const consensusFunctions: Record<Mode, ConsensusFunctions> = { fast: kernel, exact: twin }

/** A real number in raw bits. */
export const bits = (x: number): number => Math.round(x * ONE)
/** The same by way of a 32-bit float, as the chain's tests write many of their numbers. */
export const floatBits = (x: number): number => bits(Math.fround(x))
/** The real number of raw bits. */
export const real = (x: Bits): number => Number(x) / ONE
