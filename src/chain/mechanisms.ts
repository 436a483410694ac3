import { SubnetMatrix } from '../consensus/matrix.js'
import { f64 } from '../state/columns.js'
import { perNeuron, type World } from '../state/world.js'
import { U16_MAX } from '../units.js'
import type { Rules } from './rules.js'

/**
 * A subnet may run two mechanisms: two problems for the same miners, each with weights, bonds, consensus and incentive of
 * its own, and a part of the pool. Stake, permits and UIDs are the subnet's.
 *
 * Source: pallets/subtensor/src/subnets/mechanism.rs, v3.2.8-320 and later, 0214730b
 */

/** UIDs of all mechanisms of a subnet together. Source: admin-utils, TooManyUIDsPerMechanism; network.md 8 */
export const MOST_UIDS = 256

/** What the second mechanism knows of each neuron: made where there is one. */
export const secondMechanism = perNeuron('chain/second-mechanism', {
  lastUpdate: f64('block', 'block of the last weights (or commit) for the second mechanism'),
})

/** Block of the last weights of each slot, by mechanism. */
export const lastUpdates = (world: World, mechanism: number): Float64Array =>
  mechanism === 0 ? world.neurons.lastUpdate : secondMechanism.of(world).lastUpdate

/** Weights and bonds of a mechanism; null where it does not exist, or the subnet has no UIDs of its own. */
export const matrixOf = (rules: Rules, netuid: number, mechanism: number): SubnetMatrix | null =>
  mechanism === 0 ? rules.matrices[netuid] : mechanism === 1 ? rules.seconds[netuid] : null

/**
 * Give a subnet one mechanism or two. The one that ends is forgotten, and the pool is split evenly again.
 *
 * Source: update_mechanism_counts_if_needed
 */
export function setMechanisms(world: World, rules: Rules, netuid: number, count: number): void {
  const { mechanisms, mechanismSplit } = world.subnets
  mechanisms[netuid] = count
  mechanismSplit[netuid] = -1
  openMechanisms(world, rules, netuid)
  if (count === 1) rules.commits[netuid] = rules.commits[netuid].filter((commit) => commit.mechanism === 0)
}

/** Make room for what the second mechanism keeps, or let go of it, as the subnet's columns say. */
export function openMechanisms(world: World, rules: Rules, netuid: number): void {
  const two = world.subnets.mechanisms[netuid] === 2 && rules.matrices[netuid] !== null
  if (two && rules.seconds[netuid] !== null) return
  if (!two && rules.seconds[netuid] === null) return
  rules.seconds[netuid] = two ? new SubnetMatrix(world.stride) : null
  const from = netuid * world.stride
  secondMechanism.of(world).lastUpdate.fill(0, from, from + world.stride)
}

/**
 * What the second mechanism gets of a pool, whole RAO; the first has the rest, and with it all rounding.
 *
 *   floor(pool (65535 - s) / 65535), or floor(pool / 2) where no split was set        s  part of the first, u16
 *
 * Source: split_emissions
 */
export function secondPart(pool: number, split: number): number {
  if (split < 0) return Math.floor(pool / 2)
  return Number((BigInt(pool) * BigInt(U16_MAX - split)) / BigInt(U16_MAX))
}
