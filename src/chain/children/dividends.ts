import type { World } from '../../state/world.js'
import type { Rules } from '../rules.js'
import { linksOfChild, partKept } from './family.js'
import { childLinks } from './links.js'
import { type Lender, shareOut } from './share-out.js'

/** Hotkeys that an epoch pays, and their dividends in consensus's units; several entries of one hotkey do not occur. */
export interface Earners {
  hotkey: number[]
  dividend: number[]
}

const toParents: number[] = []

/**
 * Divide each childkey's dividend among its parents and itself; parents without a UID join the list.
 *
 * @returns dividend recycled by the childkey burn, in the same units
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, calculate_dividend_and_incentive_distribution, 14bc6f9f
 */
export function shareWithParents(world: World, rules: Rules, netuid: number, earners: Earners): number {
  const place = new Map(earners.hotkey.map((hotkey, k) => [hotkey, k]))
  const earned = earners.dividend.slice()
  let recycled = 0
  for (let k = 0; k < earned.length; k++) {
    const child = earners.hotkey[k]
    const links = linksOfChild(world, netuid, child)
    if (links.length === 0) continue
    const out = divide(world, rules, netuid, child, links, earned[k])
    earners.dividend[k] += out.toChild - earned[k]
    recycled += out.recycled
    links.forEach((row, j) => {
      const parent = childLinks.of(world).parent[row]
      let at = place.get(parent)
      if (at === undefined) {
        at = earners.hotkey.push(parent) - 1
        earners.dividend.push(0)
        place.set(parent, at)
      }
      earners.dividend[at] += toParents[j]
    })
  }
  return recycled
}

function divide(
  world: World,
  rules: Rules,
  netuid: number,
  child: number,
  links: number[],
  dividend: number,
) {
  const { parent, part } = childLinks.of(world)
  const { owner } = world.hotkeys
  const { taoWeight, childkeyBurn } = rules.params
  const self = lender(world, netuid, child, partKept(world, netuid, child), true)
  const parents = links.map((row) => {
    const sameOwner = owner[parent[row]] === owner[child]
    return lender(world, netuid, parent[row], part[row], sameOwner)
  })
  const pool = world.poolIndex.get(child, netuid)
  const take = pool < 0 ? 0 : world.sharePools.childTake[pool] / 65_535
  return shareOut(dividend, self, parents, taoWeight, take, childkeyBurn, toParents)
}

function lender(world: World, netuid: number, hotkey: number, part: number, sameOwner: boolean): Lender {
  const { total } = world.sharePools
  const pool = world.poolIndex.get(hotkey, netuid)
  const root = world.hotkeys.rootPool[hotkey]
  return { alpha: pool < 0 ? 0 : total[pool], root: root < 0 ? 0 : total[root], part, sameOwner }
}
