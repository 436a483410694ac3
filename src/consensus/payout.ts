import { ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { EpochResult } from './result.js'
import { work } from './work.js'

const { incentive, dividends } = work
const TO_REAL = ULP
const TWO_20 = 2 ** 20
const TWO_12 = 2 ** 12

/**
 * What the epoch pays to each neuron as miner (server) and as validator, and the combined figure the chain
 * stores.
 *
 *   m = I + D;  server = I / sum(m);  validator = D / sum(m);  combined = m / sum(m)
 *   RAO = floor(share * pool)
 *
 * Both halves are one half because I and D sum to 1 each; without dividends the miners get everything. If
 * nothing was earned (no weights, outdated weights, self-weights alone) the pool goes to validators by active
 * stake, else by stake.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism ("Emission and Pruning scores"), 14bc6f9f
 */
export function payOut(input: EpochInput, out: EpochResult): void {
  const { n, pool } = input
  const { serverEmission, validatorEmission, combinedEmission } = out
  let total = 0
  for (let i = 0; i < n; i++) total += incentive[i] + dividends[i]
  if (total === 0) {
    payByStake(input, out)
    return
  }
  const divisor = total * ULP
  for (let i = 0; i < n; i++) {
    serverEmission[i] = part(Math.floor(incentive[i] / divisor), pool)
    validatorEmission[i] = part(Math.floor(dividends[i] / divisor), pool)
    combinedEmission[i] = part(Math.floor((incentive[i] + dividends[i]) / divisor), pool)
  }
}

/** Nothing was earned: validators are paid for their stake. */
function payByStake(input: EpochInput, out: EpochResult): void {
  const { n, pool } = input
  let active = 0
  for (let i = 0; i < n; i++) active += work.active[i]
  const shares = active > 0 ? work.active : work.stake
  for (let i = 0; i < n; i++) {
    out.serverEmission[i] = 0
    out.validatorEmission[i] = part(shares[i], pool)
    out.combinedEmission[i] = out.validatorEmission[i]
  }
}

/**
 * floor(share * pool) for a share in raw bits and a pool in RAO.
 *
 * The product has up to 70 bits, so the pool is multiplied in two parts: exact below 2^41 RAO (2,199 alpha).
 */
export function part(share: number, pool: number): number {
  const high = Math.floor(pool / TWO_20)
  const low = pool - high * TWO_20
  const upper = share * high
  const whole = Math.floor(upper / TWO_12)
  const rest = upper - whole * TWO_12
  return whole + Math.floor((rest * TWO_20 + share * low) * TO_REAL)
}
