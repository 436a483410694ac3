import type { ChainView } from '../chain/view.js'
import type { WeightRow } from './weight-row.js'

/**
 * Rows of a ring of validators: an honest row, bent. In all of them `favoured[uid]` is 1 for the UIDs of the ring, and
 * either side is spread as the honest row spreads it.
 *
 * Source: own model, agents.md A5.
 */

/**
 * Half for the ring and half for the others. The burn that the owner asks for comes out of the others' half; if none of
 * the ring serves, its half is shared evenly among its UIDs.
 *
 * @param row honest weights, without the owner's burn, @param burnShare 0..1
 */
export function split(row: WeightRow, favoured: Uint8Array, owner: number, burnShare: number): void {
  let own = 0
  let others = 0
  for (let k = 0; k < row.count; k++) {
    if (favoured[row.uids[k]] === 1) own += row.values[k]
    else others += row.values[k]
  }
  const burned = owner < 0 || favoured[owner] === 1 ? 0 : others > 0 ? burnShare : 1
  for (let k = 0; k < row.count; k++) {
    if (favoured[row.uids[k]] === 1) row.values[k] *= 0.5 / own
    else row.values[k] *= (0.5 * (1 - burned)) / others
  }
  if (burned > 0) row.give(owner, 0.5 * burned)
  if (own === 0) addEvenly(row, favoured)
}

function addEvenly(row: WeightRow, favoured: Uint8Array): void {
  let members = 0
  for (let uid = 0; uid < favoured.length; uid++) members += favoured[uid]
  for (let uid = 0; uid < favoured.length; uid++) if (favoured[uid] === 1) row.add(uid, 0.5 / members)
}

/** From half and half to W for the ring and 1 - W for the others. @param own W, 0..1 */
export function tilt(row: WeightRow, favoured: Uint8Array, own: number): void {
  for (let k = 0; k < row.count; k++) row.values[k] *= 2 * (favoured[row.uids[k]] === 1 ? own : 1 - own)
}

/**
 * Consensus of the last epoch, and a little more for the ring: c_j (1 + epsilon), the rest in proportion to c_j.
 * @param consensus sum of c_j, above 0, @param self UID that may not weigh itself
 */
export function hug(
  row: WeightRow,
  favoured: Uint8Array,
  chain: ChainView,
  netuid: number,
  self: number,
  consensus: number,
  margin: number,
): void {
  const n = chain.neuronCount(netuid)
  let own = 0
  for (let uid = 0; uid < n; uid++) if (favoured[uid] === 1) own += chain.consensus(netuid, uid)
  const ours = Math.min(1, (own / consensus) * (1 + margin))
  row.count = 0
  for (let uid = 0; uid < n; uid++) {
    const agreed = chain.consensus(netuid, uid)
    if (agreed <= 0 || uid === self) continue
    row.add(uid, favoured[uid] === 1 ? (agreed / own) * ours : (agreed / (consensus - own)) * (1 - ours))
  }
}

/** Nothing for the best of the others. @param targets part of them, 0..1 */
export function lowball(row: WeightRow, favoured: Uint8Array, targets: number): void {
  let others = 0
  for (let k = 0; k < row.count; k++) {
    if (favoured[row.uids[k]] === 1) continue
    if (others === scratchOthers.length) scratchOthers = widened(scratchOthers)
    scratchOthers[others++] = row.values[k]
  }
  const hit = Math.round(targets * others)
  for (let k = 0; k < row.count; k++) {
    if (favoured[row.uids[k]] === 1) continue
    let above = 0
    for (let j = 0; j < others; j++) if (scratchOthers[j] > row.values[k]) above++
    if (above < hit) row.values[k] = 0
  }
  row.scale(1)
}

let scratchOthers = new Float64Array(256)
function widened(array: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(array.length * 2)
  wider.set(array)
  return wider
}
