import { BUY, Fill, Injection } from '../market/market.js'
import {
  alphaLeavesPool,
  mintAlphaToPool,
  mintToPool,
  mintToReservoir,
  putUncounted,
  recycleFromPool,
  reservoirToPool,
} from '../state/ledger.js'
import type { World } from '../state/world.js'
import type { Rules } from './rules.js'

const fill = new Fill()
const accepted = new Injection()

/**
 * Specs 441 to 475: the chain buys on the old reserves and weight, then the weight takes in the injection.
 *
 * What the pool refuses (its weight would leave 1 %..99 %) waits in the subnet's reservoirs and is tried again with the
 * next block's amounts. Source: late-2026 4.2 and 4.3 (run_coinbase.rs, emission_injection.rs at 8e9322e5).
 */
export function buyThenInject(
  world: World,
  rules: Rules,
  netuid: number,
  tao: number,
  alpha: number,
  excess: number,
  reservoir: number,
): void {
  chainBuy(world, rules, netuid, excess)
  const s = world.subnets
  const waits = s.taoReservoir[netuid] + s.alphaReservoir[netuid] > 0
  rules.market.inject(world, netuid, tao + s.taoReservoir[netuid], alpha + s.alphaReservoir[netuid], accepted)
  mintInjection(world, netuid, tao, alpha)
  if (waits || accepted.tao !== tao || accepted.alpha !== alpha)
    store(world, netuid, accepted.tao - tao, accepted.alpha - alpha)
  if (reservoir > 0) mintToReservoir(world, netuid, reservoir)
}

/** The pool took more or less than the block brings: the difference comes out of the reservoirs, or goes there. */
function store(world: World, netuid: number, taoFromReservoir: number, alphaFromReservoir: number): void {
  reservoirToPool(world, netuid, taoFromReservoir, alphaFromReservoir)
}

/**
 * To spec 425: the weight takes in the injection, the chain buys on the old reserves with the new weight, then the
 * reserves grow. A refused injection is not minted. Source: run_coinbase.rs, inject_and_maybe_swap, 14bc6f9f.
 */
export function injectThenBuy(
  world: World,
  rules: Rules,
  netuid: number,
  tao: number,
  alpha: number,
  excess: number,
): void {
  rules.market.inject(world, netuid, tao, alpha, accepted)
  const acceptedTao = accepted.tao
  const acceptedAlpha = accepted.alpha
  chainBuy(world, rules, netuid, excess)
  mintInjection(world, netuid, acceptedTao, acceptedAlpha)
}

function mintInjection(world: World, netuid: number, tao: number, alpha: number): void {
  const s = world.subnets
  s.taoIn[netuid] = tao
  s.alphaIn[netuid] = alpha
  if (tao > 0) {
    mintToPool(world, netuid, tao)
    s.injectedTotal[netuid] += tao
    s.protocolFlow[netuid] += tao
  }
  if (alpha > 0) {
    mintAlphaToPool(world, netuid, alpha)
    s.alphaInTotal[netuid] += alpha
  }
}

/** New TAO buys alpha, without fee or limit; in some eras it does not count as issued. A refused buy brings none. */
function chainBuy(world: World, rules: Rules, netuid: number, tao: number): void {
  const s = world.subnets
  s.chainBuy[netuid] = 0
  s.chainBought[netuid] = 0
  if (tao === 0) return
  rules.market.quote(world, netuid, BUY, tao, Number.POSITIVE_INFINITY, 0, fill)
  if (fill.refusal !== 0) return
  if (rules.injection.excessIssued) mintToPool(world, netuid, fill.paidIn)
  else putUncounted(world, netuid, fill.paidIn)
  if (rules.params.keepChainBought) {
    alphaLeavesPool(world, netuid, fill.paidOut)
    s.protocolAlpha[netuid] += fill.paidOut
  } else {
    recycleFromPool(world, netuid, fill.paidOut)
  }
  rules.market.settle(world, netuid, BUY, fill)
  s.chainBuy[netuid] = fill.paidIn
  s.chainBought[netuid] = fill.paidOut
  s.chainBuyTotal[netuid] += fill.paidIn
  s.protocolFlow[netuid] += fill.paidIn
  s.volume[netuid] += fill.paidIn
}
