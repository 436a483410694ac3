import { SplitTable as Split, type SplitTable, Terms } from '../emission/emission.js'
import { rootProportion, rootSells } from '../emission/root-proportion.js'
import { AlphaSplit, splitAlpha } from '../emission/split.js'
import { blockShares, subnetEmission } from '../emission/switch.js'
import { burnAlpha, mintAlphaOut, mintToReservoir, recycleAlpha } from '../state/ledger.js'
import { alphaIssuance, type World } from '../state/world.js'
import { ROOT } from '../units.js'
import { buyThenInject, injectThenBuy } from './injection.js'
import type { Rules } from './rules.js'

/** What every subnet's share would be now by a rule, written into `out`: for genesis. */
export function sharesNow(world: World, rules: Rules, rule: Rules['shares'], out: Float64Array): void {
  const scratch = scratchOf(world)
  listEmitting(world, rules, scratch)
  readPools(world, rules, scratch)
  blockShares(rule, world, scratch.emitting, scratch.count, rules.emission, out, scratch.split.price)
}

/** Shares of a block by the rules in force, by netuid. It moves the rules' memory on: to try something out, ask a copy. */
export function nextShares(world: World, rules: Rules): Float64Array {
  const scratch = scratchOf(world)
  listEmitting(world, rules, scratch)
  readPools(world, rules, scratch)
  shareOut(world, rules, scratch)
  return scratch.share
}

/** Work arrays of a world, made once. */
interface Scratch {
  /** Eligible netuids, the frozen ones too: they take part in the shares. */
  emitting: Uint16Array
  count: number
  /** Those of them that live. */
  live: Uint16Array
  liveCount: number
  share: Float64Array
  split: SplitTable
}
const scratches = new WeakMap<World, Scratch>()
const terms = new Terms()
const parts = new AlphaSplit()

export function scratchOf(world: World): Scratch {
  let scratch = scratches.get(world)
  if (!scratch) {
    const rows = world.subnets.exists.length
    scratch = {
      emitting: new Uint16Array(rows),
      count: 0,
      live: new Uint16Array(rows),
      liveCount: 0,
      share: world.subnets.share,
      split: new Split(rows),
    }
    scratches.set(world, scratch)
  }
  return scratch
}

/**
 * The block's TAO and alpha: eligible subnets -> shares -> terms -> chain buys and injection -> pending alpha.
 *
 * Every price, issuance and proportion is read before any subnet is touched.
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, 14bc6f9f; later order late-2026 4.2.
 *
 * @param blockEmission RAO of TAO this block may mint
 */
export function runCoinbase(world: World, rules: Rules, blockEmission: number): void {
  const scratch = scratchOf(world)
  listEmitting(world, rules, scratch)
  readPools(world, rules, scratch)
  shareOut(world, rules, scratch)
  splitEmission(world, rules, scratch, blockEmission)
  if (rules.params.emitting !== 'open') closeOut(world, rules, scratch)
  feedPools(world, rules, scratch)
  emitAlpha(world, rules, scratch)
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

/**
 * Not root, started, subtoken on, registration allowed; fewer of these conditions before v3.3.0 (`emitting`).
 * Source: get_subnets_to_emit_to, v3.3.0-361 and later; run_coinbase, v2.0.0 and v2.0.9.
 */
function listEmitting(world: World, rules: Rules, scratch: Scratch): void {
  const { allNetuids } = world
  const { firstEmissionBlock, subtokenEnabled, registrationAllowed, frozen } = world.subnets
  const started = rules.params.emitting !== 'all'
  const open = rules.params.emitting === 'open'
  let count = 0
  let live = 0
  for (let k = 0; k < allNetuids.length; k++) {
    const n = allNetuids[k]
    if (started && firstEmissionBlock[n] === 0) continue
    if (open && (subtokenEnabled[n] === 0 || registrationAllowed[n] === 0)) continue
    scratch.emitting[count++] = n
    if (frozen[n] === 0) scratch.live[live++] = n
  }
  scratch.count = count
  scratch.liveCount = live
}

function readPools(world: World, rules: Rules, scratch: Scratch): void {
  const { market, issuance } = rules
  const { price, alphaEmission, rootProportion: rho } = scratch.split
  const { emitting, count } = scratch
  const rootTao = world.subnets.taoReserve[ROOT]
  const { taoWeight } = rules.params
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    price[n] = market.price(world, n)
    alphaEmission[n] = issuance.alphaEmission(world, n)
    rho[n] = rootProportion(rootTao, taoWeight, alphaIssuance(world, n))
  }
}

function splitEmission(world: World, rules: Rules, scratch: Scratch, blockEmission: number): void {
  const { emitting, count, share, split } = scratch
  const { injection } = rules
  const { emissionTao } = world.subnets
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    const e = subnetEmission(blockEmission, share[n])
    emissionTao[n] = e
    split.emission[n] = e
    injection.terms(e, split.price[n], split.alphaEmission[n], blockEmission, split.rootProportion[n], terms)
    split.taoIn[n] = terms.taoIn
    split.alphaIn[n] = terms.alphaIn
    split.excess[n] = terms.excess
    split.reservoir[n] = 0
    split.subsidised[n] = terms.subsidised ? 1 : 0
  }
  injection.respread?.(world, emitting, count, rules.emission, split)
}

/**
 * Before v3.3.0 a subnet with registration off kept its place in the denominator, but got no TAO of its own; from v3.2.3 no
 * alpha either, while its subsidy or excess still bought. Source: run_coinbase.rs, v2.0.2-238 and v3.2.3-298.
 * Differs: in v2.0.0 and v2.0.1, for two days, the test on proof-of-work registration was inverted; here all emit then.
 */
function closeOut(world: World, rules: Rules, scratch: Scratch): void {
  const { closedSubnets } = rules.params
  if (closedSubnets === 'emit') return
  const { emitting, count, split } = scratch
  const { registrationAllowed } = world.subnets
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    if (registrationAllowed[n] === 1) continue
    split.taoIn[n] = 0
    if (closedSubnets === 'no-tao') continue
    split.alphaIn[n] = 0
    split.alphaEmission[n] = 0
  }
}

/** Put the TAO where the terms say; what is neither injected nor spent was never minted (the chain takes it back). */
function feedPools(world: World, rules: Rules, scratch: Scratch): void {
  const { emitting, count, split } = scratch
  const { frozen } = world.subnets
  const buysFirst = rules.injection.buysFirst || rules.market.chainBuy === 'before-injection'
  const feed = buysFirst ? buyThenInject : injectThenBuy
  for (let k = 0; k < count; k++) {
    const n = emitting[k]
    // A frozen subnet's TAO is minted and waits: issuance runs as if it lived.
    if (frozen[n] === 1) mintToReservoir(world, n, Math.floor(split.emission[n]))
    else feed(world, rules, n, split.taoIn[n], split.alphaIn[n], split.excess[n], split.reservoir[n])
  }
}

/** Mint alpha_out and book it to the pending accumulators. */
function emitAlpha(world: World, rules: Rules, scratch: Scratch): void {
  const { emitting, count, live, liveCount, split } = scratch
  const s = world.subnets
  const rootTao = s.taoReserve[ROOT]
  const { taoWeight } = rules.params
  const { ownerCut } = rules.emission
  const sells = rootSells(s.movingPrice, emitting, count)
  const soldAtOnce = rules.root.emitted !== undefined
  for (let k = 0; k < liveCount; k++) {
    const n = live[k]
    const alpha = split.alphaEmission[n]
    mintAlphaOut(world, n, alpha)
    s.alphaEmitted[n] = alpha
    s.alphaEmittedTotal[n] += alpha
    const rho = rootProportion(rootTao, taoWeight, alphaIssuance(world, n))
    splitAlpha(alpha, s.ownerCutEnabled[n] === 1 ? ownerCut : 0, rho, parts)
    const { owner, server, root } = parts
    // What rounding leaves goes to validators, so that the parts add up to alpha_out to the RAO.
    s.pendingOwnerCut[n] += owner
    s.pendingServer[n] += server
    s.pendingValidator[n] += alpha - owner - server - root
    if (soldAtOnce) rules.root.emitted?.(world, rules, n, root, split.subsidised[n] === 1)
    else
      bookRoot(
        world,
        rules,
        n,
        root,
        rules.params.rootShare === 'unless-subsidised' ? split.subsidised[n] === 0 : sells,
      )
  }
}

/** Root's part waits for the epoch, or is lost to root. Source: run_coinbase.rs, v3.2.10-334, v3.2.12-342, v3.2.13-343 on */
function bookRoot(world: World, rules: Rules, netuid: number, root: number, accrues: boolean): void {
  const { pendingRoot, pendingValidator } = world.subnets
  const { rootShare } = rules.params
  if (accrues) pendingRoot[netuid] += root
  else if (rootShare === 'else-recycled') recycleAlpha(world, netuid, root)
  else if (rootShare === 'else-validators') pendingValidator[netuid] += root
  else burnAlpha(world, netuid, root) // in nobody's hands, yet still issued
}
