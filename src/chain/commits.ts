import type { SubnetMatrix } from '../consensus/matrix.js'
import { REFUSAL } from '../refusal.js'
import type { World } from '../state/world.js'
import { lastUpdates, matrixOf } from './mechanisms.js'
import type { Rules } from './rules.js'
import { storeRow } from './store-row.js'
import { uidOf } from './uid.js'
import { checkRow, type SentRow, tooSoon } from './weight-checks.js'

/** A row of weights that waits to be revealed, as it was sent. */
export interface Commit extends SentRow {
  uid: number
  hotkey: number
  block: number
  /** Number of the subnet's epoch when it was committed. */
  epoch: number
}

/**
 * At most so many open commits a hotkey: of one epoch where the chain opens them, of all epochs where the client does.
 * Source: pallets/subtensor/src/subnets/weights.rs, do_commit_weights, do_commit_crv3_weights, 14bc6f9f.
 */
export const MAX_OPEN_COMMITS = 10

/**
 * Commit a row: only the rate limit and the number of open commits are checked, since nobody can look inside.
 *
 * It counts as the validator's update at once, so the next commit waits for the rate limit, and the validator stays
 * active. With a reveal period of 0 (not possible on chain, but what the bug of v3 came to) the row is opened at once.
 *
 * Source: subnets/weights.rs, do_commit_timelocked_weights, 14bc6f9f
 */
export function commitRow(
  world: World,
  rules: Rules,
  netuid: number,
  uid: number,
  row: SentRow,
  matrix: SubnetMatrix,
): number {
  const { neurons, subnets, stride, block } = world
  const { mechanism } = row
  const commits = rules.commits[netuid]
  const hotkey = neurons.hotkey[netuid * stride + uid]
  const epoch = epochNumber(world, rules, netuid)
  if (tooSoon(world, netuid, uid, mechanism)) return REFUSAL['setting-weights-too-fast']
  const within = rules.params.reveals === 'by-hand' ? -1 : epoch
  if (openCommits(commits, hotkey, mechanism, within) >= MAX_OPEN_COMMITS) {
    return REFUSAL['too-many-commits']
  }
  if (subnets.revealPeriod[netuid] === 0) {
    const refusal = checkRow(world, rules, netuid, uid, row, false)
    if (refusal !== 0) return refusal
    storeRow(matrix, uid, row)
  } else {
    commits.push(seal(row, uid, hotkey, block, epoch))
  }
  lastUpdates(world, mechanism)[netuid * stride + uid] = block
  return 0
}

/** Opened envelopes, to be used again: a year of mainnet seals some millions of rows. */
const spare: Commit[] = []

/** A copy of a row, put away. Its arrays may be longer than the row. */
function seal(row: SentRow, uid: number, hotkey: number, block: number, epoch: number): Commit {
  const { uids, values, start, count, version, mechanism } = row
  const commit = spare.pop() ?? blank()
  if (commit.uids.length < count) {
    commit.uids = new Uint16Array(count)
    commit.values = new Uint16Array(count)
  }
  for (let k = 0; k < count; k++) {
    commit.uids[k] = uids[start + k]
    commit.values[k] = values[start + k]
  }
  commit.uid = uid
  commit.hotkey = hotkey
  commit.block = block
  commit.epoch = epoch
  commit.count = count
  commit.version = version
  commit.mechanism = mechanism
  return commit
}

const blank = (): Commit => ({
  uid: -1,
  hotkey: -1,
  block: 0,
  epoch: 0,
  uids: new Uint16Array(256),
  values: new Uint16Array(256),
  start: 0,
  count: 0,
  version: 0,
  mechanism: 0,
})

/** @param epoch of that epoch alone; -1 of any */
function openCommits(commits: readonly Commit[], hotkey: number, mechanism: number, epoch: number): number {
  let open = 0
  for (const commit of commits) {
    if (commit.hotkey !== hotkey || commit.mechanism !== mechanism) continue
    if (epoch < 0 || commit.epoch === epoch) open++
  }
  return open
}

/**
 * Number of the epoch that a block belongs to, counted by those that ran.
 *
 * From v3.4.8 on the block in which an epoch is due belongs to it already, whether it runs or must wait.
 * Source: subnets/weights.rs, get_epoch_index, 14bc6f9f and v3.4.7-422
 */
function epochNumber(world: World, { schedule }: Rules, netuid: number): number {
  const { epochIndex, tempo, lastEpochBlock } = world.subnets
  const due =
    schedule.indexLeads && schedule.isDue(world.block, netuid, tempo[netuid], lastEpochBlock[netuid])
  return epochIndex[netuid] + (due ? 1 : 0)
}

/**
 * Before an epoch the chain opens the commits made `revealPeriod` epochs ago (from v3.4.8 on; until then that came in
 * the block after an epoch, see below). Must be called before LastEpochBlock moves.
 *
 * Source: coinbase/reveal_commits.rs, reveal_crv3_commits_for_subnet, 14bc6f9f.
 * Differs: the round of the randomness beacon is taken to be known in time, so nothing is retried.
 */
export function revealBeforeEpoch(world: World, rules: Rules, netuid: number): void {
  if (rules.params.reveals === 'timelocked' && rules.schedule.indexLeads) {
    reveal(world, rules, netuid, world.subnets.epochIndex[netuid] + 1)
  }
}

/**
 * After an epoch, once its number has gone up: clients open their own commits, and before v3.4.8 the chain did so here
 * too. The rows count in the next epoch.
 *
 * Source: subnets/weights.rs, is_reveal_block_range, do_reveal_weights, v3.4.7-422
 * Differs: the client's call is taken to come in the first block of its window, and never to fail.
 */
export function revealAfterEpoch(world: World, rules: Rules, netuid: number): void {
  if (rules.params.reveals === 'by-hand' || !rules.schedule.indexLeads) {
    reveal(world, rules, netuid, world.subnets.epochIndex[netuid])
  }
}

/**
 * Open the commits whose epoch has come; those whose epoch has passed are lost. An opened row is checked like any other
 * but for the rate limit: a validator who lost its permit or its UID in between has committed in vain.
 */
function reveal(world: World, rules: Rules, netuid: number, now: number): void {
  const commits = rules.commits[netuid]
  if (commits.length === 0) return
  const period = world.subnets.revealPeriod[netuid]
  let kept = 0
  for (const commit of commits) {
    if (commit.epoch + period > now) {
      commits[kept++] = commit
      continue
    }
    spare.push(commit)
    const uid = uidOf(world, netuid, commit.hotkey)
    const matrix = matrixOf(rules, netuid, commit.mechanism)
    if (commit.epoch + period < now || uid < 0 || matrix === null) continue
    if (checkRow(world, rules, netuid, uid, commit, false) === 0) storeRow(matrix, uid, commit)
  }
  commits.length = kept
}

/** Block of each uid's earliest open commit, Infinity for none: an epoch masks rows by it. */
export function earliestCommits(
  world: World,
  netuid: number,
  commits: readonly Commit[],
  mechanism: number,
  out: Float64Array,
): void {
  const { hotkey } = world.neurons
  const base = netuid * world.stride
  out.fill(Number.POSITIVE_INFINITY)
  for (const commit of commits) {
    if (commit.mechanism !== mechanism) continue
    // whoever took the uid since has committed nothing
    if (hotkey[base + commit.uid] === commit.hotkey) out[commit.uid] = Math.min(out[commit.uid], commit.block)
  }
}
