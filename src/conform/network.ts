import type { Runner } from './hold.js'
import { childkeyRunners } from './network/childkeys.js'
import { lifecycleRunners } from './network/lifecycle.js'
import { registrationRunners } from './network/registration.js'
import { rootClaimRunners } from './network/root-claims.js'
import { stakeRunners } from './network/stake.js'

/**
 * Kinds about accounts, registration, subnets' lives, children and locks. They are integers or plain closed forms already,
 * so the block loop's own functions answer in exact mode too.
 */
export const networkRunners: Runner[] = [
  ...registrationRunners,
  ...lifecycleRunners,
  ...stakeRunners,
  ...childkeyRunners,
  ...rootClaimRunners,
]
