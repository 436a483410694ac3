import { f64 } from '../state/columns.js'
import type { subnetColumns } from '../state/tables.js'
import { perSubnet } from '../state/world.js'

/** A hyperparameter that a subnet's owner may set: its column, and what the chain accepts (both ends included). */
export interface OwnerParam {
  readonly column: keyof typeof subnetColumns
  readonly min: number
  readonly max: number
  /** Least blocks between two settings; two tempos where it is left out. */
  readonly every?: number
}

const flagOf = (column: OwnerParam['column']): OwnerParam => ({ column, min: 0, max: 1 })

/**
 * What owners may set, in the units of the columns (tables.ts); a call names one by its place in this list.
 *
 * Source: pallets/admin-utils/src/lib.rs, calls open to ensure_subnet_owner_or_root, and the bounds each checks, 14bc6f9f
 */
export const ownerParams: readonly OwnerParam[] = [
  { column: 'tempo', min: 360, max: 50_400 },
  { column: 'maxUids', min: 64, max: 256 },
  { column: 'immunityPeriod', min: 0, max: 65_535 },
  { column: 'minBurn', min: 0, max: 1_000_000_000 },
  { column: 'maxBurn', min: 100_000_000, max: 1e15 },
  { column: 'burnHalfLife', min: 1, max: 36_100 },
  { column: 'burnIncrease', min: 1, max: 3 },
  { column: 'immuneOwnerUids', min: 1, max: 10 },
  { column: 'activityCutoffFactor', min: 1000, max: 50_000 },
  { column: 'minAllowedWeights', min: 0, max: 256 },
  { column: 'bondsMovingAverage', min: 0, max: 975_000 },
  { column: 'bondsPenalty', min: 0, max: 65_535 },
  { column: 'alphaLow', min: 1638, max: 65_535 },
  { column: 'alphaHigh', min: 52_428, max: 65_535 },
  { column: 'alphaSteepness', min: -32_768, max: 32_767 },
  { column: 'revealPeriod', min: 1, max: 100 },
  flagOf('yuma3'),
  flagOf('liquidAlpha'),
  flagOf('commitReveal'),
  flagOf('recycleWithheld'),
  flagOf('ownerCutEnabled'),
  flagOf('ownerCutAutoLock'),
  flagOf('registrationAllowed'),
  flagOf('bondsReset'),
  flagOf('nullConsensus'),
  { column: 'mechanisms', min: 1, max: 2, every: 7_200 },
  { column: 'mechanismSplit', min: -1, max: 65_535, every: 7_200 },
  { column: 'weightsVersionKey', min: 0, max: Number.MAX_SAFE_INTEGER },
]

/** Place of a parameter in the list, -1 if owners may not set it. */
export const ownerParamCode = (column: string): number =>
  ownerParams.findIndex((param) => param.column === column)

/** When each was last set. */
export const ownerParamMemory = perSubnet(
  'chain/owner-params',
  Object.fromEntries(
    ownerParams.map(({ column }) => [
      column,
      f64('block', `block in which the owner last set ${column}, 0 never`),
    ]),
  ),
)
