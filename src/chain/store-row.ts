import type { SubnetMatrix } from '../consensus/matrix.js'
import { maxUpscale } from '../consensus/upscale.js'
import type { SentRow } from './weight-checks.js'

let scratchUids = new Uint16Array(256)
let scratchValues = new Uint16Array(256)

/** Scale the row up and store it. */
export function storeRow(matrix: SubnetMatrix, uid: number, { uids, values, start, count }: SentRow): void {
  if (scratchUids.length < count) {
    scratchUids = new Uint16Array(count)
    scratchValues = new Uint16Array(count)
  }
  for (let k = 0; k < count; k++) {
    scratchUids[k] = uids[start + k]
    scratchValues[k] = values[start + k]
  }
  maxUpscale(scratchValues, count, scratchValues)
  matrix.setRow(uid, scratchUids, scratchValues, count)
}
