import type { World } from '../state/world.js'
import { U16_MAX } from '../units.js'
import { ownerUid, readParams } from './epoch.js'
import { lastUpdates, matrixOf } from './mechanisms.js'
import { uidToPrune } from './neurons.js'
import type { OwnerParam } from './owner-params.js'
import type { Rules } from './rules.js'

/** The part of the view that concerns UIDs, weights and epochs. Fractions 0..1, times in blocks. Nothing here writes. */
export class NeuronView {
  readonly #world: World
  readonly #rules: Rules

  constructor(world: World, rules: Rules) {
    this.#world = world
    this.#rules = rules
  }

  /** UIDs and consensus are simulated in full; otherwise the epoch pays fixed shares and weights are refused. */
  inFull(netuid: number): boolean {
    return this.#rules.matrices[netuid] !== null
  }
  /** Least blocks between two rows of a validator. */
  weightsRateLimit(netuid: number): number {
    return this.#world.subnets.weightsRateLimit[netuid]
  }
  /** Epochs that a committed row waits; 0 where weights are open. */
  revealDelay(netuid: number): number {
    return this.commitReveal(netuid) ? this.#world.subnets.revealPeriod[netuid] : 0
  }

  /** Problems that the subnet's miners are judged by, 1 or 2; each takes weights of its own. */
  mechanisms(netuid: number): number {
    return this.#world.subnets.mechanisms[netuid]
  }

  neuronCount(netuid: number): number {
    return this.#world.subnets.neuronCount[netuid]
  }
  maxUids(netuid: number): number {
    return this.#world.subnets.maxUids[netuid]
  }
  tempo(netuid: number): number {
    return this.#world.subnets.tempo[netuid]
  }
  /** A hyperparameter that the owner may set, in the unit of its column (owner-params.ts). */
  ownerParam(netuid: number, column: OwnerParam['column']): number {
    return this.#world.subnets[column][netuid]
  }
  /** Epochs the subnet has run. */
  epochIndex(netuid: number): number {
    return this.#world.subnets.epochIndex[netuid]
  }
  lastEpochBlock(netuid: number): number {
    return this.#world.subnets.lastEpochBlock[netuid]
  }
  immunityPeriod(netuid: number): number {
    return this.#world.subnets.immunityPeriod[netuid]
  }
  /** Price of a UID now. */
  burn(netuid: number): number {
    return this.#world.subnets.burn[netuid]
  }
  /** Factor by which a registration raises the price of the next. */
  burnIncrease(netuid: number): number {
    return Math.max(1, this.#world.subnets.burnIncrease[netuid])
  }
  commitReveal(netuid: number): boolean {
    return this.#world.subnets.commitReveal[netuid] === 1
  }
  kappa(netuid: number): number {
    return this.#world.subnets.kappa[netuid] / U16_MAX
  }
  /** Hotkeys and blocks of registration of all UIDs, for loops over those of a subnet: from `rowOf(netuid)` on. */
  get registered(): { readonly hotkey: ArrayLike<number>; readonly registeredAt: ArrayLike<number> } {
    return this.#world.neurons
  }
  rowOf(netuid: number): number {
    return netuid * this.#world.stride
  }
  hotkeyAt(netuid: number, uid: number): number {
    return this.#world.neurons.hotkey[netuid * this.#world.stride + uid]
  }
  coldkeyAt(netuid: number, uid: number): number {
    const hotkey = this.hotkeyAt(netuid, uid)
    return hotkey < 0 ? -1 : this.#world.hotkeys.owner[hotkey]
  }
  registeredAt(netuid: number, uid: number): number {
    return this.#world.neurons.registeredAt[netuid * this.#world.stride + uid]
  }
  /** UID that a newcomer of the next block would replace; -1 while there is room, or if all are safe. */
  uidToGo(netuid: number): number {
    const { neuronCount, maxUids } = this.#world.subnets
    return neuronCount[netuid] < maxUids[netuid] ? -1 : uidToPrune(this.#world, netuid, this.#world.block + 1)
  }
  /** Whether the UID is still safe from being replaced. */
  immune(netuid: number, uid: number): boolean {
    return this.#world.block - this.registeredAt(netuid, uid) < this.immunityPeriod(netuid)
  }
  lastUpdate(netuid: number, uid: number, mechanism = 0): number {
    return lastUpdates(this.#world, mechanism)[netuid * this.#world.stride + uid]
  }
  permit(netuid: number, uid: number): boolean {
    return this.#world.neurons.permit[netuid * this.#world.stride + uid] === 1
  }
  /** Share of the miners' half in the last epoch. */
  incentive(netuid: number, uid: number): number {
    return this.#world.neurons.incentive[netuid * this.#world.stride + uid]
  }
  dividends(netuid: number, uid: number): number {
    return this.#world.neurons.dividends[netuid * this.#world.stride + uid]
  }
  consensus(netuid: number, uid: number): number {
    return this.#world.neurons.consensus[netuid * this.#world.stride + uid]
  }
  validatorTrust(netuid: number, uid: number): number {
    return this.#world.neurons.validatorTrust[netuid * this.#world.stride + uid]
  }
  /** Normalised stake weight at the last epoch. */
  stakeWeight(netuid: number, uid: number): number {
    return this.#world.neurons.stakeWeight[netuid * this.#world.stride + uid]
  }
  /** UID of the subnet owner's hotkey, -1 if it holds none. */
  ownerUid(netuid: number): number {
    return ownerUid(this.#world, netuid)
  }
  ownerColdkey(netuid: number): number {
    return this.#world.subnets.ownerColdkey[netuid]
  }
  /** What a validator's public row says of a UID, u16; -1 for no entry. Committed rows show once they are revealed. */
  weight(netuid: number, validator: number, uid: number, mechanism = 0): number {
    return matrixOf(this.#rules, netuid, mechanism)?.weight(validator, uid) ?? -1
  }
  /** Hyperparameters of the subnet, copied into `out`. */
  epochParams(netuid: number, out: Parameters<typeof readParams>[3]): void {
    readParams(this.#world, this.#rules, netuid, out)
  }
}
