import { runBlock } from '../chain/block.js'
import { CALL } from '../chain/mempool.js'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedCards } from '../genesis/shipped-cards.js'
import { type Beginning, genesis } from '../genesis.js'
import { readScenario } from '../scenario/read-scenario.js'
import { createColdkey, createHotkey } from '../state/keys.js'
import { REST, transferTao } from '../state/ledger.js'
import { stateHash } from '../state/snapshot.js'
import type { Bench } from './bench.js'

const SUBNETS = 128
const ACCOUNTS = 256
const TRADES = 20
/** Blocks before the clock starts, and blocks that it counts. */
const WARM = 3_000
const COUNTED = 20_000

const text = `
name: block-step
protocol: mainnet@spec475
horizon: ${WARM + COUNTED} blocks
genesis: { snapshot: synthetic, subnets: ${SUBNETS}, uids: 16, resolution: aggregate, rest: absent }
`

/**
 * One block of the chain alone: 128 pools, the era of today, 20 trades by 256 accounts.
 *
 * Trades are drawn by the congruence s = 1664525 s + 1013904223 mod 2^32, seed 12345: subnet, account, side and size. A buy
 * is at most 1 % of the pool's TAO, a sale at most 20 % of the account's stake.
 */
export const blockStep: Bench = {
  id: 'block-step',
  summary:
    'A block of 128 subnets with 20 trades: coinbase, epochs, moving prices, calls; no agents, no records.',
  source: 'workload W1 of this project',
  unit: 'us/block',
  repeats: 5,
  async run(machine) {
    const { scenario, curves } = await readScenario(text, 'block-step', scenarioCatalogue(shippedCards))
    const snapshot = chooseSnapshot(scenario, '1', () => {
      throw new Error('a synthetic network needs no snapshot')
    })
    const beginning = genesis({ scenario, snapshot, seed: '1', curves })
    const trader = traders(beginning)
    for (let k = 0; k < WARM; k++) step(beginning, trader)
    const start = machine.now()
    for (let k = 0; k < COUNTED; k++) step(beginning, trader)
    const value = ((machine.now() - start) * 1000) / COUNTED
    return { value, checksum: stateHash(beginning.world) }
  },
}

interface Traders {
  readonly coldkey: Int32Array
  readonly hotkey: number
  draw(): number
}

function traders({ world }: Beginning): Traders {
  let s = 12_345
  const draw = () => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) | 0
    return (s >>> 0) / 2 ** 32
  }
  const coldkey = Int32Array.from({ length: ACCOUNTS }, () => createColdkey(world))
  for (const key of coldkey) transferTao(world, REST, key, Math.floor((100 + 900 * draw()) * 1e9))
  return { coldkey, hotkey: createHotkey(world, coldkey[0]), draw }
}

function step({ world, rules, mempool }: Beginning, { coldkey, hotkey, draw }: Traders): void {
  for (let t = 0; t < TRADES; t++) {
    const netuid = world.netuids[Math.floor(draw() * world.netuids.length)]
    const key = coldkey[Math.floor(draw() * ACCOUNTS)]
    const r = 2 * draw() - 1
    // What an account does not have is refused, as on the chain.
    const tao = Math.floor(0.01 * world.subnets.taoReserve[netuid] * Math.abs(r))
    if (r > 0) mempool.push(CALL.addStake, key, hotkey, netuid, tao, Number.POSITIVE_INFINITY, 1)
    else mempool.push(CALL.removeStake, key, hotkey, netuid, 0.1 * tao, 0, 1)
  }
  world.block++
  runBlock(world, rules, mempool)
  rules.log.epochCount = 0
  rules.log.trades.count = 0
  rules.log.events.length = 0
}
