import type { EpochResult } from '../consensus/result.js'
import type { World } from '../state/world.js'
import { shareWithParents } from './children/dividends.js'
import { anyLinks } from './children/family.js'
import type { Rules } from './rules.js'

/** Hotkeys that an epoch pays dividends to, with what decides their parts: work arrays, reused. */
export class Earners {
  count = 0
  /** Dividend, in consensus's units, that the childkey burn recycles. */
  recycled = 0
  hotkey = new Int32Array(0)
  /** Row of its UID in the table of neurons, -1 where it earns without one. */
  row = new Int32Array(0)
  dividend = new Float64Array(0)
  /** What stands on the hotkey itself, RAO: lending moves weight and dividends, not stake. */
  alphaStake = new Float64Array(0)
  rootStake = new Float64Array(0)
  /** What each is paid of the two pots, RAO of alpha. */
  alphaPart = new Float64Array(0)
  rootPart = new Float64Array(0)

  makeRoom(rows: number): void {
    if (rows <= this.hotkey.length) return
    this.hotkey = new Int32Array(rows)
    this.row = new Int32Array(rows)
    this.dividend = new Float64Array(rows)
    this.alphaStake = new Float64Array(rows)
    this.rootStake = new Float64Array(rows)
    this.alphaPart = new Float64Array(rows)
    this.rootPart = new Float64Array(rows)
  }
}

/** Hotkeys with a dividend, their parents, and all their stakes. */
export function listEarners(
  world: World,
  rules: Rules,
  netuid: number,
  result: EpochResult,
  out: Earners,
): void {
  out.recycled = 0
  if (anyLinks(world, netuid)) {
    listWithParents(world, rules, netuid, result, out)
    return
  }
  out.makeRoom(world.stride)
  const { neurons, hotkeys, sharePools, stride } = world
  const { hotkey: earner, row, dividend, alphaStake, rootStake } = out
  const base = netuid * stride
  const n = world.subnets.neuronCount[netuid]
  const { validatorEmission } = result
  let count = 0
  for (let uid = 0; uid < n; uid++) {
    if (validatorEmission[uid] === 0) continue
    const hotkey = neurons.hotkey[base + uid]
    const pool = neurons.alphaPool[base + uid]
    const root = hotkeys.rootPool[hotkey]
    earner[count] = hotkey
    row[count] = base + uid
    dividend[count] = validatorEmission[uid]
    alphaStake[count] = pool < 0 ? 0 : sharePools.total[pool]
    rootStake[count] = root < 0 ? 0 : sharePools.total[root]
    count++
  }
  out.count = count
}

/** The same where someone lends stake weight. */
function listWithParents(
  world: World,
  rules: Rules,
  netuid: number,
  result: EpochResult,
  out: Earners,
): void {
  const { neurons, hotkeys, sharePools, stride, poolIndex } = world
  const base = netuid * stride
  const list = { hotkey: [] as number[], dividend: [] as number[] }
  for (let uid = 0; uid < world.subnets.neuronCount[netuid]; uid++) {
    if (result.validatorEmission[uid] === 0) continue
    list.hotkey.push(neurons.hotkey[base + uid])
    list.dividend.push(result.validatorEmission[uid])
  }
  out.recycled = shareWithParents(world, rules, netuid, list)
  out.makeRoom(Math.max(stride, list.hotkey.length))
  out.count = list.hotkey.length
  list.hotkey.forEach((hotkey, k) => {
    const pool = poolIndex.get(hotkey, netuid)
    const root = hotkeys.rootPool[hotkey]
    out.hotkey[k] = hotkey
    out.row[k] = -1
    out.dividend[k] = list.dividend[k]
    out.alphaStake[k] = pool < 0 ? 0 : sharePools.total[pool]
    out.rootStake[k] = root < 0 ? 0 : sharePools.total[root]
  })
}
