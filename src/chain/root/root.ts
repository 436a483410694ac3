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
  /**
   * Takes over root's part of a block's alpha_out at once; absent: it waits in `pendingRoot` for the epoch, or is recycled
   * while root does not sell. @param subsidised the block's emission props the subnet's price up
   */
  emitted?(world: World, rules: Rules, netuid: number, alpha: number, subsidised: boolean): void
  /** A coldkey claims by hand what it is owed from a subnet. Absent where nothing can be claimed. */
  claim?(world: World, rules: Rules, coldkey: number, netuid: number): void
  /** A netuid is being freed: what is owed and remembered there is dropped. */
  forget?(world: World, netuid: number): void
  /** After the moving prices of each block. */
  eachBlock(world: World, rules: Rules): void
  /** Root stake of a position is about to change by `amount` (negative: falls): old dividends stay where they are. */
  stakeChanges(world: World, hotkey: number, coldkey: number, amount: number): void
}
