import type { ChainView } from '../../chain/view.js'
import { choice, integer } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy, type Me, perUid } from '../strategy.js'
import {
  startValidating,
  submit,
  tendStake,
  validatingFields,
  validatingMemory,
  validatorWake,
} from '../validating.js'
import { VisibleRows } from '../visible-rows.js'
import { WeightRow } from '../weight-row.js'

/** Targets kept: the newest, as many as `lag` may go back, and one more to extrapolate from. */
const KEPT = 6

const params = {
  ...validatingFields,
  target: choice(['consensus', 'mean', 'leader'], 'consensus', 'what is copied'),
  lag: integer(0, 'epochs', 'L: epochs that the copy is older than what can be seen', {
    max: KEPT - 2,
    fixed: true,
  }),
  extrapolate: choice(['none', 'linear'], 'none', 'whether it carries the last change forward'),
}
const memory = {
  ...validatingMemory,
  seen: perUid(f64('fraction', 'target, one layer a look in turn'), KEPT),
  looks: f64('looks', 'targets seen so far'),
}
type Copier = Me<typeof params, typeof memory>

/**
 * A6: sets the weights that others set, without measuring anything.
 *
 *   consensus   c_j, the largest weight that stake of at least kappa gives         mean   sum_i s_i w_ij / sum_i s_i
 *   leader      the row of the largest validator
 *   linear      max(0, c + L' (c - c_before)),   L' = L + epochs that a committed row waits
 *
 * Read from the rows that are public now, its own left out: with open weights those are this epoch's, under commit-reveal
 * those of the last reveal, so that the chain itself sets the lag; `lag` L adds to it. It looks once a tempo, two blocks
 * before the epoch, so that its row is the last to count; c_before is the target one look earlier. Rows of commits that
 * reveal within their own tempo, a past mistake of the chain, are the case of open weights.
 */
export const weightCopier = defineStrategy({
  id: 'weight-copier',
  code: 'A6',
  whenOff: 'honest-validator',
  role: 'validator',
  needs: [{ role: 'validator' }],
  summary: 'Copies the weights of others instead of measuring miners.',
  source: 'own model, agents.md A6',
  params,
  memory,
  wake: (me, chain) => validatorWake(me, chain, untilEpoch(chain, me.netuid)),
  start: (me, chain) => startValidating(me, chain),
  decide(me, chain, desk, outside) {
    if (!tendStake(me, chain, desk, outside)) return
    rememberTarget(me, chain)
    const { lag, extrapolate } = me.params
    if (me.memory.looks <= lag) return
    const n = chain.neuronCount(me.netuid)
    const { column } = me.memory.seen
    const now = layer(me, lag)
    const before = me.memory.looks > lag + 1 ? layer(me, lag + 1) : now
    const ahead = extrapolate === 'linear' ? lag + chain.revealDelay(me.netuid) : 0
    row.count = 0
    for (let uid = 0; uid < n; uid++) {
      const weight = column[now + uid] + ahead * (column[now + uid] - column[before + uid])
      if (weight > 0 && uid !== me.uid) row.add(uid, weight)
    }
    submit(me, chain, desk, row)
  },
})

const row = new WeightRow()
const rows = new VisibleRows()
const skip = new Uint8Array(4096)

/** Blocks until the one after which a call is still in time for the next epoch. */
function untilEpoch(chain: ChainView, netuid: number): number {
  const tempo = chain.tempo(netuid) || 360
  const wait = (chain.lastEpochBlock(netuid) + tempo - 2 - chain.block) % tempo
  return wait > 0 ? wait : wait + tempo
}

/** Where the target of so many looks ago is. */
const layer = ({ memory }: Copier, ago: number): number => memory.seen.row((memory.looks - 1 - ago) % KEPT)

function rememberTarget(me: Copier, chain: ChainView): void {
  const { netuid, uid: self } = me
  skip.fill(0)
  if (self >= 0) skip[self] = 1
  rows.read(chain, netuid, skip)
  if (rows.count === 0) return
  me.memory.looks++
  const { column } = me.memory.seen
  const base = layer(me, 0)
  const leader = rows.n * largest()
  const kappa = chain.kappa(netuid)
  const { target } = me.params
  for (let uid = 0; uid < rows.n; uid++) {
    if (target === 'consensus') column[base + uid] = rows.consensus(uid, kappa)
    else column[base + uid] = target === 'mean' ? mean(uid) : rows.weights[leader + uid]
  }
}

/** Stake-weighted average of what is given to a UID. */
function mean(uid: number): number {
  let sum = 0
  for (let k = 0; k < rows.count; k++) sum += rows.stakes[k] * rows.weights[k * rows.n + uid]
  return sum / rows.totalStake
}

/** The row with most stake, the first of equals. */
function largest(): number {
  let best = 0
  for (let k = 1; k < rows.count; k++) if (rows.stakes[k] > rows.stakes[best]) best = k
  return best
}
