import type { Mempool } from '../chain/mempool.js'
import { U16_MAX } from '../units.js'

/** Give a call its row of weights, in u16 as clients send them: the largest as 65535. */
export function sendRow(
  pool: Mempool,
  call: number,
  uids: ArrayLike<number>,
  values: ArrayLike<number>,
  count: number,
): void {
  let most = 0
  for (let k = 0; k < count; k++) if (values[k] > most) most = values[k]
  const factor = most > 0 ? U16_MAX / most : 0
  const { payloadUids, payloadValues, payloadUsed } = pool
  for (let k = 0; k < count; k++) {
    payloadUids[payloadUsed + k] = uids[k]
    payloadValues[payloadUsed + k] = Math.min(U16_MAX, Math.floor(values[k] * factor + 0.5))
  }
  pool.payloadUsed += count
  pool.payloadCount[call] = count
}
