import { applyCalls } from '../../chain/calls/index.js'
import { CALL } from '../../chain/mempool.js'
import { payRoot } from '../../chain/payout.js'
import { KEEP } from '../../chain/root/claim-choice.js'
import { claimAll, owed } from '../../chain/root/claims.js'
import { createColdkey } from '../../state/keys.js'
import { mintAlphaOut } from '../../state/ledger.js'
import { findPosition, stakeOf } from '../../state/share-pools.js'
import { ROOT } from '../../units.js'
import { fillPool, type SmallChain, smallChain } from '../chain-world.js'
import type { Hold, Runner, Vector } from '../hold.js'

const CLAIMS_ERA = 'mainnet@spec423'
const NETUID = 1
const RICH = 9e15

/** A root validator of its own owner, with a staker for each name. */
interface Claims extends SmallChain {
  stakers: Map<string, number>
}

function claimsWith(stakes: Record<string, number>, takeRaw: number): Claims {
  const chain = smallChain(CLAIMS_ERA, 1, { minStake: 0 })
  const { world } = chain
  fillPool(chain, NETUID, 1e12, 1e14, undefined)
  world.hotkeys.take[chain.hotkey] = takeRaw
  const stakers = new Map<string, number>()
  for (const [name, stake] of Object.entries(stakes)) {
    const coldkey = createColdkey(world)
    world.coldkeys.free[coldkey] = RICH
    world.coldkeys.claimMode[coldkey] = KEEP
    stakers.set(name, coldkey)
    stakeOnRoot({ ...chain, stakers }, name, Number(stake))
  }
  return { ...chain, stakers }
}

/** Through the very calls of the block loop; a negative amount is unstaked. */
function stakeOnRoot(chain: Claims, name: string, amount: number): void {
  const { world, rules, mempool, hotkey, stakers } = chain
  const coldkey = stakers.get(name) as number
  const kind = amount < 0 ? CALL.removeStake : CALL.addStake
  mempool.push(kind, coldkey, hotkey, ROOT, Math.abs(amount), amount < 0 ? 0 : Number.POSITIVE_INFINITY, 0)
  applyCalls(world, rules, mempool)
}

/** Root's alpha of an epoch reaches the validator. */
function dividend({ world, rules, hotkey }: Claims, alpha: number): void {
  mintAlphaOut(world, NETUID, alpha)
  payRoot(world, rules, NETUID, hotkey, alpha)
}

function owedTo({ world, hotkey, stakers }: Claims, name: string): number {
  const coldkey = stakers.get(name) as number
  const rootPosition = findPosition(world, world.poolIndex.get(hotkey, ROOT), coldkey)
  return owed(world, world.poolIndex.get(hotkey, NETUID), coldkey, rootPosition)
}

/** Claim by hand. @returns RAO of alpha received */
function claim(chain: Claims, name: string): number {
  const { world, rules, hotkey, stakers } = chain
  const coldkey = stakers.get(name) as number
  const before = stakeOf(world, hotkey, coldkey, NETUID)
  claimAll(world, rules, coldkey)
  return stakeOf(world, hotkey, coldkey, NETUID) - before
}

const ownerStake = ({ world, hotkey, coldkey }: Claims) => stakeOf(world, hotkey, coldkey, NETUID)

function rootClaim({ inputs, expected }: Vector, hold: Hold): void {
  if (expected.claims) threshold(inputs, expected, hold)
  else if (expected.rounds) rounds(inputs, expected, hold)
  else if (inputs.ops) operations(inputs, expected, hold)
  else {
    const chain = claimsWith(inputs.root_stake, inputs.delegate_take_raw)
    dividend(chain, Number(inputs.pending_root_alpha))
    if (expected.take !== undefined) hold.rao('take', expected.take, ownerStake(chain))
    for (const name of Object.keys(inputs.root_stake)) {
      if (expected[name] !== undefined) hold.rao(name, expected[name], claim(chain, name))
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs and what it expects
function threshold(inputs: any, expected: any, hold: Hold): void {
  const claims = inputs.owed.map((amount: number) => {
    // With a rate of one, a staker is owed as much alpha as it has root stake.
    const chain = claimsWith({ s: Number(amount) }, 0)
    dividend(chain, Number(amount))
    return claim(chain, 's') > 0
  })
  hold.equal('claims', expected.claims, claims)
}

// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs and what it expects
function rounds(inputs: any, expected: any, hold: Hold): void {
  const chain = claimsWith(inputs.root_stake, inputs.delegate_take_raw)
  const [name] = Object.keys(inputs.root_stake)
  let total = 0
  let unclaimed = 0
  expected.rounds.forEach((round: Record<string, number>, k: number) => {
    const takenBefore = ownerStake(chain)
    dividend(chain, Number(inputs.pending_root_alpha[k]))
    const take = ownerStake(chain) - takenBefore
    const rate = chain.world.sharePools.rootRate[chain.world.poolIndex.get(chain.hotkey, NETUID)]
    const toRate = chain.world.subnets.rootAlpha[NETUID] - unclaimed
    const now = claim(chain, name)
    unclaimed = chain.world.subnets.rootAlpha[NETUID]
    total += now
    hold.rao(`rounds.${k}.take`, round.take, take)
    hold.rao(`rounds.${k}.to_rate`, round.to_rate, toRate)
    hold.rao(`rounds.${k}.rate_bits`, round.rate_bits, rate * 2 ** 32)
    hold.rao(`rounds.${k}.claimed_now`, round.claimed_now, now)
    hold.rao(`rounds.${k}.claimed_total`, round.claimed_total, total)
  })
}

// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs and what it expects
function operations(inputs: any, expected: any, hold: Hold): void {
  const chain = claimsWith(inputs.root_stake, inputs.delegate_take_raw)
  let dividends = 0
  inputs.ops.forEach(([verb, who, amount]: [string, string, number]) => {
    if (verb === 'dividend') dividend(chain, Number(who))
    else stakeOnRoot(chain, who, verb === 'add' ? Number(amount) : -Number(amount))
    const name = verb === 'dividend' ? `owed_after_${ORDINALS[dividends++]}_dividend` : `owed_after_${verb}`
    for (const [staker, owing] of Object.entries<number>(expected[name] ?? {})) {
      hold.rao(`${name}.${staker}`, owing, owedTo(chain, staker))
    }
  })
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

export const rootClaimRunners: Runner[] = [{ kinds: ['root-claim'], run: rootClaim }]
