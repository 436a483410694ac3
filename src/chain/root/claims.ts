import { claimableRate, rootOwed } from '../../emission/payout.js'
import {
  addToPosition,
  creditPosition,
  findPool,
  findPosition,
  openPool,
  positionValue,
} from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import type { Rules } from '../rules.js'
import { keeps } from './claim-choice.js'
import type { RootRule } from './root.js'
import { sellRootAlpha } from './sell.js'

/**
 * Root dividends are kept as alpha; each root staker claims them, by hand or in turn.
 *
 *   rate(h, n) += D / R_h          owed(k) = floor(rate R_k) - claimed(k)
 *
 * D alpha dividend of root validator h on subnet n (RAO), R_h its root stake, R_k the staker's part of it; the rate is
 * held on the 2^-32 grid, so a D below R_h / 2^32 is lost to truncation (here: it stays in `rootAlpha`, unowned).
 * Swap (default) sells what is owed without fee and restakes the TAO on root; keep stakes the alpha on the subnet.
 *
 * Source: pallets/subtensor/src/staking/claim_root.rs, v3.2.10-334 and later, 14bc6f9f.
 * Differs: the coldkeys claimed automatically are drawn from a named stream instead of the block hash.
 */
export const rootClaims: RootRule = {
  id: 'root-claims',
  status: 'retired',
  summary: 'Root dividends kept as alpha, claimed as TAO on root (swap) or as alpha stake (keep).',
  source: 'pallets/subtensor/src/staking/claim_root.rs, 14bc6f9f',

  enter() {},

  pay(world, _rules, netuid, hotkey, alpha) {
    const rootStake = world.sharePools.total[world.hotkeys.rootPool[hotkey]]
    const { sharePools, subnets } = world
    if (alpha > rootStake) {
      // Odd case of the chain: more alpha than root stake goes to the hotkey's owner.
      addToPosition(world, hotkey, world.hotkeys.owner[hotkey], netuid, alpha)
      return
    }
    sharePools.rootRate[openPool(world, hotkey, netuid)] += claimableRate(alpha, rootStake)
    subnets.rootAlpha[netuid] += alpha
  },

  eachBlock(world, rules) {
    const stakers = rootStakers(world)
    if (stakers.length === 0) return
    const stream = rules.streams.stream('chain/root-claims')
    for (let k = 0; k < rules.params.rootClaimsPerBlock; k++) {
      claimAll(world, rules, stakers[stream.below(stakers.length)])
    }
  },

  claim: claimAll,

  /** Rates and watermarks are erased; what was owed is paid to no one. */
  forget(world, netuid) {
    const { sharePools, positions, count } = world
    for (let pool = 0; pool < count.sharePools; pool++)
      if (sharePools.netuid[pool] === netuid) sharePools.rootRate[pool] = 0
    for (let p = 0; p < count.positions; p++)
      if (sharePools.netuid[positions.pool[p]] === netuid) positions.rootClaimed[p] = 0
  },

  stakeChanges(world, hotkey, coldkey, amount) {
    const { hotkeys, sharePools, positions } = world
    for (let pool = hotkeys.firstPool[hotkey]; pool >= 0; pool = sharePools.nextPool[pool]) {
      const rate = sharePools.rootRate[pool]
      if (rate === 0) continue
      const position = addToPosition(world, hotkey, coldkey, sharePools.netuid[pool], 0)
      const shift = Math.floor(rate * Math.abs(amount))
      // Unsigned on the chain: with the stake goes what was earned and not claimed beyond the watermark.
      const moved = positions.rootClaimed[position] + (amount < 0 ? -shift : shift)
      positions.rootClaimed[position] = Math.max(0, moved)
    }
  },
}

let listedFor: World | null = null
let listedPositions = -1
let listed: number[] = []

/** Coldkeys that hold root stake, in order of their first root position. Read anew when positions were added. */
function rootStakers(world: World): number[] {
  if (listedFor === world && listedPositions === world.count.positions) return listed
  const { positions, sharePools, count } = world
  const found = new Set<number>()
  for (let i = 0; i < count.positions; i++) {
    if (sharePools.netuid[positions.pool[i]] === ROOT) found.add(positions.coldkey[i])
  }
  listedFor = world
  listedPositions = count.positions
  listed = [...found]
  return listed
}

/** Claim what a coldkey is owed on every subnet, or on one of them, where it reaches the threshold. */
export function claimAll(world: World, rules: Rules, coldkey: number, only = -1): void {
  const { coldkeys, positions, sharePools, hotkeys } = world
  for (let p = coldkeys.firstPosition[coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
    const rootPool = positions.pool[p]
    if (sharePools.netuid[rootPool] !== ROOT) continue
    const hotkey = sharePools.hotkey[rootPool]
    for (let pool = hotkeys.firstPool[hotkey]; pool >= 0; pool = sharePools.nextPool[pool]) {
      if (only >= 0 && sharePools.netuid[pool] !== only) continue
      if (sharePools.rootRate[pool] > 0) claim(world, rules, hotkey, coldkey, pool, p)
    }
  }
}

/** What a root staker is owed from one subnet, RAO of alpha. */
export function owed(world: World, pool: number, coldkey: number, rootPosition: number): number {
  const position = findPosition(world, pool, coldkey)
  const claimed = position < 0 ? 0 : world.positions.rootClaimed[position]
  return rootOwed(world.sharePools.rootRate[pool], positionValue(world, rootPosition), claimed)
}

function claim(
  world: World,
  rules: Rules,
  hotkey: number,
  coldkey: number,
  pool: number,
  rootPosition: number,
): void {
  const netuid = world.sharePools.netuid[pool]
  const amount = Math.min(owed(world, pool, coldkey, rootPosition), world.subnets.rootAlpha[netuid])
  if (amount < rules.params.rootClaimThreshold || amount === 0) return
  const position = addToPosition(world, hotkey, coldkey, netuid, 0)
  if (keeps(world, coldkey, netuid)) {
    world.subnets.rootAlpha[netuid] -= amount
    creditPosition(world, position, amount)
  } else {
    const tao = sellRootAlpha(world, rules, netuid, amount)
    if (tao === 0) return
    rootClaims.stakeChanges(world, hotkey, coldkey, tao)
    creditPosition(world, findPosition(world, findPool(world, hotkey, ROOT), coldkey), tao)
  }
  world.positions.rootClaimed[position] += amount
}
