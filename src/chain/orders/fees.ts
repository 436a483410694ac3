import { transferTao } from '../../state/ledger.js'
import type { World } from '../../state/world.js'

/** Parts of a billion: a Perbill. */
const BILLION = 1_000_000_000

/** floor(tao f), f cut to parts of a billion. Source: pallets/limit-orders/src/lib.rs, fee_rate.mul_floor, a10b62e7 */
export const orderFee = (tao: number, fee: number): number =>
  fee === 0 ? 0 : Number((BigInt(tao) * BigInt(Math.floor(fee * BILLION))) / BigInt(BILLION))

/** The fee goes to whom the order names; without anyone it stays where it is. */
export function payOrderFee(world: World, from: number, to: number, tao: number): void {
  if (tao > 0 && to >= 0) transferTao(world, from, to, tao)
}
