import type { ChainView } from '../../chain/view.js'
import type { EpochParams } from '../../consensus/inputs.js'
import { choice, fraction, tao, text } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { type Arm, banditFields, banditMemory, chosenArm } from '../ring-bandit.js'
import { bestOwnPart } from '../ring-forecast.js'
import { hug, lowball, split, tilt } from '../ring-rows.js'
import { evaluate, scoringFields, scoringMemory, scoringWake } from '../scoring.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import {
  payee,
  startValidating,
  submit,
  tendStake,
  validatingFields,
  validatingMemory,
  validatorWake,
} from '../validating.js'
import { VisibleRows } from '../visible-rows.js'
import { WeightRow } from '../weight-row.js'

const params = {
  ...scoringFields,
  ...validatingFields,
  ...banditFields,
  policy: choice(
    ['selfweight', 'hug', 'lowball', 'optimal', 'bandit'],
    'optimal',
    'how the ring sets its rows',
  ),
  ownPart: fraction('70%', 'W_C: part of a row for the own UIDs, under selfweight'),
  margin: fraction('2%', 'epsilon: own weights above consensus, under hug'),
  targets: fraction('25%', 'part of the honest miners, from the top, that lowball gives nothing'),
  miners: text('', 'cohort whose UIDs the ring favours; empty: the members of its own cohort'),
  bribePerStake: tao(
    '0 TAO',
    'TAO an epoch that the ring offers for all of the stake weight; an outsider that takes it gets its part',
  ),
  buys: tao('0 TAO', 'TAO a day that a member stakes on its own hotkey, while it has any, to gain weight'),
}
const memory = {
  ...scoringMemory,
  ...validatingMemory,
  plan: perSubnetMemory(f64('fraction', 'part for its own that the ring settled on')),
  ...banditMemory,
  boughtAt: f64('block', 'block of the last purchase'),
  plannedFor: perSubnetMemory(f64('epochs', 'epoch that the plan is for, plus 1')),
}
type Colluder = Me<typeof params, typeof memory>

/**
 * A5: validators that agree to favour the UIDs of their ring. They measure miners like A4, and spread what they give to
 * either side as an honest row would; they differ in how much each side gets.
 *
 *   selfweight   own side W_C, others 1 - W_C
 *   optimal      own side W with the largest forecast of the ring's emission (ring-forecast.ts), once an epoch
 *   hug          own UIDs c_j (1 + epsilon), others in proportion to c_j: close to consensus, hardly clipped
 *   lowball      an honest row with nothing for the best honest miners
 *   bandit       the one of these that paid best so far, now and then another (ring-bandit.ts)
 *
 * W_C, W, epsilon 0..1; c_j consensus of the last epoch. Before there is a consensus all play selfweight. The burn share
 * that the owner asks for comes out of the others' side. If no UID of the ring serves, its side is shared evenly among
 * them. A validator cannot vote for itself, so a ring needs miners or a second validator. Stake grows by what is not
 * sold, and by what the members buy: each stakes so many TAO a day on its own hotkey, at any price.
 *
 * Bribes: a member with the TAO for it offers `bribePerStake` an epoch for all stake weight to outsiders that set rows with
 * the ring's part W (venal-validator.ts). The policies hug and lowball have no such part, so then nobody is bribed; the
 * forecast of `optimal` counts bribed rows as it sees them, not as its own. The member that offered last pays.
 */
export const colludingValidators = defineStrategy({
  id: 'colluding-validators',
  code: 'A5',
  whenOff: 'honest-validator',
  role: 'validator',
  needs: [{ role: 'miner', param: 'miners', optional: true }],
  summary:
    'A ring of validators that favours its own UIDs, bluntly, unseen, by forecast, or by harming the best.',
  source: 'own model, agents.md A5',
  params,
  memory,
  wake: (me, chain) => validatorWake(me, chain, scoringWake(me, chain)),
  start(me, chain) {
    startValidating(me, chain)
    me.memory.boughtAt = chain.block
    // A ring that favours nobody is a slip of the pen: asking for it once says so before the first block.
    if (me.params.miners !== '') me.fellows(me.params.miners)
  },
  decide(me, chain, desk, outside) {
    if (!tendStake(me, chain, desk, outside)) return
    const { netuid } = me
    gainWeight(me, chain, desk)
    evaluate(me, chain, outside, row)
    row.weigh(me.params.rule, me.params.contrast)
    markRing(me, chain)
    const consensus = agreed(chain, netuid)
    const policy = me.params.policy === 'bandit' ? learned(me, chain, consensus) : me.params.policy
    if (policy === 'hug' && consensus > 0) {
      hug(row, favoured, chain, netuid, me.uid, consensus, me.params.margin)
    } else if (policy === 'lowball' && consensus > 0) {
      lowball(row, favoured, me.params.targets)
      row.burn(payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
    } else {
      split(row, favoured, payee(chain, outside, netuid), outside.announcements.burnShare(netuid))
      // The plan reads the row as it stands, half and half.
      const part = policy === 'optimal' && consensus > 0 ? plan(me, chain) : me.params.ownPart
      tilt(row, favoured, part)
      bribe(me, chain, outside, part)
    }
    submit(me, chain, desk, row)
  },
})

const row = new WeightRow()
const rows = new VisibleRows()
const epochParams = {} as EpochParams
/** By uid: favoured by the ring, and validator of the ring. */
let favoured = new Uint8Array(256)
let conspires = new Uint8Array(256)
let half = new Float64Array(256)
const forecast = { stake: 0, members: 0, favoured, half }

function markRing(me: Colluder, chain: ChainView): void {
  const n = chain.neuronCount(me.netuid)
  if (favoured.length < n) {
    favoured = new Uint8Array(n)
    conspires = new Uint8Array(n)
    half = new Float64Array(n)
  }
  favoured.fill(0)
  conspires.fill(0)
  const ring = me.fellows(me.params.miners === '' ? undefined : me.params.miners)
  for (let k = 0; k < ring.length; k++) if (ring[k] !== me.uid) favoured[ring[k]] = 1
  const partners = me.fellows()
  for (let k = 0; k < partners.length; k++) conspires[partners[k]] = 1
}

/** Offer outsiders TAO for rows like the ring's. */
function bribe(me: Colluder, chain: ChainView, outside: Outside, ownPart: number): void {
  const { netuid, params, coldkey } = me
  if (params.bribePerStake === 0 || me.free < params.bribePerStake) return
  outside.offers.make(netuid, params.bribePerStake, ownPart, coldkey, chain.block)
}

/** Stake what the days since the last purchase allow. */
function gainWeight(me: Colluder, chain: ChainView, desk: Desk): void {
  const { memory, params, netuid } = me
  const days = (chain.block - memory.boughtAt) / BLOCKS_PER_DAY
  const rao = Math.floor(Math.min(params.buys * days, me.free))
  // Too little to be worth a call waits.
  if (rao < chain.minStake * 1.001 || !chain.started(netuid)) return
  memory.boughtAt = chain.block
  desk.addStake(netuid, me.hotkey, rao)
  memory.held += chain.buys(netuid, rao)
}

/** The policy of a ring that learns; before there is a consensus there is nothing to learn from. */
function learned(me: Colluder, chain: ChainView, consensus: number): Arm {
  const { netuid, shared, params } = me
  if (consensus === 0) return 'selfweight'
  let incentive = 0
  let dividends = 0
  const n = chain.neuronCount(netuid)
  for (let uid = 0; uid < n; uid++) {
    if (favoured[uid] === 1) incentive += chain.incentive(netuid, uid)
    if (conspires[uid] === 1) dividends += chain.dividends(netuid, uid)
  }
  const pay = (incentive + dividends) / 2
  return chosenArm(shared, chain, netuid, pay, params.exploration, params.trial, me.random('bandit'))
}

/** Sum of consensus over all UIDs; 0 before the first. */
function agreed(chain: ChainView, netuid: number): number {
  const n = chain.neuronCount(netuid)
  let sum = 0
  for (let uid = 0; uid < n; uid++) sum += chain.consensus(netuid, uid)
  return sum
}

/** The ring's part for its own; the first member to look after an epoch settles it for all. */
function plan(me: Colluder, chain: ChainView): number {
  const { netuid, shared } = me
  const epoch = chain.epochIndex(netuid) + 1
  if (shared.plannedFor.get(netuid) === epoch) return shared.plan.get(netuid)
  rows.read(chain, netuid, conspires)
  chain.epochParams(netuid, epochParams)
  half.fill(0)
  for (let k = 0; k < row.count; k++) half[row.uids[k]] = row.values[k]
  forecast.favoured = favoured
  forecast.half = half
  forecast.stake = 0
  forecast.members = 0
  for (let uid = 0; uid < rows.n; uid++) {
    if (conspires[uid] === 0) continue
    forecast.stake += chain.stakeWeight(netuid, uid)
    forecast.members++
  }
  shared.plan.set(netuid, bestOwnPart(rows, epochParams, forecast))
  shared.plannedFor.set(netuid, epoch)
  return shared.plan.get(netuid)
}
