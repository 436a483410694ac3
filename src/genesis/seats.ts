import { seatNeuron } from '../chain/neurons.js'
import type { Rules } from '../chain/rules.js'
import { stakeWeights } from '../chain/stake-weight.js'
import type { Stream } from '../random/streams.js'
import { createHotkey } from '../state/keys.js'
import type { World } from '../state/world.js'
import type { Background, Settled } from './people.js'

/** Age of a UID at the start beyond immunity, blocks: drawn uniformly below this. Half a year. */
const OLDEST = 1_300_000

/**
 * Fill the UIDs of a subnet: its owner first, then validators, then miners, as far as they go. Who finds no place waits
 * outside, without a UID.
 */
export function seatSubnet(
  world: World,
  rules: Rules,
  netuid: number,
  settled: readonly Settled[],
  background: Background,
  stream: Stream,
): void {
  seatOwner(world, rules, netuid, settled, background)
  for (const role of ['validator', 'miner'] as const) {
    for (const each of settled) {
      const { seed } = each
      if (seed.strategy.role !== role) continue
      for (let m = 0; m < seed.netuid.length; m++) {
        if (seed.netuid[m] === netuid && !startsOutside(each, m)) seat(world, rules, netuid, seed.hotkey[m])
      }
    }
  }
  age(world, netuid, stream)
}

/** A strategy with a parameter `outside` keeps that part of its members without a UID at the start: the last ones. */
function startsOutside({ seed, place, among }: Settled, member: number): boolean {
  const { outside } = seed.values
  if (typeof outside !== 'number') return false
  return place[member] >= Math.round(among[member] * (1 - outside))
}

function seatOwner(
  world: World,
  rules: Rules,
  netuid: number,
  settled: readonly Settled[],
  background: Background,
): void {
  const s = world.subnets
  for (const { seed } of settled) {
    if (seed.strategy.role !== 'owner') continue
    const member = seed.netuid.indexOf(netuid)
    if (member < 0 || s.ownerHotkey[netuid] >= 0) continue
    s.ownerColdkey[netuid] = seed.coldkey[member]
    s.ownerHotkey[netuid] = seed.hotkey[member]
  }
  if (s.ownerHotkey[netuid] < 0) {
    s.ownerColdkey[netuid] = background.owners
    s.ownerHotkey[netuid] = createHotkey(world, background.owners)
  }
  seat(world, rules, netuid, s.ownerHotkey[netuid])
}

function seat(world: World, rules: Rules, netuid: number, hotkey: number): void {
  const { neuronCount, maxUids } = world.subnets
  if (neuronCount[netuid] < maxUids[netuid]) seatNeuron(world, rules, netuid, neuronCount[netuid], hotkey)
}

/** Everyone has been there for a while: past immunity, at an age of its own, weights set a tempo ago at most. */
function age(world: World, netuid: number, stream: Stream): void {
  const { neurons, subnets, stride, block } = world
  const immunity = subnets.immunityPeriod[netuid]
  for (let uid = 0; uid < subnets.neuronCount[netuid]; uid++) {
    const row = netuid * stride + uid
    neurons.registeredAt[row] = Math.max(0, block - immunity - 1 - stream.below(OLDEST))
    neurons.lastUpdate[row] = 0
  }
}

/** Permits as an epoch before would have given them: the largest stake weights, ties to the higher UID. */
export function placePermits(world: World, netuid: number, taoWeight: number): void {
  const { neurons, subnets, stride } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  const stake = new Float64Array(stride)
  stakeWeights(world, netuid, taoWeight, stake)
  const order = Array.from({ length: n }, (_, uid) => uid).filter((uid) => stake[uid] > 0)
  order.sort((a, b) => stake[b] - stake[a] || b - a)
  for (const uid of order.slice(0, subnets.maxValidators[netuid])) neurons.permit[base + uid] = 1
}

/**
 * Fixed shares for a subnet of aggregate resolution: miners alike, but for the part that goes to the owner; validators
 * by stake. Whom no cohort models is one UID of the passive holders' hotkey.
 */
export function placeFixedSplit(
  world: World,
  rules: Rules,
  netuid: number,
  settled: readonly Settled[],
  background: Background,
): void {
  const { neurons, subnets, stride } = world
  const base = netuid * stride
  const miners = new Set(hotkeysOf(settled, 'miner', netuid))
  const validators = new Set(hotkeysOf(settled, 'validator', netuid))
  if (miners.size === 0) miners.add(background.restHotkey)
  if (validators.size === 0) validators.add(background.restHotkey)
  if (miners.has(background.restHotkey) || validators.has(background.restHotkey)) {
    seat(world, rules, netuid, background.restHotkey)
  }
  const stake = new Float64Array(stride)
  stakeWeights(world, netuid, rules.params.taoWeight, stake)
  // Only those who hold a UID count: a subnet may have fewer than the cohorts have members.
  const seated = Array.from({ length: subnets.neuronCount[netuid] }, (_, uid) => neurons.hotkey[base + uid])
  const mining = seated.filter((hotkey) => miners.has(hotkey)).length
  const validating = seated.filter((hotkey) => validators.has(hotkey)).length
  const total = seated.reduce((sum, hotkey, uid) => sum + (validators.has(hotkey) ? stake[uid] : 0), 0)
  const burned = mining > 0 ? subnets.minerBurned[netuid] : 0
  seated.forEach((hotkey, uid) => {
    if (hotkey === subnets.ownerHotkey[netuid]) neurons.incentive[base + uid] = burned
    else if (miners.has(hotkey)) neurons.incentive[base + uid] = (1 - burned) / mining
    if (validators.has(hotkey))
      neurons.dividends[base + uid] = total > 0 ? stake[uid] / total : 1 / validating
  })
}

function hotkeysOf(settled: readonly Settled[], role: string, netuid: number): number[] {
  return settled
    .filter(({ seed }) => seed.strategy.role === role)
    .flatMap(({ seed }) => [...seed.hotkey].filter((_, m) => seed.netuid[m] === netuid))
}
