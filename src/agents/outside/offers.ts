import { f64, i32 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'

/** Made in runs in which a ring pays for rows. */
const columns = perSubnet('outside/offers', {
  price: f64('RAO', 'TAO an epoch for all of the stake weight of the subnet; a taker gets its part'),
  ownPart: f64('fraction', "part of a row that the ring's UIDs are to get"),
  payer: i32('row', 'coldkey that pays', -1),
  at: f64('block', 'block in which it was made'),
})

/** An offer as a validator sees it. */
export interface Offer {
  readonly price: number
  readonly ownPart: number
  readonly payer: number
  readonly at: number
}

/**
 * What rings offer outsiders for setting rows as the ring sets them: off the chain, the last offer of a subnet stands.
 *
 * Own model (agents.md A5, bribes). Nothing here moves TAO: who takes an offer collects by standing order of the payer.
 */
export class Offers {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** @param price RAO an epoch for all stake weight  @param ownPart W, 0..1 */
  make(netuid: number, price: number, ownPart: number, payer: number, block: number): void {
    const c = columns.of(this.#world)
    c.price[netuid] = price
    c.ownPart[netuid] = ownPart
    c.payer[netuid] = payer
    c.at[netuid] = block
  }

  /** The offer that stands on a subnet, no older than so many blocks; null for none. */
  standing(netuid: number, block: number, age: number): Offer | null {
    if (!columns.isIn(this.#world)) return null
    const c = columns.of(this.#world)
    if (c.payer[netuid] < 0 || block - c.at[netuid] > age) return null
    return { price: c.price[netuid], ownPart: c.ownPart[netuid], payer: c.payer[netuid], at: c.at[netuid] }
  }
}
