import { creditPool } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY, ROOT } from '../../units.js'
import type { Rules } from '../rules.js'
import type { RootRule } from './root.js'
import { sellRootAlpha } from './sell.js'

/**
 * Root Reborn, in outline: root's alpha is held in baskets and flows into TAO at a steady hazard.
 *
 *   sold by a subnet's holding in dt blocks = floor(S (1 - exp(-lambda dt / 7200)))       lambda = 0.02 a day
 *
 * S root alpha held (RAO). The TAO is staked on root, for all root stakers in proportion. Each subnet sells once a day,
 * at a block of its own, so that no block carries all sales.
 *
 * Differs: the chain mints basket shares at realisable value and sells on request only; managers trade baskets. The
 * hazard is what mainnet showed from August to October 2026 (about 2 % of the stock a day).
 * Source: late 2026 threads and documents of RaoFoundation/subtensor (spec 441 and later), known in part only.
 */
export const rootBaskets: RootRule = {
  id: 'root-baskets',
  status: 'partial',
  summary: "Root's alpha is held in baskets and sold for root TAO at 2 % of the stock a day.",
  source:
    'RaoFoundation/subtensor, Root Reborn (spec 441 to 475); release observed on mainnet, August to October 2026',

  enter() {},

  pay(world, _rules, netuid, _hotkey, alpha) {
    world.subnets.rootAlpha[netuid] += alpha
  },

  eachBlock(world, rules) {
    const due = world.block % BLOCKS_PER_DAY
    const { netuids } = world
    // Netuid n sells in block 50 n of each day: 129 subnets fit into 7,200 blocks.
    if (due % 50 !== 0) return
    const netuid = due / 50
    if (netuid === ROOT || netuid >= world.subnets.exists.length || !netuids.includes(netuid)) return
    release(world, rules, netuid)
  },

  stakeChanges() {},
}

function release(world: World, rules: Rules, netuid: number): void {
  const held = world.subnets.rootAlpha[netuid]
  const alpha = Math.floor(held * -Math.expm1(-rules.params.rootRelease))
  if (alpha === 0) return
  const tao = sellRootAlpha(world, rules, netuid, alpha)
  if (tao > 0) payRootStakers(world, tao)
}

/** Book TAO to all root share pools in proportion to their stake; the last takes the rounding. */
function payRootStakers(world: World, tao: number): void {
  const { sharePools, count, subnets } = world
  const before = subnets.taoReserve[ROOT] - tao
  let left = tao
  let last = -1
  for (let pool = 0; pool < count.sharePools; pool++) {
    if (sharePools.netuid[pool] !== ROOT || sharePools.holders[pool] === 0) continue
    const part = Math.min(left, Math.floor(tao * (sharePools.total[pool] / before)))
    sharePools.total[pool] += part
    left -= part
    last = pool
  }
  if (left > 0) creditPool(world, last, left)
}
