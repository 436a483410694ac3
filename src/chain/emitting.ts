import type { World } from '../state/world.js'
import type { Scratch } from './coinbase-scratch.js'
import type { Rules } from './rules.js'

/**
 * Which subnets take part in a block's emission, into the scratch of the coinbase.
 *
 * Not root, started, subtoken on, registration allowed; fewer of these conditions before v3.3.0 (`emitting`).
 * Source: get_subnets_to_emit_to, v3.3.0-361 and later; run_coinbase, v2.0.0 and v2.0.9.
 */
export function listEmitting(world: World, rules: Rules, scratch: Scratch): void {
  const { allNetuids } = world
  const { firstEmissionBlock, subtokenEnabled, registrationAllowed, frozen } = world.subnets
  const { emitting: found, live: alive } = scratch
  const started = rules.params.emitting !== 'all'
  const open = rules.params.emitting === 'open'
  let count = 0
  let live = 0
  for (let k = 0; k < allNetuids.length; k++) {
    const n = allNetuids[k]
    if (started && firstEmissionBlock[n] === 0) continue
    if (open && (subtokenEnabled[n] === 0 || registrationAllowed[n] === 0)) continue
    found[count++] = n
    if (frozen[n] === 0) alive[live++] = n
  }
  scratch.count = count
  scratch.liveCount = live
  const all = rules.injection.respread !== undefined
  scratch.fed = all ? found : alive
  scratch.fedCount = all ? count : live
}
