import type { Card } from '../../card.js'

/** Parameters of the research family, as reals. */
export interface ResearchParams {
  /** Majority, 0 .. 1. */
  kappa: number
  /** Share of the clipped weight in what a bond is paid for, 0 .. 1. */
  bondPenalty: number
  /** Part of the old bond that is kept, 0 .. 1. */
  bondMovingAverage: number
  liquidAlpha: boolean
  alphaLow: number
  alphaHigh: number
  alphaSteepness: number
  /** Which epoch's consensus the liquid rate reads. */
  liquidConsensus: 'CURRENT' | 'PREVIOUS' | 'MIXED'
  /** Yuma 2C: part of the capacity bought, and part of the bond lost, in one epoch. */
  capacityAlpha: number
  decayRate: number
}

/** Defaults of the published package. */
export const researchDefaults: ResearchParams = {
  kappa: 0.5,
  bondPenalty: 1,
  bondMovingAverage: 0.1,
  liquidAlpha: false,
  alphaLow: 0.1,
  alphaHigh: 0.3,
  alphaSteepness: 10,
  liquidConsensus: 'CURRENT',
  capacityAlpha: 0.1,
  decayRate: 0.1,
}

/** What one epoch leaves to the next: rows are validators, columns servers. */
export interface ResearchState {
  bonds: number[][]
  weights: number[][]
  consensus: number[]
}

export interface ResearchEpoch extends ResearchState {
  incentive: number[]
  dividends: number[]
}

/**
 * One rule for bonds and dividends; what comes before them is shared. `before` is null in the first epoch.
 */
export interface ResearchVariant extends Card {
  epoch(
    weights: number[][],
    stake: number[],
    before: ResearchState | null,
    params: ResearchParams,
  ): ResearchEpoch
}

export const PACKAGE = 'bactensor/yuma-simulation, src/yuma_simulation/_internal/yumas.py'
