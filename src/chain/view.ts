import { halvingIndex, halvingThreshold } from '../emission/issuance/halving.js'
import { rootSells } from '../emission/root-proportion.js'
import { BUY, Fill, SELL } from '../market/market.js'
import { findPosition, positionValue } from '../state/share-pools.js'
import { alphaIssuance, alphaOut, totalIssuance, type World } from '../state/world.js'
import { BLOCKS_PER_DAY, ROOT, U16_MAX } from '../units.js'
import { scratchOf } from './coinbase-scratch.js'
import { pruneRank } from './lifecycle/prune.js'
import type { Rules } from './rules.js'
import { SubnetView } from './subnet-view.js'
import { Trial } from './trial.js'

/**
 * What any participant may read of the chain, as it stands between two blocks. Amounts in RAO, prices in TAO per alpha,
 * fractions 0..1. Nothing here writes.
 */
export class ChainView extends SubnetView {
  readonly #world: World
  readonly #rules: Rules
  readonly #fill = new Fill()
  #trial: Trial | null = null
  /** Block at which the run began. */
  readonly startBlock: number

  constructor(world: World, rules: Rules) {
    super(world, rules)
    this.#world = world
    this.#rules = rules
    this.startBlock = world.block
  }

  /** The last finished block. */
  get block(): number {
    return this.#world.block
  }
  /** Days since the run began. */
  get day(): number {
    return (this.#world.block - this.startBlock) / BLOCKS_PER_DAY
  }
  /** Netuids in use, ascending, root left out. */
  get netuids(): Uint16Array {
    return this.#world.netuids
  }
  /** One more than the largest netuid there can be: length of arrays by netuid. */
  get rows(): number {
    return this.#world.subnets.exists.length
  }

  // --- pools ---------------------------------------------------------------------------------------------------

  price(netuid: number): number {
    return netuid === ROOT ? 1 : this.#rules.market.price(this.#world, netuid)
  }
  movingPrice(netuid: number): number {
    return this.#world.subnets.movingPrice[netuid]
  }
  taoReserve(netuid: number): number {
    return this.#world.subnets.taoReserve[netuid]
  }
  alphaReserve(netuid: number): number {
    return this.#world.subnets.alphaReserve[netuid]
  }
  /** Weight of the TAO side of the pool. */
  taoWeight(netuid: number): number {
    return this.#rules.market.taoWeight(this.#world, netuid)
  }
  /** Part of a trade's input that goes to the block authors. */
  get fee(): number {
    return this.#rules.params.feeRate / U16_MAX
  }
  /** Alpha that `tao` would buy now, fee included; 0 if the pool refuses. */
  buys(netuid: number, tao: number): number {
    if (netuid === ROOT) return tao
    const fill = this.#fill
    this.#rules.market.quote(
      this.#world,
      netuid,
      BUY,
      Math.floor(tao),
      Number.POSITIVE_INFINITY,
      this.#rules.params.feeRate,
      fill,
    )
    return fill.refusal === 0 ? fill.paidOut : 0
  }
  /** TAO that `alpha` would fetch now, fee included; 0 if the pool refuses. */
  sells(netuid: number, alpha: number): number {
    if (netuid === ROOT) return alpha
    const fill = this.#fill
    this.#rules.market.quote(
      this.#world,
      netuid,
      SELL,
      Math.floor(alpha),
      0,
      this.#rules.params.feeRate,
      fill,
    )
    return fill.refusal === 0 ? fill.paidOut : 0
  }
  /** TAO whose purchase lifts the price by the factor 1 + impact:  y ((1 + i)^(1-w) - 1), w the TAO side's weight. */
  buyWithin(netuid: number, impact: number): number {
    return this.taoReserve(netuid) * ((1 + impact) ** (1 - this.taoWeight(netuid)) - 1)
  }
  /** Alpha whose sale lowers the price by the factor 1 - impact:  x ((1 - i)^-w - 1). */
  sellWithin(netuid: number, impact: number): number {
    return this.alphaReserve(netuid) * ((1 - impact) ** -this.taoWeight(netuid) - 1)
  }

  /** Free TAO of a coldkey, RAO: anybody may look. */
  freeOf(coldkey: number): number {
    return this.#world.coldkeys.free[coldkey]
  }

  /** Whether alpha of the subnet may be bought and sold at all. */
  started(netuid: number): boolean {
    return netuid === ROOT || this.#world.subnets.subtokenEnabled[netuid] === 1
  }
  /** TAO traded since the chain's start, RAO: both sides, fees included. */
  volume(netuid: number): number {
    return this.#world.subnets.volume[netuid]
  }
  /** User TAO that entered the pool since the run began less what left it, RAO. */
  netInflow(netuid: number): number {
    const { userInTotal, userOutTotal } = this.#world.subnets
    return userInTotal[netuid] - userOutTotal[netuid]
  }
  /** Block of the start call, 0 if the subnet has not been started. */
  startedAt(netuid: number): number {
    const first = this.#world.subnets.firstEmissionBlock[netuid]
    return first > 0 ? first - 1 : 0
  }
  /** Alpha that the owner has on its own hotkey, RAO. */
  ownerAlpha(netuid: number): number {
    const { ownerHotkey, ownerColdkey } = this.#world.subnets
    const pool = this.#world.poolIndex.get(ownerHotkey[netuid], netuid)
    return positionValue(this.#world, findPosition(this.#world, pool, ownerColdkey[netuid]))
  }
  /** Place in the order in which subnets are pruned to make room, from 1; Infinity while immune. */
  pruneRank(netuid: number): number {
    return pruneRank(this.#world, this.#rules.params.networkImmunity, netuid)
  }
  /** Least TAO of a stake operation, RAO. */
  get minStake(): number {
    return this.#rules.params.minStake
  }

  // --- emission ------------------------------------------------------------------------------------------------

  /** Share of the block's TAO emission. */
  share(netuid: number): number {
    return this.#world.subnets.share[netuid]
  }
  /**
   * A forecast: the subnet's share in the next block, by the rule in force, if `tao` RAO had been staked `blocks` ago and
   * held since, all else standing still. Some 10 microseconds.
   */
  shareIf(netuid: number, tao: number, blocks: number): number {
    this.#trial ??= new Trial(this.#world, this.#rules)
    return this.#trial.shareIf(netuid, tao, blocks)
  }
  /** Part of its distance to the spot price that the moving price goes in the next block. Some 10 microseconds. */
  movingRate(netuid: number): number {
    this.#trial ??= new Trial(this.#world, this.#rules)
    return this.#trial.rateOf(netuid)
  }
  /** A forecast: its share in the next block if its moving price and its withheld incentive were these, all else as it is. */
  shareAt(netuid: number, movingPrice: number, burned: number): number {
    this.#trial ??= new Trial(this.#world, this.#rules)
    return this.#trial.shareAt(netuid, movingPrice, burned)
  }
  /** TAO that the last block emitted to the subnet, injection and chain buy together. */
  taoPerBlock(netuid: number): number {
    return this.#world.subnets.emissionTao[netuid]
  }
  /** TAO that the last block spent on the subnet's alpha. */
  chainBuy(netuid: number): number {
    return this.#world.subnets.chainBuy[netuid]
  }
  /** Alpha that the last block minted for participants. */
  alphaPerBlock(netuid: number): number {
    return this.#world.subnets.alphaEmitted[netuid]
  }
  alphaOut(netuid: number): number {
    return alphaOut(this.#world, netuid)
  }
  /** Alpha that someone holds as stake: alpha outside the pool less what was burned, the chain bought, or root is owed. */
  alphaStaked(netuid: number): number {
    const { burnedAlpha, protocolAlpha, rootAlpha } = this.#world.subnets
    return Math.max(
      0,
      this.alphaOut(netuid) - burnedAlpha[netuid] - protocolAlpha[netuid] - rootAlpha[netuid],
    )
  }
  alphaIssuance(netuid: number): number {
    return alphaIssuance(this.#world, netuid)
  }
  rootProportion(netuid: number): number {
    return this.#world.subnets.rootProportion[netuid]
  }
  minerBurned(netuid: number): number {
    return this.#world.subnets.minerBurned[netuid]
  }
  emits(netuid: number): boolean {
    return (
      this.#world.subnets.firstEmissionBlock[netuid] > 0 && this.#world.subnets.emissionEnabled[netuid] === 1
    )
  }
  /** TAO issued and not recycled. */
  get issuance(): number {
    return totalIssuance(this.#world)
  }
  /** TAO minted per block at most. */
  get blockEmission(): number {
    return this.#rules.issuance.blockEmission(this.#world)
  }
  /** Blocks until the next halving of TAO if every block emits in full; Infinity where no TAO is emitted. */
  get blocksToHalving(): number {
    const { high, low } = this.#world.issuance
    const next = Number(halvingThreshold(Math.min(30, halvingIndex(high[0], low[0]) + 1)))
    return this.blockEmission > 0
      ? Math.max(0, next - this.issuance) / this.blockEmission
      : Number.POSITIVE_INFINITY
  }
  get rootTao(): number {
    return this.#world.subnets.taoReserve[ROOT]
  }
  /** Whether root's alpha is paid out now. */
  get rootSells(): boolean {
    const { emitting, count } = scratchOf(this.#world)
    return rootSells(this.#world.subnets.movingPrice, emitting, count)
  }
  get taoWeightOfRoot(): number {
    return this.#rules.params.taoWeight
  }
}
