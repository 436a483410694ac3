import { expect, test } from 'vitest'
import { network, runPair } from './run-pair.js'

const ring = (bribe: string) =>
  network(`
  - { id: outsiders, strategy: venal-validator, count: 2 per subnet, stake: { alpha: 20 % }, params: { miners: friends } }
  - id: ring
    strategy: colluding-validators
    adversary: true
    count: 2 per subnet
    capital: 500 TAO
    stake: { alpha: 20 % }
    params: { policy: selfweight, ownPart: 90 %, miners: friends, bribePerStake: ${bribe} }
  - { id: friends, strategy: cabal-miner, adversary: true, count: 3 per subnet, params: { outside: 0 } }`)

test("bribes are a cost in the adversary's books, booked where they come from and go to", async () => {
  const { treated, twin } = await runPair(ring('2 TAO'))
  const paid = Number(treated.row('summary', 0).adversary_paid_out_tao)
  expect(paid).toBeGreaterThan(10)
  expect(Number(twin.row('summary', 0).adversary_paid_out_tao)).toBe(0)
  const events = treated.tables.get('events')!
  const column = (name: string) => events.columns.indexOf(name)
  const sum = (kind: string, who: string) =>
    events.rows
      .filter((row) => row[column('event')] === kind && String(row[column('agent_id')]).startsWith(who))
      .reduce((total, row) => total + Number(row[column('value')]), 0)
  expect(sum('payment', 'ring')).toBeCloseTo(paid, 6)
  expect(sum('receipt', 'outsiders')).toBeCloseTo(paid, 6)
  expect(Number(treated.row('summary', 0).adversary_incentive_frac)).toBeGreaterThan(
    Number(twin.row('summary', 0).adversary_incentive_frac),
  )
})

test('a ring that offers nothing pays nothing, and outsiders with a price are honest', async () => {
  const { treated } = await runPair(ring('0 TAO'))
  expect(treated.row('summary', 0).adversary_paid_out_tao).toBe(0)
  expect(treated.row('summary', 0).childkey_rent_tao).toBeNull()
})
