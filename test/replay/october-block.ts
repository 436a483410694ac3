import { runBlock } from '../../src/chain/block.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'
import { rowsOf } from './gate-block.js'

/** What block 9,240,382 did to one subnet, RAO, and what our block does. */
export interface Paid {
  readonly netuid: number
  readonly injected: number
  readonly bought: number
  readonly ourInjected: number
  readonly ourBought: number
}

/** The 125 subnets that were eligible, through the whole block loop from the snapshot of that block. */
export function octoberBlock(): Paid[] {
  const { world, rules, mempool } = beginningOf(scenarioOf())
  world.block = 9_240_382
  runBlock(world, rules, mempool)
  return rowsOf('subnet_emission_block_9240382.csv')
    .filter((row) => row.flag('eligible'))
    .map((row) => {
      const netuid = row.whole('netuid')!
      return {
        netuid,
        injected: row.whole('tao_injected_rao')!,
        bought: row.whole('chain_buy_rao')!,
        ourInjected: world.subnets.taoIn[netuid],
        ourBought: world.subnets.chainBuy[netuid],
      }
    })
}
