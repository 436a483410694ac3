import type { Desk } from '../agents/desk.js'
import { ownerParams } from '../chain/owner-params.js'
import type { ChainView } from '../chain/view.js'
import { nearest } from '../nearest.js'

/** What is wrong with an argument, as what is wanted in its place; undefined if nothing is. */
type Check = (given: unknown, chain: ChainView) => string | undefined
/** Arguments of a call in their order. */
type Arguments = Readonly<Record<string, Check>>

const isNumber = (x: unknown): x is number => typeof x === 'number' && !Number.isNaN(x)
const wholeFrom = (least: number, want: string): Check => {
  return (x) => (Number.isInteger(x) && (x as number) >= least ? undefined : want)
}
const oneOf = (names: readonly string[]): Check => {
  const meant = (x: unknown) => (typeof x === 'string' ? nearest(x, names) : undefined)
  return (x) =>
    names.includes(String(x))
      ? undefined
      : `one of ${names.join(', ')}${meant(x) ? `; did you mean "${meant(x)}"?` : ''}`
}
const optional = (check: Check): Check => {
  return (x, chain) => (x === undefined ? undefined : check(x, chain))
}

const amount: Check = (x) => (isNumber(x) ? undefined : 'an amount in RAO')
const price = optional((x) => (isNumber(x) ? undefined : 'a price in TAO per alpha'))
const most = optional(amount)
const figure: Check = (x) => (Number.isFinite(x) ? undefined : 'a finite number')
const flag: Check = (x) => (typeof x === 'boolean' ? undefined : 'true or false')
const list: Check = (x) =>
  typeof x === 'object' && x !== null && 'length' in x ? undefined : 'a list of numbers'
const numbers: Check = (x) =>
  typeof x === 'object' && x !== null && Object.values(x).every(isNumber) ? undefined : 'numbers by name'
/** -1 stands for a hotkey that is not there, and the chain refuses it. */
const hotkey = wholeFrom(-1, 'a hotkey, such as me.hotkeyOn(netuid)')
const coldkey = wholeFrom(0, 'a coldkey, such as chain.coldkeyOf(hotkey)')
const uid = wholeFrom(-1, 'a UID')
const row = wholeFrom(0, 'a whole number from 0')
const tick = wholeFrom(Number.MIN_SAFE_INTEGER, 'a tick, a whole number')

/** Subnets come and go, and the chain refuses what is gone; one that is not simulated would take the money for good. */
const netuid: Check = (x, chain) => {
  if (!Number.isInteger(x) || (x as number) < 0) return 'a netuid, such as one of chain.netuids'
  const frozen = x !== 0 && chain.started(x as number) && !chain.netuids.includes(x as number)
  return frozen ? 'a subnet that is simulated: one of chain.netuids' : undefined
}

/** Every method of the desk by which something is asked for, with what it must be given. */
const calls: Readonly<Record<Asking, Arguments>> = {
  addStake: { netuid, hotkey, tao: amount, limit: price, partial: optional(flag) },
  removeStake: { netuid, hotkey, alpha: amount, limit: price, partial: optional(flag) },
  removeAllStake: { netuid, hotkey, limit: price },
  moveStake: {
    netuid,
    hotkey,
    toNetuid: netuid,
    toHotkey: hotkey,
    amount,
    limit: price,
    partial: optional(flag),
  },
  stakeRoot: { hotkey, tao: amount },
  unstakeRoot: { hotkey, tao: amount },
  setWeights: {
    netuid,
    hotkey,
    uids: list,
    values: list,
    count: row,
    version: optional(amount),
    mechanism: optional(row),
  },
  commitMetadata: { netuid, hotkey },
  register: { netuid, hotkey, most },
  registerSubnet: { hotkey, most },
  startSubnet: { netuid },
  setChildren: { netuid, hotkey, children: list, parts: list },
  setChildTake: { netuid, hotkey, take: figure },
  addStakeBurn: { netuid, hotkey, tao: amount, limit: price },
  burnAlpha: { netuid, hotkey, alpha: amount },
  recycleAlpha: { netuid, hotkey, alpha: amount },
  lockStake: { netuid, hotkey, alpha: amount },
  moveLock: { netuid, hotkey },
  setPerpetualLock: { netuid, perpetual: flag },
  setSubnetParam: { netuid, column: oneOf(ownerParams.map(({ column }) => column)), value: figure },
  setTake: { hotkey, take: figure },
  setClaimMode: { mode: oneOf(['swap', 'keep', 'keep-subnets']) },
  keepRootAlpha: { netuid, keep: flag },
  claimRoot: { netuid },
  buyOutside: { tao: figure },
  sellOutside: { tao: figure },
  serve: { netuid, uid, hotkey, quality: figure, detection: optional(figure) },
  stopServing: { netuid, uid },
  askToBurn: { netuid, share: figure },
  transfer: { toColdkey: coldkey, tao: amount },
  collect: { fromColdkey: coldkey, tao: amount },
  askToPay: { netuid, uid },
  addLiquidity: { netuid, hotkey, low: tick, high: tick, liquidity: figure },
  modifyLiquidity: { netuid, hotkey, range: row, change: figure },
  removeLiquidity: { netuid, hotkey, range: row },
  signOrder: {
    netuid,
    hotkey,
    kind: oneOf(['buy', 'take-profit', 'stop-loss']),
    amount: figure,
    limit: amount,
    choices: optional(numbers),
  },
  cancelOrder: { netuid, order: row },
  executeOrders: { netuid, batched: optional(flag) },
  placeBeside: { row, side: wholeFrom(-1, '-1 (before) or 1 (after)') },
  leave: {},
  exit: {},
  entry: {},
}
/** All methods but the one by which the society seats who is next; a new one belongs into the list. */
type Asking = Exclude<
  { [K in keyof Desk]: Desk[K] extends (...given: never[]) => void ? K : never }[keyof Desk],
  'seat'
>

/** Lists of a call that belong together, and how many entries count. */
const listsOf = (name: string, given: readonly unknown[]): [number, ...ArrayLike<number>[]] | undefined => {
  if (name === 'setWeights')
    return [given[4] as number, given[2] as ArrayLike<number>, given[3] as ArrayLike<number>]
  if (name !== 'setChildren') return undefined
  const children = given[2] as ArrayLike<number>
  return [children.length, children, given[3] as ArrayLike<number>]
}

function checkLists(name: string, given: readonly unknown[]): void {
  const [count, ...lists] = listsOf(name, given) ?? [0]
  for (const each of lists) {
    if (each.length < count)
      throw new Error(`desk.${name}: got a list of ${each.length}, want ${count} numbers`)
    for (let k = 0; k < count; k++) {
      if (isNumber(each[k]) && each[k] >= 0) continue
      throw new Error(`desk.${name}: got ${String(each[k])} in place ${k} of a list, want a number from 0`)
    }
  }
}

const desks = new WeakMap<Desk, { desk: Desk; at: { chain: ChainView } }>()

/**
 * The desk as a user's own strategy sees it: what no call can mean is an error of the strategy, with its line, before it
 * reaches the chain. Without this a NaN would be booked, and a subnet left out would be taken for root.
 */
export function pluginDesk(desk: Desk, chain: ChainView): Desk {
  const known = desks.get(desk)
  if (known) {
    known.at.chain = chain
    return known.desk
  }
  const at = { chain }
  const checked = Object.create(desk) as Desk & Record<string, unknown>
  for (const [name, wanted] of Object.entries(calls)) {
    const ask = (desk as unknown as Record<string, (...given: unknown[]) => void>)[name]
    checked[name as never] = ((...given: unknown[]) => {
      Object.entries(wanted).forEach(([argument, check], k) => {
        const want = check(given[k], at.chain)
        if (want) throw new Error(`desk.${name}: got ${shown(given[k])} for ${argument}, want ${want}`)
      })
      checkLists(name, given)
      ask.apply(desk, given)
    }) as never
  }
  desks.set(desk, { desk: checked, at })
  return checked
}

const shown = (given: unknown): string =>
  given === undefined ? 'nothing' : typeof given === 'string' ? JSON.stringify(given) : String(given)
