import { shareDividends } from '../../emission/payout.js'
import { rootProportion, rootSells } from '../../emission/root-proportion.js'
import { AlphaSplit, splitAlpha } from '../../emission/split.js'
import { ExactSharePool } from '../../state/exact/share-pool.js'
import { createColdkey, createHotkey } from '../../state/keys.js'
import {
  addToPosition,
  creditPool,
  debitPosition,
  findPosition,
  openPool,
  positionValue,
} from '../../state/share-pools.js'
import { createWorld, type World } from '../../state/world.js'
import type { Hold, Mode, Runner, Vector } from '../hold.js'

/** [`one`, name, amount], [`all`, amount] or [`repeat`, times, ops]. */
type Op = readonly [string, string | number, (number | readonly Op[])?]

const NETUID = 1

/** A share pool on one hotkey, and a coldkey for each name. */
interface Pool {
  world: World
  hotkey: number
  row: number
  coldkeys: Map<string, number>
}

function emptyPool(): Pool {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 4, hotkeys: 1, positions: 4 })
  const hotkey = createHotkey(world, createColdkey(world))
  return { world, hotkey, row: openPool(world, hotkey, NETUID), coldkeys: new Map() }
}

function coldkeyOf({ world, coldkeys }: Pool, name: string): number {
  const found = coldkeys.get(name) ?? createColdkey(world)
  coldkeys.set(name, found)
  return found
}

const positionOf = (pool: Pool, name: string) => findPosition(pool.world, pool.row, coldkeyOf(pool, name))

function carryOut(pool: Pool, ops: readonly Op[]): void {
  for (const [verb, who, what] of ops) {
    if (verb === 'repeat') for (let k = 0; k < Number(who); k++) carryOut(pool, what as readonly Op[])
    else if (verb === 'all') creditPool(pool.world, pool.row, Number(who))
    else if (Number(what) < 0) debitPosition(pool.world, positionOf(pool, String(who)), -Number(what))
    else addToPosition(pool.world, pool.hotkey, coldkeyOf(pool, String(who)), NETUID, Number(what))
  }
}

function sharePool({ inputs, expected }: Vector, hold: Hold, mode: Mode): void {
  if (mode === 'exact') {
    exactPool(inputs, expected, hold)
    return
  }
  const pool = emptyPool()
  const { sharePools, positions } = pool.world
  if (inputs.ops) carryOut(pool, inputs.ops)
  else {
    for (const [name, shares] of Object.entries<number>(inputs.shares)) {
      carryOut(pool, [['one', name, 1]])
      positions.shares[positionOf(pool, name)] = shares
    }
    sharePools.total[pool.row] = Number(inputs.total)
    sharePools.denominator[pool.row] = Number(inputs.denominator)
  }
  for (const [name, value] of Object.entries<number>(expected.value)) {
    hold.rao(`value.${name}`, value, positionValue(pool.world, positionOf(pool, name)))
  }
  if (expected.total !== undefined) hold.rao('total', expected.total, sharePools.total[pool.row])
}

// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs and what it expects
function exactPool(inputs: any, expected: any, hold: Hold): void {
  const pool = new ExactSharePool()
  const carry = (ops: readonly Op[]): void => {
    for (const [verb, who, what] of ops) {
      if (verb === 'repeat') for (let k = 0; k < Number(who); k++) carry(what as readonly Op[])
      else if (verb === 'all') pool.changeAll(BigInt(who))
      else pool.changeOne(String(who), BigInt(what as number))
    }
  }
  if (inputs.ops) carry(inputs.ops)
  else {
    for (const [name, shares] of Object.entries<number>(inputs.shares)) pool.shares.set(name, BigInt(shares))
    pool.total = BigInt(inputs.total)
    pool.denominator = BigInt(inputs.denominator)
  }
  for (const [name, value] of Object.entries<number>(expected.value))
    hold.own(`value.${name}`, value, pool.value(name))
  if (expected.total !== undefined) hold.own('total', expected.total, pool.total)
}

/** tao_weight as the chain stores it, parts of 2^64 - 1. */
export const taoWeightOf = (raw: string | number): number => Number(raw) / 2 ** 64

function dividendSplit({ inputs, expected }: Vector, hold: Hold): void {
  const keys = Object.keys(inputs.dividends)
  const of = (read: (key: string) => number | string) => keys.map((key) => Number(read(key)))
  const alpha = new Float64Array(keys.length)
  const root = new Float64Array(keys.length)
  shareDividends(
    of((key) => inputs.dividends[key]),
    of((key) => inputs.stake[key].alpha),
    of((key) => inputs.stake[key].root),
    keys.length,
    inputs.tao_weight,
    Number(inputs.pending_validator_alpha),
    Number(inputs.pending_root_alpha),
    alpha,
    root,
  )
  keys.forEach((key, k) => {
    hold.rao(`alpha_dividends.${key}`, expected.alpha_dividends[key], alpha[k])
    hold.rao(`root_alpha_dividends.${key}`, expected.root_alpha_dividends[key], root[k])
  })
}

function alphaSplit({ inputs, expected }: Vector, hold: Hold): void {
  const issuance = Number(inputs.alpha_issuance)
  const rho = rootProportion(Number(inputs.root_tao), taoWeightOf(inputs.tao_weight_raw), issuance)
  const cut = inputs.owner_cut_enabled === false ? 0 : inputs.owner_cut_raw / 65_535
  const split = new AlphaSplit()
  splitAlpha(Number(inputs.alpha_out), cut, rho, split)
  const sells = inputs.root_sell !== false
  hold.rao('owner_cut', expected.owner_cut, split.owner)
  hold.rao('server', expected.server, split.server)
  hold.rao('validator', expected.validator, split.validator)
  hold.rao('root_alpha', expected.root_alpha, sells ? split.root : 0)
  hold.rao('recycled', expected.recycled, sells ? 0 : split.root)
  hold.real('root_proportion', expected.root_proportion, rho)
}

function rootSell({ inputs, expected }: Vector, hold: Hold): void {
  if (expected.root_proportion !== undefined) {
    const weight = taoWeightOf(inputs.tao_weight_raw)
    const rho = rootProportion(Number(inputs.root_tao), weight, Number(inputs.alpha_issuance))
    hold.real('root_proportion', expected.root_proportion, rho)
    return
  }
  const emitting = new Uint16Array([1])
  const flags = inputs.moving_price_sums.map((sum: number) =>
    rootSells(new Float64Array([0, sum]), emitting, 1),
  )
  hold.equal('root_sell', expected.root_sell, flags)
}

export const stakeRunners: Runner[] = [
  { kinds: ['share-pool'], run: sharePool },
  { kinds: ['dividend-split'], run: dividendSplit },
  { kinds: ['alpha-block-split'], run: alphaSplit },
  { kinds: ['root-sell'], run: rootSell },
]
