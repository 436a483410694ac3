import type { World } from '../../state/world.js'
import { decay, decayFactor } from './decay.js'
import type { RegistrationRule } from './registration.js'

/**
 * Burn price that halves every `burnHalfLife` blocks and rises by `burnIncrease` with each registration.
 *
 * Under excess demand it is stationary at ln 1.26 / ln 2 * 360 = 120 blocks a registration. No limit per block.
 */
export const continuous: RegistrationRule = {
  id: 'continuous',
  status: 'mainnet',
  summary: 'Burn price that decays block by block and jumps with each registration.',
  source: 'pallets/subtensor/src/subnets/registration.rs, v3.3.14-401 and later, 14bc6f9f',

  eachBlock(world: World) {
    const { burn, minBurn, maxBurn, burnHalfLife, exists } = world.subnets
    for (let n = 1; n < exists.length; n++) {
      // Most prices rest on their floor; the rest decay.
      if (exists[n] === 0 || burn[n] === minBurn[n] || burnHalfLife[n] === 0) continue
      burn[n] = Math.min(maxBurn[n], Math.max(minBurn[n], decay(burn[n], decayFactor(burnHalfLife[n]))))
    }
  },

  registered(world, netuid) {
    const { burn, minBurn, maxBurn, burnIncrease } = world.subnets
    const raised = Math.floor(burn[netuid] * Math.max(1, burnIncrease[netuid]))
    burn[netuid] = Math.min(maxBurn[netuid], Math.max(minBurn[netuid], raised))
  },

  refusal: () => 0,
}
