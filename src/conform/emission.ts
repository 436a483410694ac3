import { gateRunners } from './emission/gate.js'
import { injectionRunners } from './emission/injection.js'
import { issuanceRunners } from './emission/issuance.js'
import { movingPriceRunners } from './emission/moving-price.js'
import { payoutRunners } from './emission/payout.js'
import { replayRunners } from './emission/replay.js'
import { shareRunners } from './emission/shares.js'
import type { Runner } from './hold.js'

export { setReplayData } from './emission/replay.js'

/** Every kind of vector that the emission kernel answers for, each by the call that the block loop makes. */
export const emissionRunners: Runner[] = [
  ...issuanceRunners,
  ...movingPriceRunners,
  ...shareRunners,
  ...gateRunners,
  ...injectionRunners,
  ...payoutRunners,
  ...replayRunners,
]
