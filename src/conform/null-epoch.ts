import { runNullEpoch } from '../consensus/null.js'
import type { Runner } from './hold.js'

/** Epochs of subnets that chose Null consensus; integer arithmetic, so equality in every mode. */
export const nullRunner: Runner = {
  kinds: ['null_epoch'],
  run(vector, hold) {
    const { stake_rao, weights, budget_rao } = vector.inputs
    const stake = Float64Array.from(stake_rao, Number)
    const n = stake.length
    const row = (uid: number) => {
      const entries: [number, number][] | undefined = weights?.[String(uid)]
      if (!entries || entries.length === 0) return null
      const values = new Float64Array(n)
      for (const [j, w] of entries) values[j] = w
      return values
    }
    const got = runNullEpoch(stake, n, row, Number(budget_rao))
    hold.equal('permit_uid', vector.expected.permit_uid, got.permitUid < 0 ? null : got.permitUid)
    hold.equal('validator_rao', vector.expected.validator_rao, got.validatorEmission)
    hold.equal('miner_rao', vector.expected.miner_rao, got.minerEmission)
  },
}
