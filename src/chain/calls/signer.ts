import type { Mempool } from '../mempool.js'
import type { Signer } from '../trade.js'

const signer: Signer = { coldkey: 0, cohort: -1, agent: -1 }

/** Who signed row `i`; one object, reused. */
export function signerOf(mempool: Mempool, i: number): Signer {
  signer.coldkey = mempool.coldkey[i]
  signer.cohort = mempool.cohort[i]
  signer.agent = mempool.agent[i]
  return signer
}
