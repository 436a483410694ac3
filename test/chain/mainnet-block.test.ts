import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

test('the first block from the snapshot of 9,240,382 injects and buys what mainnet did, to the RAO, in all 125 subnets', () => {
  const { world, rules, mempool } = beginningOf(scenarioOf())
  world.block = 9_240_381
  world.block++
  runBlock(world, rules, mempool)
  const text = readFileSync(new URL('../../data/subnet_emission_block_9240382.csv', import.meta.url), 'utf8')
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const at = (name: string) => header.indexOf(name)
  let compared = 0
  for (const row of rows) {
    if (row[at('eligible')] !== '1') continue
    const netuid = Number(row[0])
    expect([netuid, world.subnets.taoIn[netuid], world.subnets.chainBuy[netuid]]).toEqual([
      netuid,
      Number(row[at('tao_injected_rao')]),
      Number(row[at('chain_buy_rao')]),
    ])
    compared++
  }
  expect(compared).toBe(125)
})
