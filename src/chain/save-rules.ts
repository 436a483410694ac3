import { SubnetMatrix } from '../consensus/matrix.js'
import type { SavedMatrix } from '../consensus/saved-matrix.js'
import type { Commit } from './commits.js'
import { adopt, type Rules } from './rules.js'

/** Which rules are in force, and what they keep outside the tables of the world: plain data. */
export interface SavedRules {
  /** Changes of rules gone through, the first one left out. */
  readonly entered: number
  /** By netuid. */
  readonly matrices: readonly (SavedMatrix | null)[]
  readonly seconds: readonly (SavedMatrix | null)[]
  readonly commits: readonly (readonly Commit[])[]
  readonly trades: number
  readonly refusals: Float64Array
}

export function saveRules({ history, matrices, seconds, commits, log }: Rules): SavedRules {
  return {
    entered: history.length - 1,
    matrices: matrices.map((matrix) => matrix?.save() ?? null),
    seconds: seconds.map((matrix) => matrix?.save() ?? null),
    commits: commits.map((open) => open.map(copyOf)),
    trades: log.tradeTotal,
    refusals: log.refusals.slice(),
  }
}

const copyOf = (commit: Commit): Commit => ({
  ...commit,
  uids: commit.uids.slice(0, commit.count),
  values: commit.values.slice(0, commit.count),
})

/**
 * Put a saved state into rules that stand at the beginning of the same timetable. No rule enters anew: what entering does
 * to a world is in the saved world already.
 */
export function restoreRules(rules: Rules, saved: SavedRules): void {
  while (rules.history.length - 1 < saved.entered) {
    const change = rules.ahead.shift()
    if (change === undefined)
      throw new Error('the saved state has gone through more changes of rules than there are')
    adopt(rules, change)
  }
  saved.matrices.forEach((matrix, netuid) => {
    rules.matrices[netuid] = matrix && SubnetMatrix.load(matrix)
  })
  saved.seconds.forEach((matrix, netuid) => {
    rules.seconds[netuid] = matrix && SubnetMatrix.load(matrix)
  })
  saved.commits.forEach((open, netuid) => {
    rules.commits[netuid] = open.map(copyOf)
  })
  rules.log.tradeTotal = saved.trades
  rules.log.refusals.set(saved.refusals)
}
