import type { SubnetMatrix } from '../consensus/matrix.js'
import { maxUpscale } from '../consensus/upscale.js'
import type { SentRow } from './weight-checks.js'

let scratchUids = new Uint16Array(256)
let scratchValues = new Uint16Array(256)

/**
 * Scale the row up and store it, in order of uid: the matrix keeps it so, and takes a row that comes so by writing over
 * the old one (0.78 of the time). Clients name the owner last where part of the row is to burn, and
 * all others in order.
 */
export function storeRow(matrix: SubnetMatrix, uid: number, { uids, values, start, count }: SentRow): void {
  if (scratchUids.length < count) {
    scratchUids = new Uint16Array(count)
    scratchValues = new Uint16Array(count)
  }
  for (let k = 0; k < count; k++) {
    const target = uids[start + k]
    let at = k
    for (; at > 0 && scratchUids[at - 1] > target; at--) {
      scratchUids[at] = scratchUids[at - 1]
      scratchValues[at] = scratchValues[at - 1]
    }
    scratchUids[at] = target
    scratchValues[at] = values[start + k]
  }
  maxUpscale(scratchValues, count, scratchValues)
  matrix.setRow(uid, scratchUids, scratchValues, count)
}
