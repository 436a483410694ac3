import type { ChainView } from '../../chain/view.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'

const columns = perSubnet('outside/announcements', {
  burnShare: f64(
    'fraction',
    "part of the miners' incentive that the owner asks validators to give to the owner's UID",
  ),
})

/** Made in runs in which an owner asks for it. */
const payees = perSubnet('outside/payees', {
  uid: f64('uid', "UID that gets the share in place of the owner's", -1),
})

/**
 * What owners tell their validators, off the chain: the incentive code that every honest validator runs is the owner's.
 *
 * Own model. On chain, incentive of the owner's keys is withheld (coinbase/run_coinbase.rs, MinerBurned, 14bc6f9f); the
 * share that is withheld is decided by validators' weights, and these follow the owner's code.
 */
export class Announcements {
  readonly #world: World
  readonly #columns: ReturnType<typeof columns.of>

  constructor(world: World) {
    this.#world = world
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

  /** Give the share to this UID instead, where the chain does not withhold it; -1: to the owner's again. */
  payTo(netuid: number, uid: number): void {
    payees.of(this.#world).uid[netuid] = uid
  }

  /** UID that gets the share. @param owner  the owner's, -1 if it has none */
  payee(netuid: number, owner: number): number {
    const uid = payees.isIn(this.#world) ? payees.of(this.#world).uid[netuid] : -1
    return uid >= 0 ? uid : owner
  }

  burnShare(netuid: number): number {
    return this.#columns.burnShare[netuid]
  }
}
