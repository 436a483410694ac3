import type { ChainView } from '../chain/view.js'
import { blocks, choice, fraction, integer, number } from '../fields.js'
import { fillNormals, fillUniforms } from '../random/noise.js'
import { f64 } from '../state/columns.js'
import type { Outside } from './outside/outside.js'
import { type Me, perUid } from './strategy.js'
import type { WeightRow } from './weight-row.js'

/**
 * How a validator measures miners: noisy looks at what they serve, averaged, one average for each UID.
 *
 *   s' = (1 - a) s + a (q + sigma e / sqrt(n)),   e ~ N(0, 1)                                   an epoch
 *   s_k = b s + (1 - b) q + sigma / sqrt(n) sqrt(a^2 (1 - b^2) / (1 - (1 - a)^2)) e,  b = (1 - a)^k     k epochs at once
 *
 * s score (log), q quality served now (log), a weight of a look (0..1), sigma noise of one sample (log), n samples a look.
 * The second line has the exact law of the noise after k epochs, so that how often rows are set does not change how
 * precise they are; quality is taken to have been what it is now. The first look at a UID, or at a newcomer on it, is
 * the score itself. Only a part `coverage` of the miners is looked at in an epoch; the others keep their score.
 *
 * UIDs that serve nothing, copied work that is found out, the validator itself and the owner's UID are not scored.
 *
 * Source: own model, agents.md A4.
 */
export const scoringFields = {
  period: blocks('0 blocks', 'time between two rows of weights; 0: one tempo of the subnet'),
  noise: number(
    0.3,
    'log',
    'sigma: noise of one sample. Source: docs/consensus.md, weights deviate by 0.2 to 0.4',
    {
      min: 0,
      max: 10,
    },
  ),
  samples: integer(4, 'samples', 'n: samples of a miner an epoch, an assumption', { min: 1 }),
  coverage: fraction('100%', 'part of the miners that are looked at in an epoch, an assumption'),
  smoothing: number(0.3, '1/epoch', 'a: weight of the newest look, an assumption', { min: 0.001, max: 1 }),
  rule: choice(['softmax', 'proportional', 'rank', 'winner-take-all'], 'softmax', 'from scores to weights'),
  contrast: number(1, '1/log', 'gamma of the softmax: larger is closer to winner-take-all. Sweep 0.5 to 4', {
    min: 0,
    max: 100,
  }),
}

/** A score that no look has filled yet, log units. */
const UNSEEN = -1000

export const scoringMemory = {
  score: perUid(f64('log', 'average of what was measured of the UID; -1000: never seen', UNSEEN)),
  scoredAt: f64('block', 'block of the last look'),
}

export type Evaluator = Me<typeof scoringFields, typeof scoringMemory>

let scratchNoise = new Float64Array(256)
let scratchCovered = new Float64Array(256)
let scratchFound = new Float64Array(256)

/** Look at all miners of the home subnet and put the scores of those that serve into `row`. */
export function evaluate(me: Evaluator, chain: ChainView, outside: Outside, row: WeightRow): void {
  const { netuid, memory, params } = me
  const { services } = outside
  const n = chain.neuronCount(netuid)
  if (scratchNoise.length < n) widen(n)
  // One draw of each stream a look, whether it is used or not.
  const coverageSeed = me.random('coverage').uniform()
  const detectionSeed = me.random('detection').uniform()
  fillNormals(me.random('noise').uniform(), scratchNoise, n)
  if (params.coverage < 1) fillUniforms(coverageSeed, scratchCovered, n)
  else scratchCovered.fill(0)
  let suspects = false
  const last = memory.scoredAt
  const epochs = last > 0 ? (chain.block - last) / Math.max(1, chain.tempo(netuid)) : 1
  memory.scoredAt = chain.block
  const covered = 1 - (1 - params.coverage) ** epochs
  const keep = covered > 0 ? (1 - params.smoothing) ** ((epochs * params.coverage) / covered) : 1
  const single = params.noise / Math.sqrt(params.samples)
  const averaged = single * noiseKept(params.smoothing, keep)
  const owner = chain.ownerUid(netuid)
  const self = me.uid
  const { column } = memory.score
  const base = memory.score.row()
  row.reserve(n)
  const { uids, values } = row
  const { server, quality, detection } = services.columns
  const first = services.rowOf(netuid)
  const { hotkey: holder, registeredAt } = chain.registered
  const from = chain.rowOf(netuid)
  let count = 0
  for (let uid = 0; uid < n; uid++) {
    const hotkey = server[first + uid]
    if (hotkey < 0 || uid === self || uid === owner || hotkey !== holder[from + uid]) continue
    let score = column[base + uid]
    if (last > 0 && registeredAt[from + uid] >= last) score = UNSEEN
    if (scratchCovered[uid] < covered) {
      const served = quality[first + uid]
      score =
        score === UNSEEN
          ? served + single * scratchNoise[uid]
          : keep * score + (1 - keep) * served + averaged * scratchNoise[uid]
    }
    column[base + uid] = score
    if (score === UNSEEN) continue
    const chance = detection[first + uid]
    if (chance > 0) {
      if (!suspects) fillUniforms(detectionSeed, scratchFound, n)
      suspects = true
      if (scratchFound[uid] < chance) continue
    }
    uids[count] = uid
    values[count++] = score
  }
  row.count = count
}

/** sqrt(a^2 (1 - b^2) / (1 - (1 - a)^2)): noise of the average as a multiple of the noise of one look. */
export const noiseKept = (smoothing: number, keep: number): number =>
  Math.sqrt((smoothing * (1 - keep * keep)) / (2 - smoothing))

function widen(n: number): void {
  scratchNoise = new Float64Array(n)
  scratchCovered = new Float64Array(n)
  scratchFound = new Float64Array(n)
}

/** Blocks until the next row; no sooner than the chain takes one. */
export const scoringWake = (me: Evaluator, chain: ChainView): number =>
  Math.max(me.params.period || chain.tempo(me.netuid) || 360, chain.weightsRateLimit(me.netuid))
