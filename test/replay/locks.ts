import { readFileSync } from 'node:fs'
import { lockCost, lockInterval } from '../../src/chain/lifecycle/lock-cost.js'
import { RAO_PER_TAO as TAO } from '../../src/units.js'

interface Registration {
  netuid: number
  block: number
  cost: number
}

const registrations: Registration[] = readFileSync(
  new URL('../../data/subnet_registration_cost.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([netuid, block, , cost]) => ({ netuid: Number(netuid), block: Number(block), cost: Number(cost) }))
const of = (netuid: number) => registrations.find((one) => one.netuid === netuid) as Registration

/** What a lock cost, TAO, and what the formula makes of the lock before it. */
export interface LockReplay {
  readonly netuid: number
  readonly paid: number
  readonly predicted: number
}

/** Netuids 67 to 128 without 79, each from its published predecessor. */
export const lockReplays = (): LockReplay[] =>
  Array.from({ length: 62 }, (_, k) => 67 + k)
    .filter((netuid) => netuid !== 79)
    .map((netuid) => {
      const { block, cost } = of(netuid)
      const before = of(netuid - 1)
      // The interval was halved between 2025-03-03 and 2025-03-05.
      const interval = lockInterval(netuid <= 71 ? 28_800 : 14_400, 1e9)
      const predicted = lockCost(Math.round(before.cost * TAO), before.block, block, interval, TAO) / TAO
      return { netuid, paid: cost, predicted }
    })
