import type { SplitTable } from '../emission/emission.js'
import { type BulkMarket, Injection } from '../market/market.js'
import {
  alphaLeavesPools,
  mintAlphaToPools,
  mintToPools,
  mintToReservoir,
  putUncounted,
  recycleFromPools,
  reservoirToPool,
} from '../state/ledger.js'
import type { World } from '../state/world.js'
import type { Rules } from './rules.js'

/**
 * Chain buys and injections of a block, column by column: what `buyThenInject` and `injectThenBuy` (injection.ts) do
 * subnet by subnet. Pools do not touch one another, so the order among subnets is of no account; a test holds the two to
 * the same state.
 */

/** By netuid; one entry for every netuid there can be. */
const paid = new Float64Array(65_536)
const bought = new Float64Array(65_536)
/** What is offered to the curve, and then what it took. */
const tao = new Float64Array(65_536)
const alpha = new Float64Array(65_536)
const refused = new Uint16Array(65_536)
const accepted = new Injection()

type Step = (
  world: World,
  rules: Rules,
  bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  split: SplitTable,
) => void

/**
 * Specs 441 to 475: buy on the old reserves and weight, then the weight takes in the injection. Lists for the same reason
 * as that of the coinbase: each loop is compiled by itself.
 */
const buyFirst: readonly Step[] = [
  quoteBuys,
  payBuys,
  noteBuys,
  offerWithReservoirs,
  inject,
  mint,
  noteInjections,
  settle,
]
/** To spec 425: the weight takes in the injection, the chain buys with it, then the reserves grow. */
const injectFirst: readonly Step[] = [offer, inject, quoteBuys, payBuys, noteBuys, mintAccepted]

/** Chain buys and injections of all pools that live, in the order that the rules give. */
export function feedAll(
  world: World,
  rules: Rules,
  bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  split: SplitTable,
  buysFirst: boolean,
): void {
  const steps = buysFirst ? buyFirst : injectFirst
  for (let i = 0; i < steps.length; i++) steps[i](world, rules, bulk, rows, count, split)
}

function quoteBuys(
  world: World,
  _rules: Rules,
  bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { excess }: SplitTable,
): void {
  bulk.buys(world, rows, count, excess, paid, bought)
}

/** Mint TAO (in some eras it does not count as issued) and take the alpha out. A refused buy brings none. */
function payBuys(
  world: World,
  { injection, params }: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
): void {
  if (injection.excessIssued) mintToPools(world, rows, count, paid)
  else for (let k = 0; k < count; k++) putUncounted(world, rows[k], paid[rows[k]])
  if (params.keepChainBought) alphaLeavesPools(world, rows, count, bought)
  else recycleFromPools(world, rows, count, bought)
}

function noteBuys(
  { subnets }: World,
  { params }: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
): void {
  const { chainBuy, chainBought, chainBuyTotal, protocolAlpha, protocolFlow, volume } = subnets
  const { keepChainBought } = params
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const tao = paid[n]
    chainBuy[n] = tao
    chainBought[n] = bought[n]
    if (tao === 0) continue
    chainBuyTotal[n] += tao
    protocolFlow[n] += tao
    volume[n] += tao
    if (keepChainBought) protocolAlpha[n] += bought[n]
  }
}

/** What waits beside a pool is offered again with what the block brings. */
function offerWithReservoirs(
  { subnets }: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { taoIn, alphaIn }: SplitTable,
): void {
  const { taoReservoir, alphaReservoir } = subnets
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    tao[n] = taoIn[n] + taoReservoir[n]
    alpha[n] = alphaIn[n] + alphaReservoir[n]
  }
}

function offer(
  _world: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { taoIn, alphaIn }: SplitTable,
): void {
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    tao[n] = taoIn[n]
    alpha[n] = alphaIn[n]
  }
}

/** The curve takes in what is offered; where it refuses the whole, `tao` and `alpha` become what it does take. */
function inject(world: World, { market }: Rules, bulk: BulkMarket, rows: Uint16Array, count: number): void {
  const left = bulk.injections(world, rows, count, tao, alpha, refused)
  for (let r = 0; r < left; r++) {
    const n = refused[r]
    market.inject(world, n, tao[n], alpha[n], accepted)
    tao[n] = accepted.tao
    alpha[n] = accepted.alpha
  }
}

/** What the block brings is minted, whatever the curve took: the rest waits. */
function mint(
  world: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { taoIn, alphaIn }: SplitTable,
): void {
  mintToPools(world, rows, count, taoIn)
  mintAlphaToPools(world, rows, count, alphaIn)
}

function noteInjections(
  { subnets }: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { taoIn, alphaIn }: SplitTable,
): void {
  note(subnets, rows, count, taoIn, alphaIn)
}

/** More than the block brings comes out of the reservoirs, less goes there; so does what found no pool at all. */
function settle(
  world: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
  { taoIn, alphaIn, reservoir }: SplitTable,
): void {
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const moreTao = tao[n] - taoIn[n]
    const moreAlpha = alpha[n] - alphaIn[n]
    if (moreTao !== 0 || moreAlpha !== 0) reservoirToPool(world, n, moreTao, moreAlpha)
    if (reservoir[n] > 0) mintToReservoir(world, n, reservoir[n])
  }
}

/** Only what the curve took is minted. */
function mintAccepted(
  world: World,
  _rules: Rules,
  _bulk: BulkMarket,
  rows: Uint16Array,
  count: number,
): void {
  mintToPools(world, rows, count, tao)
  mintAlphaToPools(world, rows, count, alpha)
  note(world.subnets, rows, count, tao, alpha)
}

function note(
  s: World['subnets'],
  rows: Uint16Array,
  count: number,
  injectedTao: Float64Array,
  injectedAlpha: Float64Array,
): void {
  const { taoIn, alphaIn, injectedTotal, protocolFlow, alphaInTotal } = s
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const amount = injectedTao[n]
    taoIn[n] = amount
    alphaIn[n] = injectedAlpha[n]
    injectedTotal[n] += amount
    protocolFlow[n] += amount
    alphaInTotal[n] += injectedAlpha[n]
  }
}
