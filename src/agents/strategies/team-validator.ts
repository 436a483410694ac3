import { fraction, number, text } from '../../fields.js'
import type { Stream } from '../../random/streams.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy } from '../strategy.js'
import { WeightRow } from '../weight-row.js'

const params = {
  utility: fraction('60%', 'W: part of the row for the own miners; the rest goes to the other team'),
  deviation: number(0, '-', 'sigma: spread of the weights within a team, relative to their mean', {
    min: 0,
    max: 10,
  }),
  own: text('', "cohort of the own team's miners"),
  other: text('', "cohort of the other team's miners"),
}
const memory = { sent: f64('flag', '1 once the row is set') }

/**
 * A validator of one of two teams, the test bed of the chain's consensus guarantees: it measures nobody and sets one
 * row, as soon as it has a permit.
 *
 *   w_j = W x_j / sum of x over the own miners              j a miner of the own team
 *   w_j = (1 - W) x_j / sum of x over the other miners      j a miner of the other
 *   x_j = max(0, 1 + sigma z_j)
 *
 * W utility, 0..1 (W_H of an honest validator, W_C of one of the cabal); sigma deviation, at least 0; z_j standard
 * normal, one draw a miner whatever W and sigma, so that runs under one seed differ by these alone. It sets the row once
 * and neither buys nor sells: for an experiment of one epoch. A team whose x are all 0, or that has no UID, gets nothing.
 *
 * Source: pallets/subtensor/src/tests/consensus.rs, map_consensus_guarantees and init_run_epochs, 14bc6f9f
 */
export const teamValidator = defineStrategy({
  id: 'team-validator',
  code: 'A5',
  role: 'validator',
  summary: 'One of two teams: sets one row, so much for the own miners and the rest for the others.',
  source: 'pallets/subtensor/src/tests/consensus.rs, map_consensus_guarantees, 14bc6f9f',
  needs: [
    { role: 'miner', param: 'own' },
    { role: 'miner', param: 'other' },
  ],
  params,
  memory,
  faults: ({ own, other }) =>
    own !== '' && own === other ? [{ param: 'other', want: 'another cohort than `own`: two teams' }] : [],
  wake: (me) => (me.memory.sent === 1 ? Number.POSITIVE_INFINITY : 1),
  decide(me, chain, desk) {
    const { memory, netuid, uid } = me
    const { own, other, utility, deviation } = me.params
    if (uid < 0 || !chain.inFull(netuid) || !chain.permit(netuid, uid)) return
    const stream = me.random('row')
    row.count = 0
    addTeam(me.fellows(own), utility, deviation, stream)
    addTeam(me.fellows(other), 1 - utility, deviation, stream)
    desk.setWeights(netuid, me.hotkey, row.uids, row.values, row.count)
    memory.sent = 1
  },
})

const row = new WeightRow()

/** One team's part of the row. @param part of the whole row, 0..1 */
function addTeam(miners: ArrayLike<number>, part: number, deviation: number, stream: Stream): void {
  const first = row.count
  let sum = 0
  for (let k = 0; k < miners.length; k++) {
    const value = Math.max(0, 1 + deviation * stream.normal())
    row.add(miners[k], value)
    sum += value
  }
  const factor = sum > 0 ? part / sum : 0
  for (let k = first; k < row.count; k++) row.values[k] *= factor
}
