import { hashKeys } from '../random/keyed.js'
import type { Child } from './children/links.js'
import type { OrderTerms } from './orders/book.js'

/**
 * The calls that wait for the next block, as rows of columns: nothing is made when an agent asks for something.
 * Payloads (weights) lie in two long arrays beside the rows.
 */

export const CALL = {
  addStake: 0,
  removeStake: 1,
  moveStake: 2,
  setWeights: 3,
  register: 4,
  setTake: 5,
  setClaimMode: 6,
  registerSubnet: 7,
  startSubnet: 8,
  switchEmission: 9,
  dissolveSubnet: 10,
  setChildren: 11,
  setChildTake: 12,
  addStakeBurn: 13,
  burnAlpha: 14,
  recycleAlpha: 15,
  lockStake: 16,
  moveLock: 17,
  setPerpetual: 18,
  setSubnetParam: 19,
  claimRoot: 20,
  keepRootAlpha: 21,
  commitMetadata: 22,
  addLiquidity: 23,
  modifyLiquidity: 24,
  removeLiquidity: 25,
  signOrder: 26,
  cancelOrder: 27,
  executeOrders: 28,
  transfer: 29,
} as const

/** Names of the calls by code, for records. */
export const callNames = [
  'add-stake',
  'remove-stake',
  'move-stake',
  'set-weights',
  'register',
  'set-take',
  'set-claim-mode',
  'register-subnet',
  'start-subnet',
  'switch-emission',
  'dissolve-subnet',
  'set-children',
  'set-child-take',
  'add-stake-burn',
  'burn-alpha',
  'recycle-alpha',
  'lock-stake',
  'move-lock',
  'set-perpetual-lock',
  'set-subnet-param',
  'claim-root',
  'keep-root-alpha',
  'commit-metadata',
  'add-liquidity',
  'modify-liquidity',
  'remove-liquidity',
  'sign-order',
  'cancel-order',
  'execute-orders',
  'transfer',
] as const

/** In which order the calls of a block run. Source: docs/transaction-priority.md: tips do not help, calls are equal. */
export type Ordering = 'random' | 'fifo' | 'author'

export class Mempool {
  count = 0
  kind = new Uint8Array(64)
  coldkey = new Int32Array(64)
  hotkey = new Int32Array(64)
  netuid = new Uint16Array(64)
  /** Second subnet and hotkey of a move. */
  toNetuid = new Uint16Array(64)
  toHotkey = new Int32Array(64)
  /** Ticks between which a range lies. */
  low = new Int32Array(64)
  high = new Int32Array(64)
  /** Row of the range or of the order that is meant. */
  row = new Int32Array(64)
  amount = new Float64Array(64)
  /** TAO per alpha; for a registration the most that may be paid, RAO. */
  limit = new Float64Array(64)
  /** 1: execute what the limit allows. 0: all or nothing. */
  partial = new Uint8Array(64)
  cohort = new Int32Array(64)
  agent = new Int32Array(64)
  payloadStart = new Int32Array(64)
  payloadCount = new Int32Array(64)
  payloadUids = new Uint16Array(4096)
  payloadValues = new Uint16Array(4096)
  payloadUsed = 0
  /** Children that a row names: a rare call, so a plain list. */
  readonly children = new Map<number, readonly Child[]>()
  /** What an order says that a row signs. */
  readonly orders = new Map<number, OrderTerms>()
  /** Order of execution, filled by `arrange`. */
  order = new Int32Array(64)
  readonly ordering: Ordering
  /** Sort key of each call: a call's place depends on its own signer alone, so nobody's place moves with a newcomer. */
  priority = new Float64Array(64)
  readonly #seed: number

  /** @param seed 32 bits that the ordering is drawn from */
  constructor(ordering: Ordering, seed: number) {
    this.ordering = ordering
    this.#seed = seed
  }

  /** A new row. @returns its number */
  push(
    kind: number,
    coldkey: number,
    hotkey: number,
    netuid: number,
    amount: number,
    limit: number,
    partial: number,
  ): number {
    if (this.count === this.kind.length) this.#grow()
    const i = this.count++
    this.kind[i] = kind
    this.coldkey[i] = coldkey
    this.hotkey[i] = hotkey
    this.netuid[i] = netuid
    this.amount[i] = amount
    this.limit[i] = limit
    this.partial[i] = partial
    this.cohort[i] = -1
    this.agent[i] = -1
    this.priority[i] = i
    this.payloadStart[i] = this.payloadUsed
    this.payloadCount[i] = 0
    return i
  }

  /** Room for `n` more payload entries; write them at `payloadUsed` and advance it. */
  reserve(n: number): void {
    if (this.payloadUsed + n <= this.payloadUids.length) return
    const length = Math.max(this.payloadUids.length * 2, this.payloadUsed + n)
    const uids = new Uint16Array(length)
    const values = new Uint16Array(length)
    uids.set(this.payloadUids)
    values.set(this.payloadValues)
    this.payloadUids = uids
    this.payloadValues = values
  }

  /** Draw the place of the row just pushed. @param signerKey 32 bits that name the signer, @param turn its nth call */
  draw(row: number, block: number, signerKey: number, turn: number): void {
    this.priority[row] = hashKeys(this.#seed, block, signerKey, turn)
  }

  /**
   * As the author of the block: put a row right before (-1) or after (1) another one. Rows put to the same side of one
   * row keep the order in which they came. Nothing happens where authors have no such power (`ordering`).
   */
  placeBeside(row: number, anchor: number, side: -1 | 1): void {
    if (this.ordering === 'author') this.priority[row] = this.priority[anchor] + side / 2
  }

  /** A uniform number of the row's own, the same at each question: it depends on its signer and block alone. */
  uniformOf(row: number): number {
    return hashKeys(~this.#seed, this.priority[row], 0, 0) / 4_294_967_296
  }

  /** Decide the order: as they came, or by their keys (ties as they came). Insertion: a block holds few calls. */
  arrange(): void {
    const { order, count, priority } = this
    const random = this.ordering !== 'fifo'
    for (let i = 0; i < count; i++) {
      let k = i
      if (random) {
        while (k > 0 && priority[order[k - 1]] > priority[i]) {
          order[k] = order[k - 1]
          k--
        }
      }
      order[k] = i
    }
  }

  clear(): void {
    this.count = 0
    this.payloadUsed = 0
    this.children.clear()
    this.orders.clear()
  }

  #grow(): void {
    const n = this.kind.length * 2
    const i32 = (from: Int32Array) => {
      const to = new Int32Array(n)
      to.set(from)
      return to
    }
    const u16 = (from: Uint16Array) => {
      const to = new Uint16Array(n)
      to.set(from)
      return to
    }
    const f64 = (from: Float64Array) => {
      const to = new Float64Array(n)
      to.set(from)
      return to
    }
    const u8 = (from: Uint8Array) => {
      const to = new Uint8Array(n)
      to.set(from)
      return to
    }
    this.kind = u8(this.kind)
    this.partial = u8(this.partial)
    this.coldkey = i32(this.coldkey)
    this.hotkey = i32(this.hotkey)
    this.toHotkey = i32(this.toHotkey)
    this.low = i32(this.low)
    this.high = i32(this.high)
    this.row = i32(this.row)
    this.cohort = i32(this.cohort)
    this.agent = i32(this.agent)
    this.payloadStart = i32(this.payloadStart)
    this.payloadCount = i32(this.payloadCount)
    this.order = i32(this.order)
    this.netuid = u16(this.netuid)
    this.toNetuid = u16(this.toNetuid)
    this.amount = f64(this.amount)
    this.priority = f64(this.priority)
    this.limit = f64(this.limit)
  }
}
