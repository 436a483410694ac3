import { expect, test } from 'vitest'

import { runCoinbase } from '../../src/chain/coinbase.js'
import { createLog } from '../../src/chain/log.js'
import { createRules, enterFirstEra } from '../../src/chain/rules.js'
import { timetable } from '../../src/chain/timetable.js'
import { readCsv } from '../../src/genesis/csv.js'
import { readDataFiles, shippedSnapshot } from '../../src/genesis/shipped.js'
import { placeGateBar, placeSubnet } from '../../src/genesis/subnets.js'
import { toLimbs } from '../../src/numeric/limbs.js'
import { createStreams } from '../../src/random/streams.js'
import { refusalNames } from '../../src/refusal.js'
import { createWorld, listNetuids } from '../../src/state/world.js'
import { ROOT } from '../../src/units.js'

const snapshot = shippedSnapshot('mainnet-2026-10-08')

/** The block as the default snapshot and the default era have it, ready for its coinbase. */
function october() {
  const world = createWorld({ subnets: 129, uids: 1, coldkeys: 4, hotkeys: 4, positions: 4 })
  world.block = snapshot.block
  const plan = { start: 'mainnet@spec475', set: {}, later: [] }
  const changes = timetable(plan, {}, snapshot.block)
  const rules = createRules(changes, createStreams('any'), createLog(refusalNames.length), [])
  for (const subnet of snapshot.subnets) {
    placeSubnet(world, subnet, 256, {})
    rules.market.open(world, subnet.netuid, subnet.quoteWeight)
  }
  listNetuids(world)
  world.subnets.taoReserve[ROOT] = snapshot.rootTaoRao
  const [high, low] = toLimbs(BigInt(snapshot.issuanceRao))
  world.issuance.high[0] = high
  world.issuance.low[0] = low
  enterFirstEra(world, rules)
  placeGateBar(world, rules, snapshot)
  return { world, rules }
}

test('block 9,240,382 of mainnet comes out to the RAO: TAO injected and chain buys of 125 subnets', () => {
  const { world, rules } = october()
  const emission = rules.issuance.blockEmission(world)
  expect(emission).toBe(500_000_000)

  runCoinbase(world, rules, emission)

  const file = readDataFiles().find(({ name }) => name === 'subnet_emission_block_9240382.csv')!
  const rows = readCsv(file.name, file.text)
  const want = rows.map((row) => [
    row.whole('netuid'),
    row.whole('tao_injected_rao'),
    row.whole('chain_buy_rao'),
  ])
  const got = rows.map((row) => {
    const netuid = row.whole('netuid')!
    return [netuid, world.subnets.taoIn[netuid], world.subnets.chainBuy[netuid]]
  })
  expect(got).toEqual(want)
  const eligible = rows.filter((row) => row.flag('eligible'))
  expect(eligible).toHaveLength(125)
  const total = got.reduce((sum, [, injected, bought]) => sum + injected! + bought!, 0)
  expect(total).toBe(499_999_935)
})
