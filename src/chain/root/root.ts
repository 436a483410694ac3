import type { Card } from '../../card.js'
import type { World } from '../../state/world.js'
import type { Rules } from '../rules.js'

/** What becomes of the alpha that root earns. */
export interface RootRule extends Card {
  enter(world: World, rules: Rules, previous: RootRule | null): void
  /**
   * A root validator's part of an epoch, after its take, whole RAO of alpha. The alpha has left the pending accumulator;
   * it must be booked: to `rootAlpha`, to a position, or burned.
   */
  pay(world: World, rules: Rules, netuid: number, hotkey: number, alpha: number): void
  /** After the moving prices of each block. */
  eachBlock(world: World, rules: Rules): void
  /** Root stake of a position is about to change by `amount` (negative: falls): old dividends stay where they are. */
  stakeChanges(world: World, hotkey: number, coldkey: number, amount: number): void
}
