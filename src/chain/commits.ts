import type { SubnetMatrix } from '../consensus/matrix.js'
import type { World } from '../state/world.js'

/** A row of weights that waits to be revealed. */
export interface Commit {
  uid: number
  hotkey: number
  block: number
  /** Epoch index of the subnet when it was committed. */
  epoch: number
  uids: Uint16Array
  /** As stored, after max-upscale. */
  values: Uint16Array
}

/** At most so many open commits a hotkey. Source: pallets/subtensor/src/subnets/weights.rs, 14bc6f9f. */
export const MAX_OPEN_COMMITS = 10

/**
 * Reveal what is due before an epoch: rows committed `revealPeriod` epochs ago or more. A UID that changed hands in
 * between loses its commit.
 *
 * Source: coinbase/reveal_commits.rs (timelocked commits, decrypted by the chain itself), 14bc6f9f.
 * Differs: the round of the randomness beacon is taken to be known in time, so nothing is retried.
 */
export function revealDueCommits(
  world: World,
  netuid: number,
  commits: Commit[],
  matrix: SubnetMatrix,
): void {
  if (commits.length === 0) return
  const { epochIndex, revealPeriod } = world.subnets
  const { hotkey } = world.neurons
  const base = netuid * world.stride
  const now = epochIndex[netuid] + 1
  let kept = 0
  for (const commit of commits) {
    if (commit.epoch + revealPeriod[netuid] > now) {
      commits[kept++] = commit
    } else if (hotkey[base + commit.uid] === commit.hotkey) {
      matrix.setRow(commit.uid, commit.uids, commit.values, commit.uids.length)
    }
  }
  commits.length = kept
}

/** Block of each uid's earliest open commit, Infinity for none: an epoch masks rows by it. */
export function earliestCommits(commits: readonly Commit[], out: Float64Array): void {
  out.fill(Number.POSITIVE_INFINITY)
  for (const commit of commits) out[commit.uid] = Math.min(out[commit.uid], commit.block)
}
