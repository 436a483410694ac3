import { booksMetrics, purchaseMetrics } from './gaming.js'
import { copierMetrics, retentionMetrics, truthMetrics } from './gaming-consensus.js'
import { ownerMetrics, sandwichMetrics, washMetrics } from './gaming-emission.js'
import { adversaryPartMetrics, paymentMetrics } from './gaming-parts.js'
import { registrationMetrics } from './registration.js'

/** Resistance to gaming: every figure of a run, in the order of the columns of its summary. */
export const runGamingMetrics = [
  ...booksMetrics,
  ...purchaseMetrics,
  ...retentionMetrics,
  ...truthMetrics,
  ...copierMetrics,
  ...registrationMetrics,
  ...washMetrics,
  ...sandwichMetrics,
  ...ownerMetrics,
  ...adversaryPartMetrics,
  ...paymentMetrics,
]
