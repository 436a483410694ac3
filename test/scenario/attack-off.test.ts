import { describe, expect, test } from 'vitest'

import { attackOff, hasAttack } from '../../src/scenario/attack-off.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { catalogue, network, scenarioOf } from '../record/paired/run-pair.js'

const { strategies } = catalogue
const cohort = (scenario: Scenario, id: string) => scenario.population.find((each) => each.id === id)!
const offOf = async (population: string) => attackOff(await scenarioOf(network(population)), strategies)

describe('a scenario with the attack off', () => {
  test('without adversaries it is the same scenario', async () => {
    const scenario = await scenarioOf(network(''))
    expect(attackOff(scenario, strategies)).toBe(scenario)
    expect(hasAttack(scenario, strategies)).toBe(false)
  })

  test('those who fill UIDs go on as their honest counterparts, capital goes to root', async () => {
    const off = await offOf(`
  - { id: ring, strategy: colluding-validators, adversary: true, count: 1 per subnet, stake: { alpha: 9 % }, params: { miners: ring-miners } }
  - { id: ring-miners, strategy: cabal-miner, adversary: true, count: 2 per subnet }
  - { id: copier, strategy: weight-copier, adversary: true, count: 1 per subnet, stake: { alpha: 2 % } }
  - { id: washer, strategy: flow-washer, adversary: true, capital: 5000 TAO }`)
    const counterparts = ['ring', 'ring-miners', 'copier', 'washer'].map((id) => cohort(off, id).strategy)
    expect(counterparts).toEqual(['honest-validator', 'honest-miner', 'honest-validator', 'shadow-twin'])
    expect(hasAttack(off, strategies)).toBe(false)
  })

  test('ids, counts, stakes, capital and the mark stay, so that keys and streams do', async () => {
    const washer = '  - { id: washer, strategy: flow-washer, adversary: true, count: 2, capital: 5000 TAO }'
    const on = cohort(await scenarioOf(network(washer)), 'washer')
    const off = cohort(await offOf(washer), 'washer')
    expect(off).toEqual({ ...on, strategy: 'shadow-twin', params: { idle: false } })
  })

  test('a parameter that means the same is carried over, one that means something else is not', async () => {
    const off = await offOf(
      '  - { id: lazy, strategy: lazy-miner, adversary: true, count: 2 per subnet, params: { cost: 1 USD, sold: 25 %, outside: 50 % } }',
    )
    const { params } = cohort(off, 'lazy')
    expect(params).toMatchObject({ sold: 0.25, outside: 0.5 })
    expect(params.cost).toEqual(strategies.get('honest-miner').params.cost.default)
    expect(Object.keys(params)).toEqual(Object.keys(strategies.get('honest-miner').params))
  })

  test('the twin of an agent that lives on one subnet lives there too', async () => {
    const off = await offOf('  - { id: pump, strategy: retail, adversary: true, count: 1, capital: 9 TAO }')
    expect(cohort(off, 'pump').strategy).toBe('shadow-twin-local')
  })

  test('the twin of one that uses the wallet of another leaves it alone', async () => {
    const off = await offOf(
      '  - { id: pump, strategy: large-orders, adversary: true, count: 1 per subnet, wallet: retail }',
    )
    expect(cohort(off, 'pump').params).toEqual({ idle: true })
  })

  test('every strategy has a counterpart that fills the same seats', () => {
    for (const card of strategies.all) {
      const plan = { ...card.params }
      const scenario = { population: [{ id: 'x', strategy: card.id, adversary: true, params: plan }] }
      const [twin] = attackOff(scenario as unknown as Scenario, strategies).population
      const { role, local } = strategies.get(twin.strategy)
      const keyed = (of: string) => (['miner', 'validator', 'owner'].includes(of) ? of : 'none')
      expect([card.id, keyed(role), local === true]).toEqual([card.id, keyed(card.role), card.local === true])
    }
  })
})
