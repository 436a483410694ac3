import type { Card } from '../card.js'
import type { World } from '../state/world.js'

/** How much TAO and alpha a block mints. */
export interface Issuance extends Card {
  /** RAO of TAO minted by this block, from the issuance at its start. */
  blockEmission(world: World): number
  /** RAO of alpha minted for participants, from the subnet's alpha issuance at the start of the block. */
  alphaEmission(world: World, netuid: number): number
  /** The same for `count` netuids, into `out` by netuid. */
  alphaEmissions(world: World, rows: Uint16Array, count: number, out: Float64Array): void
  /** Bring the state over from the rule before; `null` at genesis. Absent where nothing is remembered. */
  enter?(world: World, previous: Issuance | null): void
}

/** What a share rule and an injection rule may know of the era besides the state. */
export interface EmissionParams {
  /** SubnetMovingAlpha per block, on the 2^-32 grid. */
  movingAlpha: number
  /** EMAPriceHalvingBlocks. */
  priceHalvingBlocks: number
  /** FlowEmaSmoothingFactor as a fraction per block. */
  flowSmoothing: number
  /** TaoFlowCutoff, RAO per block. */
  flowCutoff: number
  /** FlowNormExponent p. */
  flowExponent: number
  /** NetTaoFlowEnabled. */
  netFlowEnabled: boolean
  /** EmissionGateExponent h, 1..8. */
  gateExponent: number
  /** EmissionBarQuantile q, 0..1; counts while the rank is 0. */
  barQuantile: number
  /** EmissionBarRank N; 0 = use the quantile. */
  barRank: number
  /** Stake weight of root TAO, 0..1 (tao_weight). */
  taoWeight: number
  /** Owner's part of alpha_out, 0..1 (SubnetOwnerCut / 65535). */
  ownerCut: number
}

/**
 * What mainnet held at spec 475 (October 2026), where it differs from the code's default stated behind.
 * Source: live parameters at block 9,233,846; defaults pallets/subtensor/src/lib.rs, 14bc6f9f
 */
export const mainnetEmissionParams: EmissionParams = {
  movingAlpha: 1_288_490 / 4_294_967_296, // default 12,885 / 2^32
  priceHalvingBlocks: 201_600,
  flowSmoothing: 29_597_889_189_277 / 2 ** 63,
  flowCutoff: 0,
  flowExponent: 1,
  netFlowEnabled: true,
  gateExponent: 3,
  barQuantile: 0.75, // default 0.61
  barRank: 32,
  taoWeight: 0.18, // default 0.0527
  ownerCut: 11_796 / 65_535,
}

/** How the TAO of a block is shared among subnets. */
export interface Shares extends Card {
  /** Goes by user flow, which frozen subnets have none of: these then keep the share they had at the start. */
  readonly byFlow?: boolean
  /**
   * Write each emitting subnet's share before the emission switch is applied.
   *
   * @param emitting netuids that are eligible, ascending; the first `count` entries
   * @param out      by netuid; sums to 1 over `emitting`, or to 0 (then nothing is emitted); other rows untouched
   * @param spot     spot price by netuid at the start of the block, TAO per alpha; read by rules that start from it
   */
  shares(
    world: World,
    emitting: Uint16Array,
    count: number,
    params: EmissionParams,
    out: Float64Array,
    spot: Float64Array,
  ): void
  /** A stage after the emission switch, for a rule that ranks what the switch has left. */
  afterSwitch?(world: World, emitting: Uint16Array, count: number, out: Float64Array): void
  /** Bring the state over from the rule before. `null` at genesis: what the scenario has put in the state stands. */
  enter(world: World, previous: Shares | null, params: EmissionParams): void
  /** A netuid was freed: what was remembered of it is forgotten. Absent where nothing is remembered by netuid. */
  forget?(world: World, netuid: number): void
}

/** What becomes of a subnet's TAO in one block, whole RAO. */
export class Terms {
  taoIn = 0
  alphaIn = 0
  /** TAO that may not be injected and buys alpha instead. */
  excess = 0
  /** The block's emission props the price up (E3 to E4a): root's alpha is not sold meanwhile. */
  subsidised = false
}

/** How much of a subnet's TAO goes into its pool, with how much alpha, and how much buys alpha instead. */
export interface InjectionRule extends Card {
  /** Whether TAO spent on chain buys was counted as issued. From v3.2.3 to v3.2.11 it entered pools uncounted. */
  readonly excessIssued: boolean
  /** Whether the chain buys before the block's injections of any subnet (E3 to E4a), or subnet by subnet. */
  readonly buysFirst: boolean
  /**
   * @param emission        TAO of the subnet in this block, RAO with 32 fractional bits (e)
   * @param price           spot price, TAO per alpha (p)
   * @param alphaEmission   RAO of alpha (A)
   * @param blockEmission   RAO of TAO minted by the block (B)
   * @param rootProportion  of the subnet, before this block's injection (rho)
   */
  terms(
    emission: number,
    price: number,
    alphaEmission: number,
    blockEmission: number,
    rootProportion: number,
    out: Terms,
  ): void
  /** `terms` of all emitting subnets at once, from and into `split`; absent: asked one by one. Subsidies are none. */
  allTerms?(emitting: Uint16Array, count: number, split: SplitTable): void
  /** A second stage, for a rule that must see every subnet at once: it moves amounts between rows of `split`. */
  respread?(
    world: World,
    emitting: Uint16Array,
    count: number,
    params: EmissionParams,
    split: SplitTable,
  ): void
}

/** The terms of every subnet in one block, by netuid; allocated once. Inputs first, then what the rule decided. */
export class SplitTable {
  /** e, RAO. */
  readonly emission: Float64Array
  /** p, TAO per alpha. */
  readonly price: Float64Array
  /** A, RAO of alpha. */
  readonly alphaEmission: Float64Array
  /** rho. */
  readonly rootProportion: Float64Array
  readonly taoIn: Float64Array
  readonly alphaIn: Float64Array
  readonly excess: Float64Array
  /** RAO of TAO that waits beside the pool. */
  readonly reservoir: Float64Array
  readonly subsidised: Uint8Array

  constructor(rows: number) {
    this.emission = new Float64Array(rows)
    this.price = new Float64Array(rows)
    this.alphaEmission = new Float64Array(rows)
    this.rootProportion = new Float64Array(rows)
    this.taoIn = new Float64Array(rows)
    this.alphaIn = new Float64Array(rows)
    this.excess = new Float64Array(rows)
    this.reservoir = new Float64Array(rows)
    this.subsidised = new Uint8Array(rows)
  }
}
