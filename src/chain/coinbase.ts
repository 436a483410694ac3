import { type InjectionRule, type SplitTable, Terms } from '../emission/emission.js'
import { rootProportions, rootSells } from '../emission/root-proportion.js'
import { bookAlpha } from '../emission/split.js'
import { blockShares, subnetEmission } from '../emission/switch.js'
import { burnAlpha, mintAlphaOuts, mintToReservoirs, recycleAlpha } from '../state/ledger.js'
import type { World } from '../state/world.js'
import { ROOT } from '../units.js'
import { type Scratch, scratchOf } from './coinbase-scratch.js'
import { listEmitting } from './emitting.js'
import { buyThenInject, injectThenBuy } from './injection.js'
import { feedAll } from './injection-bulk.js'
import type { Rules } from './rules.js'

/** What every subnet's share would be now by a rule, written into `out`: for genesis. */
export function sharesNow(world: World, rules: Rules, rule: Rules['shares'], out: Float64Array): void {
  const scratch = scratchOf(world)
  listEmitting(world, rules, scratch)
  readPrices(world, rules, scratch)
  blockShares(rule, world, scratch.emitting, scratch.count, rules.emission, out, scratch.split.price)
}

/** Shares of a block by the rules in force, by netuid. It moves the rules' memory on: to try something out, ask a copy. */
export function nextShares(world: World, rules: Rules): Float64Array {
  const scratch = scratchOf(world)
  listEmitting(world, rules, scratch)
  readPrices(world, rules, scratch)
  shareOut(world, rules, scratch)
  return scratch.share
}

const terms = new Terms()

type Step = (world: World, rules: Rules, scratch: Scratch) => void

/**
 * The block's TAO and alpha, in order. Every price, issuance and proportion is read before any subnet is touched.
 *
 * Each step is a loop or two over columns, called through this list so that each is compiled by itself: inlined into one
 * another they make a function too large for the compiler to keep the columns' addresses at hand (measured: 14 us a block of
 * 125 subnets against 8).
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, 14bc6f9f; later order late-2026 4.2.
 */
const steps: readonly Step[] = [
  listEmitting,
  readPrices,
  readAlphaEmission,
  readRootProportions,
  shareOut, //              the rule's shares, the emission switch
  shareTao, //              e, the TAO of each subnet
  splitTao, //              injection and excess of each
  closeOut,
  feedPools, //             chain buys and injections
  mintAlpha,
  readRootAfter,
  splitAlphaOut, //         owner, miners, validators, root
  bookRoots,
]

/** The block's TAO and alpha: eligible subnets -> shares -> terms -> chain buys and injection -> pending alpha. */
export function runCoinbase(world: World, rules: Rules, blockEmission: number): void {
  const scratch = scratchOf(world)
  scratch.blockEmission = blockEmission
  for (let i = 0; i < steps.length; i++) steps[i](world, rules, scratch)
  world.totals.blockEmission = blockEmission
}

/** Shares of the block's TAO. Under rules that go by flow, frozen subnets keep the share they had at the start. */
function shareOut(world: World, rules: Rules, scratch: Scratch): void {
  const { emitting, count, live, liveCount, share, split } = scratch
  if (!rules.shares.byFlow || count === liveCount) {
    blockShares(rules.shares, world, emitting, count, rules.emission, share, split.price)
    return
  }
  blockShares(rules.shares, world, live, liveCount, rules.emission, share, split.price)
  const { frozenShare, frozen } = world.subnets
  let kept = 0
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    if (frozen[n] === 0) continue
    share[n] = frozenShare[n]
    kept += frozenShare[n]
  }
  for (let k = 0; k < liveCount; k++) share[live[k]] *= 1 - kept
}

function readPrices(world: World, rules: Rules, { split, emitting, count }: Scratch): void {
  spotPrices(world, rules, emitting, count, split.price)
}

function readAlphaEmission(world: World, { issuance }: Rules, { split, fed, fedCount }: Scratch): void {
  issuance.alphaEmissions(world, fed, fedCount, split.alphaEmission)
}

function readRootProportions(world: World, { params }: Rules, { split, fed, fedCount }: Scratch): void {
  const rootTao = world.subnets.taoReserve[ROOT]
  rootProportions(world, rootTao, params.taoWeight, fed, fedCount, split.rootProportion)
}

/** Spot prices of `count` netuids, TAO per alpha, into `out` by netuid. */
export function spotPrices(
  world: World,
  { market }: Rules,
  rows: Uint16Array,
  count: number,
  out: Float64Array,
): void {
  if (market.bulk) market.bulk.prices(world, rows, count, out)
  else for (let k = 0; k < count; k++) out[rows[k]] = market.price(world, rows[k])
}

const taoOf = subnetEmission

function shareTao(
  world: World,
  _rules: Rules,
  { emitting, count, share, split, blockEmission }: Scratch,
): void {
  const { emissionTao } = world.subnets
  const { emission, reservoir, subsidised } = split
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    const e = taoOf(blockEmission, share[n])
    emissionTao[n] = e
    emission[n] = e
    reservoir[n] = 0
    subsidised[n] = 0
  }
}

function splitTao(world: World, { injection, emission }: Rules, scratch: Scratch): void {
  const { fed, fedCount, split, blockEmission } = scratch
  if (injection.allTerms) injection.allTerms(fed, fedCount, split)
  else for (let k = 0; k < fedCount; k++) termsOf(injection, fed[k], split, blockEmission)
  injection.respread?.(world, fed, fedCount, emission, split)
}

function termsOf(injection: InjectionRule, n: number, split: SplitTable, blockEmission: number): void {
  const { emission, price, alphaEmission, rootProportion } = split
  injection.terms(emission[n], price[n], alphaEmission[n], blockEmission, rootProportion[n], terms)
  split.taoIn[n] = terms.taoIn
  split.alphaIn[n] = terms.alphaIn
  split.excess[n] = terms.excess
  split.subsidised[n] = terms.subsidised ? 1 : 0
}

/**
 * Before v3.3.0 a subnet with registration off kept its place in the denominator, but got no TAO of its own; from v3.2.3 no
 * alpha either, while its subsidy or excess still bought. Source: run_coinbase.rs, v2.0.2-238 and v3.2.3-298.
 * Differs: in v2.0.0 and v2.0.1, for two days, the test on proof-of-work registration was inverted; here all emit then.
 */
function closeOut(world: World, rules: Rules, scratch: Scratch): void {
  const { closedSubnets, emitting: condition } = rules.params
  if (condition === 'open' || closedSubnets === 'emit') return
  const { fed, fedCount, split } = scratch
  const { registrationAllowed } = world.subnets
  for (let k = 0; k < fedCount; k++) {
    const n = fed[k]
    if (registrationAllowed[n] === 1) continue
    split.taoIn[n] = 0
    if (closedSubnets === 'no-tao') continue
    split.alphaIn[n] = 0
    split.alphaEmission[n] = 0
  }
}

/** Put the TAO where the terms say; what is neither injected nor spent was never minted (the chain takes it back). */
function feedPools(world: World, rules: Rules, scratch: Scratch): void {
  const { emitting, count, live, liveCount, split } = scratch
  const { bulk } = rules.market
  const buysFirst = rules.injection.buysFirst || rules.market.chainBuy === 'before-injection'
  if (bulk) {
    feedAll(world, rules, bulk, live, liveCount, split, buysFirst)
  } else {
    const feed = buysFirst ? buyThenInject : injectThenBuy
    for (let k = 0; k < liveCount; k++) {
      const n = live[k]
      feed(world, rules, n, split.taoIn[n], split.alphaIn[n], split.excess[n], split.reservoir[n])
    }
  }
  if (liveCount < count) feedFrozen(world, emitting, count, split.emission)
}

/** A frozen subnet's TAO is minted and waits: issuance runs as if it lived. */
function feedFrozen(world: World, emitting: Uint16Array, count: number, emission: Float64Array): void {
  const { frozen } = world.subnets
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    scratchWaiting[n] = frozen[n] === 1 ? Math.floor(emission[n]) : 0
  }
  mintToReservoirs(world, emitting, count, scratchWaiting)
}

/** By netuid; one entry for every netuid there can be. */
const scratchWaiting = new Float64Array(65_536)

function mintAlpha(world: World, _rules: Rules, { live, liveCount, split }: Scratch): void {
  const { alphaEmitted, alphaEmittedTotal } = world.subnets
  const { alphaEmission } = split
  mintAlphaOuts(world, live, liveCount, alphaEmission)
  for (let k = 0; k < liveCount; k++) {
    const n = live[k]
    alphaEmitted[n] = alphaEmission[n]
    alphaEmittedTotal[n] += alphaEmission[n]
  }
}

/** Root's part goes by the proportion after this block's injection and alpha_out. */
function readRootAfter(world: World, { params }: Rules, { live, liveCount, rho }: Scratch): void {
  rootProportions(world, world.subnets.taoReserve[ROOT], params.taoWeight, live, liveCount, rho)
}

function splitAlphaOut(world: World, rules: Rules, scratch: Scratch): void {
  const { live, liveCount, split, rho, root } = scratch
  bookAlpha(world, live, liveCount, split.alphaEmission, rules.emission.ownerCut, rho, root)
}

function bookRoots(world: World, rules: Rules, scratch: Scratch): void {
  const { emitting, count, live, liveCount, split, root } = scratch
  const { pendingRoot, movingPrice } = world.subnets
  if (rules.root.emitted) {
    for (let k = 0; k < liveCount; k++) {
      const n = live[k]
      rules.root.emitted(world, rules, n, root[n], split.subsidised[n] === 1)
    }
    return
  }
  const bySubsidy = rules.params.rootShare === 'unless-subsidised'
  const sells = rootSells(movingPrice, emitting, count)
  for (let k = 0; k < liveCount; k++) {
    const n = live[k]
    if (bySubsidy ? split.subsidised[n] === 0 : sells) pendingRoot[n] += root[n]
    else loseRoot(world, rules, n, root[n])
  }
}

/** Root's part is lost to root. Source: run_coinbase.rs, v3.2.10-334, v3.2.12-342, v3.2.13-343 on */
function loseRoot(world: World, { params }: Rules, netuid: number, root: number): void {
  if (params.rootShare === 'else-recycled') recycleAlpha(world, netuid, root)
  else if (params.rootShare === 'else-validators') world.subnets.pendingValidator[netuid] += root
  else burnAlpha(world, netuid, root) // in nobody's hands, yet still issued
}
