import { createLog } from '../chain/log.js'
import { CALL, Mempool } from '../chain/mempool.js'
import { createRules, type Rules } from '../chain/rules.js'
import { timetable } from '../chain/timetable.js'
import { setTaoWeightParts } from '../market/balancer.js'
import { markets } from '../market/index.js'
import { createStreams } from '../random/streams.js'
import { refusalNames } from '../refusal.js'
import { createColdkey, createHotkey } from '../state/keys.js'
import { createWorld, listNetuids, type World } from '../state/world.js'

/** A chain small enough to hold a vector against: a few subnets, a few keys, the rules of an era. */
export interface SmallChain {
  world: World
  rules: Rules
  mempool: Mempool
  /** A coldkey with TAO to spare, and a hotkey to stake to. */
  coldkey: number
  hotkey: number
}

export function smallChain(
  era: string,
  subnets = 2,
  named: Readonly<Record<string, unknown>> = {},
): SmallChain {
  const world = createWorld({ subnets: subnets + 1, uids: 8, coldkeys: 8, hotkeys: 8, positions: 32 })
  const streams = createStreams('small')
  const changes = timetable({ start: era, set: {}, later: [] }, named, 0)
  const rules = createRules(
    changes,
    streams,
    createLog(refusalNames.length),
    new Array(subnets + 1).fill(null),
  )
  createColdkey(world) // block authors
  createColdkey(world) // the rest
  const coldkey = createColdkey(world)
  const hotkey = createHotkey(world, coldkey)
  for (let netuid = 1; netuid <= subnets; netuid++) {
    world.subnets.exists[netuid] = 1
    world.subnets.subtokenEnabled[netuid] = 1
    world.subnets.registrationAllowed[netuid] = 1
    world.subnets.firstEmissionBlock[netuid] = 1
  }
  listNetuids(world)
  return { world, rules, mempool: new Mempool('fifo', 0), coldkey, hotkey }
}

/** Fill a pool. @param quoteWeight weight of the TAO side in units of 1e-18 */
export function fillPool(
  { world, rules }: SmallChain,
  netuid: number,
  tao: number,
  alpha: number,
  quoteWeight: string | number | undefined,
): void {
  world.subnets.taoReserve[netuid] = tao
  world.subnets.alphaReserve[netuid] = alpha
  rules.market.open(world, netuid)
  if (quoteWeight !== undefined && markets.get(rules.market.id).id.startsWith('balancer')) {
    setTaoWeightParts(world, netuid, BigInt(quoteWeight))
  }
}

/** Put one call into the mempool. @returns its row */
export function ask(
  { mempool, coldkey, hotkey }: SmallChain,
  kind: keyof typeof CALL,
  netuid: number,
  amount: number,
  limit: number,
): number {
  return mempool.push(CALL[kind], coldkey, hotkey, netuid, amount, limit, 0)
}
