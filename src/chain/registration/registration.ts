import type { Card } from '../../card.js'
import type { World } from '../../state/world.js'

/** What a neuron's slot costs, and how the price moves. */
export interface RegistrationRule extends Card {
  /** At the start of each block, for all subnets. */
  eachBlock(world: World): void
  /** A neuron has been registered. */
  registered(world: World, netuid: number): void
  /** 0, or why no one may register in this block. */
  refusal(world: World, netuid: number): number
  /** A netuid was freed: what was remembered of it is forgotten. Absent where nothing is remembered by netuid. */
  forget?(world: World, netuid: number): void
}
