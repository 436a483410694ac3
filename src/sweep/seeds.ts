import { MIRROR } from '../random/antithetic.js'

/**
 * Seed of a replicate: of the sweep's seed and the replicate's number alone, so that replicate r of every cell meets the
 * same world outside (common random numbers), whoever runs it and in whatever order.
 *
 * It is readable, and a single run takes it as it is: `taolab run ... --seed 42/7`.
 *
 * @example  replicateSeed('42', 7)  // => '42/7'
 */
export function replicateSeed(seed: string, rep: number, antithetic = false): string {
  if (!antithetic) return `${seed}/${rep}`
  return rep % 2 === 0 ? `${seed}/${rep / 2}` : `${seed}/${(rep - 1) / 2}${MIRROR}`
}
