import { type EmissionParams, mainnetEmissionParams } from '../../emission/emission.js'
import { createWorld, type World } from '../../state/world.js'

/** A world of n emitting subnets, netuids 1..n, and the arrays that the block loop hands to emission rules. */
export interface SmallWorld {
  world: World
  emitting: Uint16Array
  count: number
  out: Float64Array
  spot: Float64Array
}

export function smallWorld(n: number): SmallWorld {
  const world = createWorld({ subnets: n + 1, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  return {
    world,
    emitting: Uint16Array.from({ length: n }, (_, k) => k + 1),
    count: n,
    out: new Float64Array(n + 1),
    spot: new Float64Array(n + 1),
  }
}

/** Write a list into the rows of subnets 1..n. */
export function put(column: { [row: number]: number }, values: ArrayLike<number | string>): void {
  for (let k = 0; k < values.length; k++) column[k + 1] = Number(values[k])
}

/** The rows of subnets 1..n. */
export const rows = (column: Float64Array, count: number): number[] =>
  Array.from(column.subarray(1, count + 1))

/** Parameters of mainnet but for what a vector states. */
export const params = (changes: Partial<EmissionParams>): EmissionParams => ({
  ...mainnetEmissionParams,
  ...changes,
})
