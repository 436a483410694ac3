import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import type { Mempool } from '../mempool.js'
import type { Signer } from '../trade.js'

const signer: Signer = { coldkey: 0, cohort: -1, agent: -1 }

/** Coldkey of a call that root sends: a scenario's event, never an agent. */
export const ROOT_ORIGIN = -1

/** Who signed row `i`; one object, reused. */
export function signerOf(mempool: Mempool, i: number): Signer {
  signer.coldkey = mempool.coldkey[i]
  signer.cohort = mempool.cohort[i]
  signer.agent = mempool.agent[i]
  return signer
}

export const isRoot = (mempool: Mempool, i: number): boolean => mempool.coldkey[i] === ROOT_ORIGIN

/** 0 if the signer owns the subnet of the call, else the refusal. */
export function ownsSubnet(world: World, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const { exists, ownerColdkey } = world.subnets
  if (netuid === ROOT || netuid >= exists.length || exists[netuid] === 0)
    return REFUSAL['subnet-does-not-exist']
  return mempool.coldkey[i] < 0 || ownerColdkey[netuid] !== mempool.coldkey[i]
    ? REFUSAL['not-subnet-owner']
    : 0
}
