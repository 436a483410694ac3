import { expect, test } from 'vitest'

import { adversaryPartsGauge } from '../../../src/record/summary/adversary-parts.js'
import { deregRaceGauge } from '../../../src/record/summary/dereg-race.js'
import { emissionSharesGauge } from '../../../src/record/summary/emission-shares.js'
import type { Watch } from '../../../src/record/summary/gauge.js'
import { paymentsGauge } from '../../../src/record/summary/payments.js'
import { pruningsGauge } from '../../../src/record/summary/prunings.js'
import { runInfo, smallWorld, TAO, viewOf, withNeurons } from '../fixture.js'

function watch() {
  const world = withNeurons(smallWorld())
  world.subnets.resolution.fill(1)
  const view = viewOf(world)
  const run = { ...runInfo(), record: { ...runInfo().record, epochs: 0 } }
  return { world, view, watch: { run, view, world } as unknown as Watch }
}

test("the adversaries' parts are means over the epochs of subnets where they hold UIDs", () => {
  const { world, watch: of } = watch()
  const gauge = adversaryPartsGauge.make(of)
  gauge.epoch(1)
  // Two of three UIDs; stake 0.4 of 1; all of the incentive; a quarter of the dividends; 125 of 200 paid.
  expect(gauge.mean('uids')).toBeCloseTo(2 / 3, 14)
  expect(gauge.mean('stake')).toBeCloseTo(0.4, 14)
  expect(gauge.mean('incentive')).toBe(1)
  expect(gauge.mean('dividends')).toBe(0.25)
  expect(gauge.mean('emission')).toBe(0.625)
  // An epoch that pays no incentive says nothing about incentives, and counts for the rest.
  world.neurons.incentive.fill(0)
  world.neurons.dividends[world.stride] = 0
  gauge.epoch(1)
  expect(gauge.mean('incentive')).toBe(1)
  expect(gauge.mean('dividends')).toBe(0.625)
  // A subnet of honest ones alone is not looked at.
  world.neurons.hotkey.fill(0)
  gauge.epoch(1)
  expect(gauge.mean('dividends')).toBe(0.625)
})

test('what adversaries pay one another is no payment out; rent is what lenders are paid', () => {
  const { view, watch: of } = watch()
  Object.assign(view.cohorts[0], { kind: 'childkey-broker' })
  const gauge = paymentsGauge.make(of)
  const [honest, adversary] = [0, 1]
  const pay = (from: number, to: number, tao: number) => {
    gauge.event('payment', -1, from, 0, tao * TAO)
    gauge.event('receipt', -1, to, 0, tao * TAO)
  }
  pay(adversary, adversary, 5)
  expect(gauge.paidOut).toBe(0)
  pay(adversary, honest, 3)
  pay(honest, adversary, 1)
  expect(gauge.paidOut).toBe(2 * TAO)
  expect(gauge.rent).toBe(3 * TAO)
  // Wallets that no agent has are nobody's lenders.
  pay(adversary, -1, 4)
  expect(gauge.paidOut).toBe(6 * TAO)
  expect(gauge.rent).toBe(3 * TAO)
})

test('a subnet was wrongly pruned if it was worth more than the median of all', () => {
  const { world, view, watch: of } = watch()
  const values = [Number.NaN, 1, 3]
  Object.assign(view, { fundamental: (netuid: number) => values[netuid] })
  const gauge = pruningsGauge.make(of)
  expect(gauge.wrong).toBeNaN()
  gauge.event('subnet_dissolution', 1)
  expect(gauge.wrong).toBe(0)
  gauge.event('subnet_dissolution', 2)
  expect(gauge.wrong).toBe(0.5)
  // Its successor is not judged before it has lived through a day.
  gauge.event('subnet_dissolution', 2)
  expect(gauge.wrong).toBe(0.5)
  expect(world.netuids).toHaveLength(2)
  gauge.day()
  gauge.event('subnet_dissolution', 2)
  expect(gauge.wrong).toBeCloseTo(2 / 3, 14)
})

test('buybacks and the emission of subnets with revenue are TAO a day from the warm-up on', () => {
  const { world, view, watch: of } = watch()
  const spent = [4 * TAO]
  Object.assign(view.cohorts[0], {
    kind: 'revenue-buyback',
    agents: 1,
    home: () => 1,
    remembered: (name: string) => (name === 'spent' ? spent : [2000]),
  })
  const days = { value: 0 }
  Object.defineProperty(of, 'days', { get: () => days.value })
  const gauge = emissionSharesGauge.make(of)
  // 6 TAO in two days, beside the 4 of the warm-up; a quarter of 0.5 TAO a block goes to subnet 1.
  spent[0] = 10 * TAO
  for (days.value = 1; days.value <= 2; days.value++) gauge.day()
  days.value = 2
  expect(gauge.buybackPerDay).toBe(3 * TAO)
  expect(gauge.toRevenuePerDay).toBe(0.25 * 0.5 * 7_200 * TAO)
  expect(world.subnets.share[1]).toBe(0.25)
})

test('defence costs what defenders lose; what snipers pay for a subnet is no loss of their trades', () => {
  const { world, view, watch: of } = watch()
  const none = deregRaceGauge.make(of)
  expect([none.defenderCost, none.arbitrage]).toEqual([Number.NaN, Number.NaN])
  Object.assign(view.cohorts[0], { kind: 'dereg-defender' })
  Object.assign(view.cohorts[1], { kind: 'dereg-sniper' })
  const gauge = deregRaceGauge.make(of)
  world.coldkeys.free[0] -= 2 * TAO
  world.block++
  expect(gauge.defenderCost).toBe(2 * TAO)
  // Of 30 TAO that leave the sniper's wallet 25 are a lock, and another's lock is not its own.
  const sniper = view.cohorts[1].coldkey(0)
  world.coldkeys.free[sniper] -= 30 * TAO
  world.block++
  gauge.event('subnet_registration', 3, 1, 0, 25 * TAO)
  gauge.event('subnet_registration', 4, 0, 0, 7 * TAO)
  expect(gauge.arbitrage).toBe(-5 * TAO)
})
