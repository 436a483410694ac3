import { registry } from '../card.js'
import { yuma } from './epoch.js'
import { liquidAlpha1 } from './liquid-alpha-1.js'
import { medianClipped } from './median-clipped.js'
import { nullConsensus } from './null-rule.js'
import { researchRules } from './research/rules.js'
import type { ConsensusRule } from './rule.js'
import { sigmoid2023 } from './sigmoid-2023.js'

/** Every way to judge, the chain's own first. */
export const consensusRules = registry<ConsensusRule>('consensus rule', [
  yuma,
  nullConsensus,
  liquidAlpha1,
  medianClipped,
  sigmoid2023,
  ...researchRules,
])
