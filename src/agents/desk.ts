import { CALL, type Mempool } from '../chain/mempool.js'
import { ownerParamCode } from '../chain/owner-params.js'
import { PendingOrders } from '../chain/pending-orders.js'
import { KEEP, KEEP_SUBNETS, SWAP } from '../chain/root/claim-choice.js'
import { ROOT, U16_MAX } from '../units.js'
import type { Outside } from './outside/outside.js'
import { PoolDesk } from './pool-desk.js'
import { sendRow } from './send-row.js'

/**
 * Where an agent says what it wants done. Each method writes one row into the mempool; the chain decides in the next
 * block whether to do it. Amounts are floored to whole RAO; nothing is asked for less than one.
 *
 * The society sets who is at the desk before each decision.
 */
export class Desk extends PoolDesk {
  readonly #outside: Outside
  /** What others asked for and the next block will run: for strategies that watch. */
  readonly pending: PendingOrders

  constructor(mempool: Mempool, outside: Outside) {
    super(mempool)
    this.pending = new PendingOrders(mempool)
    this.#outside = outside
  }

  /**
   * Stake `tao` RAO on a subnet.
   * @param limit   highest price to pay, TAO per alpha; none by default
   * @param partial buy what the limit allows; otherwise all or nothing
   */
  addStake(
    netuid: number,
    hotkey: number,
    tao: number,
    limit = Number.POSITIVE_INFINITY,
    partial = false,
  ): void {
    const amount = Math.floor(tao)
    if (amount > 0) this.row(CALL.addStake, hotkey, netuid, amount, limit, partial ? 1 : 0)
  }

  /** Unstake `alpha` RAO. @param limit lowest price to take, TAO per alpha */
  removeStake(netuid: number, hotkey: number, alpha: number, limit = 0, partial = false): void {
    const amount = Math.floor(alpha)
    if (amount > 0) this.row(CALL.removeStake, hotkey, netuid, amount, limit, partial ? 1 : 0)
  }

  /** Unstake whatever the position holds when the call runs. @param limit lowest price to take, TAO per alpha */
  removeAllStake(netuid: number, hotkey: number, limit = 0): void {
    this.row(CALL.removeStake, hotkey, netuid, Number.POSITIVE_INFINITY, limit, 0)
  }

  /** Move `amount` RAO of what is held on one subnet to another (root is 0). @param limit least ratio of prices, from / to */
  moveStake(
    netuid: number,
    hotkey: number,
    toNetuid: number,
    toHotkey: number,
    amount: number,
    limit = 0,
    partial = false,
  ): void {
    const whole = Math.floor(amount)
    if (whole <= 0) return
    const row = this.row(CALL.moveStake, hotkey, netuid, whole, limit, partial ? 1 : 0)
    this.mempool.toNetuid[row] = toNetuid
    this.mempool.toHotkey[row] = toHotkey
  }

  stakeRoot(hotkey: number, tao: number): void {
    this.addStake(ROOT, hotkey, tao)
  }

  unstakeRoot(hotkey: number, tao: number): void {
    this.removeStake(ROOT, hotkey, tao)
  }

  /**
   * A row of weights for my UID: any non-negative numbers, sent in u16 as clients do, the largest as 65535.
   * @param version   of my client, by default the newest
   * @param mechanism that it judges, where the subnet has two
   */
  setWeights(
    netuid: number,
    hotkey: number,
    uids: ArrayLike<number>,
    values: ArrayLike<number>,
    count: number,
    version = Number.POSITIVE_INFINITY,
    mechanism = 0,
  ): void {
    if (count === 0) return
    this.mempool.reserve(count)
    const row = this.row(CALL.setWeights, hotkey, netuid, version, 0, mechanism)
    sendRow(this.mempool, row, uids, values, count)
  }

  /** Publish a commitment as a miner: where the subnet has BondsResetOn, bonds in me are cleared. */
  commitMetadata(netuid: number, hotkey: number): void {
    this.row(CALL.commitMetadata, hotkey, netuid, 0, 0, 0)
  }

  /** Register a UID. @param most highest burn to pay, RAO */
  register(netuid: number, hotkey: number, most = Number.POSITIVE_INFINITY): void {
    this.row(CALL.register, hotkey, netuid, 0, most, 0)
  }

  /** Found a subnet of my own, with a hotkey of mine. @param most highest lock to pay, RAO */
  registerSubnet(hotkey: number, most = Number.POSITIVE_INFINITY): void {
    this.row(CALL.registerSubnet, hotkey, ROOT, 0, most, 0)
  }

  /** Start my subnet: alpha may be staked and is emitted from then on. */
  startSubnet(netuid: number): void {
    this.row(CALL.startSubnet, -1, netuid, 0, 0, 0)
  }

  /** Lend parts of my hotkey's stake weight on a subnet to at most five others; none takes all back. */
  setChildren(netuid: number, hotkey: number, children: ArrayLike<number>, parts: ArrayLike<number>): void {
    const row = this.row(CALL.setChildren, hotkey, netuid, 0, 0, 0)
    this.mempool.children.set(
      row,
      Array.from(children, (child, k) => ({ hotkey: child, part: parts[k] })),
    )
  }

  /** Childkey take on a subnet, 0..0.18. */
  setChildTake(netuid: number, hotkey: number, take: number): void {
    this.row(CALL.setChildTake, hotkey, netuid, Math.floor(take * 65_535), 0, 0)
  }

  /** Buy alpha for `tao` RAO and burn it at once. @param limit highest price to pay, TAO per alpha */
  addStakeBurn(netuid: number, hotkey: number, tao: number, limit = Number.POSITIVE_INFINITY): void {
    const amount = Math.floor(tao)
    if (amount > 0) this.row(CALL.addStakeBurn, hotkey, netuid, amount, limit, 0)
  }

  /** Burn `alpha` RAO of my stake: it still counts as issued. */
  burnAlpha(netuid: number, hotkey: number, alpha: number): void {
    const amount = Math.floor(alpha)
    if (amount > 0) this.row(CALL.burnAlpha, hotkey, netuid, amount, 0, 0)
  }

  /** Recycle `alpha` RAO of my stake: issuance falls. */
  recycleAlpha(netuid: number, hotkey: number, alpha: number): void {
    const amount = Math.floor(alpha)
    if (amount > 0) this.row(CALL.recycleAlpha, hotkey, netuid, amount, 0, 0)
  }

  /** Lock `alpha` RAO of my stake towards a hotkey: it cannot leave, and its conviction may name the subnet's owner. */
  lockStake(netuid: number, hotkey: number, alpha: number): void {
    const amount = Math.floor(alpha)
    if (amount > 0) this.row(CALL.lockStake, hotkey, netuid, amount, 0, 0)
  }

  /** Point my lock at another hotkey. */
  moveLock(netuid: number, hotkey: number): void {
    this.row(CALL.moveLock, hotkey, netuid, 0, 0, 0)
  }

  /** Whether my lock holds for good, or decays. */
  setPerpetualLock(netuid: number, perpetual: boolean): void {
    this.row(CALL.setPerpetual, -1, netuid, perpetual ? 1 : 0, 0, 0)
  }

  /** As owner: set a hyperparameter of my subnet, by the name and in the unit of its column (owner-params.ts). */
  setSubnetParam(netuid: number, column: string, value: number): void {
    const code = ownerParamCode(column)
    if (code < 0) return
    const row = this.row(CALL.setSubnetParam, -1, netuid, value, 0, 0)
    this.mempool.toNetuid[row] = code
  }

  /** Delegate take, 0..0.18. */
  setTake(hotkey: number, take: number): void {
    this.row(CALL.setTake, hotkey, ROOT, Math.floor(take * U16_MAX), 0, 0)
  }

  /** What becomes of my root dividends: sold for root TAO, kept as alpha, or kept on the subnets I name. */
  setClaimMode(mode: 'swap' | 'keep' | 'keep-subnets'): void {
    const code = mode === 'keep' ? KEEP : mode === 'swap' ? SWAP : KEEP_SUBNETS
    this.row(CALL.setClaimMode, -1, ROOT, code, 0, 0)
  }

  /** Keep or sell my root dividends of a subnet, where I keep them by subnet. */
  keepRootAlpha(netuid: number, keep: boolean): void {
    this.row(CALL.keepRootAlpha, -1, netuid, keep ? 1 : 0, 0, 0)
  }

  /** Claim my root dividends of a subnet now. */
  claimRoot(netuid: number): void {
    this.row(CALL.claimRoot, -1, netuid, 0, 0, 0)
  }

  /** Buy TAO outside the chain: only the TAO price moves. */
  buyOutside(tao: number): void {
    this.#outside.demand(tao)
  }

  sellOutside(tao: number): void {
    this.#outside.demand(-tao)
  }

  /** Serve this quality (log units) with my UID from now on. @param detection chance a look that copied work is found out */
  serve(netuid: number, uid: number, hotkey: number, quality: number, detection = 0): void {
    this.#outside.services.serve(netuid, uid, hotkey, quality, detection)
  }

  /** Serve nothing: honest validators will score the UID 0. */
  stopServing(netuid: number, uid: number): void {
    this.#outside.services.stop(netuid, uid)
  }

  /** As owner: ask the validators to give this part of the miners' incentive to the owner's UID, where it is withheld. */
  askToBurn(netuid: number, share: number): void {
    this.#outside.announcements.askToBurn(netuid, share)
  }

  /** Send TAO to another coldkey. */
  transfer(toColdkey: number, tao: number): void {
    this.#pay(this.coldkey, toColdkey, tao)
  }

  /** By a standing order of another coldkey: let it send me TAO. Refused if it does not hold so much. */
  collect(fromColdkey: number, tao: number): void {
    this.#pay(fromColdkey, this.coldkey, tao)
  }

  #pay(from: number, to: number, tao: number): void {
    const amount = Math.floor(tao)
    if (amount <= 0) return
    const row = this.row(CALL.transfer, -1, ROOT, amount, 0, 0)
    this.mempool.coldkey[row] = from
    this.mempool.toHotkey[row] = to
  }

  /** As owner: ask them to give that part to this UID instead, where the chain withholds nothing; -1: the owner's again. */
  askToPay(netuid: number, uid: number): void {
    this.#outside.announcements.payTo(netuid, uid)
  }

  /** Do nothing any more. The agent is not woken again. */
  leave(): void {
    this.left = true
    this.told = 'exit'
  }

  /** Tell the records that I gave up for now (but look on). */
  exit(): void {
    this.told = 'exit'
  }

  /** Tell the records that I began, or began again. */
  entry(): void {
    this.told = 'entry'
  }
}
