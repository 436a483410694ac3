import type { EpochInput } from '../consensus/inputs.js'
import type { SubnetMatrix } from '../consensus/matrix.js'
import { EpochResult } from '../consensus/result.js'
import type { ConsensusRule } from '../consensus/rule.js'
import type { World } from '../state/world.js'
import { earliestCommits } from './commits.js'
import { secondMechanism, secondPart } from './mechanisms.js'
import type { Rules } from './rules.js'

let second = new EpochResult(0)

/**
 * Two epochs, each on its part of the pool, and their sum in `out`.
 *
 * Emissions add up; permits and activity hold if either gave them; all else is weighted by the parts. Both judge by the
 * permits of the epoch before. Source: epoch_with_mechanisms
 * Differs: the weighted sums are of reals; the chain cuts each term to u16, and keeps incentive for each mechanism apart.
 */
export function runBoth(
  world: World,
  rules: Rules,
  netuid: number,
  rule: ConsensusRule,
  input: EpochInput,
  out: EpochResult,
): void {
  const { pool, lastUpdate, commitBlock } = input
  const from = netuid * world.stride
  if (second.stake.length < world.stride) second = new EpochResult(world.stride)
  const part = secondPart(pool, world.subnets.mechanismSplit[netuid])
  input.pool = pool - part
  rule.run(rules.matrices[netuid] as SubnetMatrix, input, out)
  input.pool = part
  input.lastUpdate = secondMechanism.of(world).lastUpdate.subarray(from, from + world.stride)
  if (commitBlock) earliestCommits(world, netuid, rules.commits[netuid], 1, commitBlock)
  rule.run(rules.seconds[netuid] as SubnetMatrix, input, second)
  input.pool = pool
  input.lastUpdate = lastUpdate
  addUp(out, second, input.n, pool > 0 ? part / pool : 0)
}

/** @param weight part of the pool that the second has */
function addUp(out: EpochResult, other: EpochResult, n: number, weight: number): void {
  for (let uid = 0; uid < n; uid++) {
    out.serverEmission[uid] += other.serverEmission[uid]
    out.validatorEmission[uid] += other.validatorEmission[uid]
    out.combinedEmission[uid] =
      Math.floor(out.combinedEmission[uid] * (1 - weight)) + Math.floor(other.combinedEmission[uid] * weight)
    out.permit[uid] |= other.permit[uid]
    out.active[uid] |= other.active[uid]
    for (const column of WEIGHTED) out[column][uid] += weight * (other[column][uid] - out[column][uid])
  }
}
const WEIGHTED = ['stake', 'consensus', 'incentive', 'dividends', 'validatorTrust'] as const
