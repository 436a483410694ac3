import type { ChainView } from '../../chain/view.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'

const columns = perSubnet('outside/announcements', {
  burnShare: f64(
    'fraction',
    "part of the miners' incentive that the owner asks validators to give to the owner's UID",
  ),
})

/**
 * What owners tell their validators, off the chain: the incentive code that every honest validator runs is the owner's.
 *
 * Own model. On chain, incentive of the owner's keys is withheld (coinbase/run_coinbase.rs, MinerBurned, 14bc6f9f); the
 * share that is withheld is decided by validators' weights, and these follow the owner's code.
 */
export class Announcements {
  readonly #columns: ReturnType<typeof columns.of>

  constructor(world: World) {
    this.#columns = columns.of(world)
  }

  /** At the start owners ask for what was withheld last. */
  open(chain: ChainView): void {
    for (const n of chain.netuids) this.#columns.burnShare[n] = chain.minerBurned(n)
  }

  /** @param share b, 0..1: 0 pays all incentive to miners, 1 none */
  askToBurn(netuid: number, share: number): void {
    this.#columns.burnShare[netuid] = Math.min(1, Math.max(0, share))
  }

  burnShare(netuid: number): number {
    return this.#columns.burnShare[netuid]
  }
}
