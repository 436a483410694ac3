import { chainRunners } from './chain.js'
import type { Answers } from './conform.js'
import { emissionRunners } from './emission.js'
import { epochKind, epochRunners } from './epoch.js'
import { marketRunners } from './market.js'
import { networkRunners } from './network.js'

export { setReplayData } from './emission.js'

/** Everyone who answers vectors. A kind belongs to one runner. */
export const answers: Answers = {
  runners: [...epochRunners, ...marketRunners, ...emissionRunners, ...chainRunners, ...networkRunners],
  kindOf: epochKind,
}
