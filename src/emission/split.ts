import type { World } from '../state/world.js'
import { floor32 } from './grid32.js'

/** What one block adds to the pending amounts of a subnet, whole RAO of alpha; reused. */
export class AlphaSplit {
  owner = 0
  server = 0
  validator = 0
  /** Root's part; the caller recycles it while root does not sell. */
  root = 0
}

/**
 * Split alpha_out among owner, miners, validators and root:
 *
 *   owner = cut A,  R = A - owner,  root = rho R / 2,  server = R / 2,  validator = R - R / 2 - root
 *
 * A  alpha_out, RAO        cut  SubnetOwnerCut / 65535, 0 where the owner's cut is off
 * rho  root proportion after this block's injection and alpha_out; 0 where root has no part at all (v3.2.12 without the
 * root sell flag: the validators keep it). Each part is floored by itself.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, emit_to_subnets, 14bc6f9f
 */
export function splitAlpha(alphaOut: number, cut: number, rho: number, out: AlphaSplit): void {
  const owner = floor32(alphaOut * cut)
  const rest = alphaOut - owner
  const root = floor32(floor32(rho * rest) * 0.5)
  const server = floor32(rest * 0.5)
  out.owner = Math.floor(owner)
  out.server = Math.floor(server)
  out.validator = Math.floor(rest - server - root)
  out.root = Math.floor(root)
}

const down32 = floor32

/**
 * The same for many subnets at once, booked to the pending columns. What rounding leaves goes to validators, so that the
 * parts add up to alpha_out to the RAO.
 *
 * @param alphaOut, rho  by netuid        @param cut  where `cutEnabled` is 1        @param root  root's parts, written
 */
export function bookAlpha(
  { subnets }: World,
  rows: Uint16Array,
  count: number,
  alphaOut: Float64Array,
  cut: number,
  rho: Float64Array,
  root: Float64Array,
): void {
  const { ownerCutEnabled, pendingOwnerCut, pendingServer, pendingValidator } = subnets
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const alpha = alphaOut[n]
    const cutExact = ownerCutEnabled[n] === 1 ? down32(alpha * cut) : 0
    const rest = alpha - cutExact
    const owner = Math.floor(cutExact)
    const server = Math.floor(down32(rest * 0.5))
    const rootPart = Math.floor(down32(down32(rho[n] * rest) * 0.5))
    pendingOwnerCut[n] += owner
    pendingServer[n] += server
    pendingValidator[n] += alpha - owner - server - rootPart
    root[n] = rootPart
  }
}
