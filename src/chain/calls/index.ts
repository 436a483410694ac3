import type { World } from '../../state/world.js'
import { CALL, type Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { addStake } from './add-stake.js'
import { addStakeBurn } from './add-stake-burn.js'
import { callBurnAlpha, callRecycleAlpha } from './burn-alpha.js'
import { claimRoot, keepRootAlpha } from './claim-root.js'
import { commitMetadata } from './commit-metadata.js'
import { addLiquidity, modifyLiquidity, removeLiquidity } from './liquidity.js'
import { lockStake, moveLock, setPerpetual } from './lock-stake.js'
import { callMoveStake } from './move-stake.js'
import { cancelOrder, executeOrders, signOrder } from './orders.js'
import { register } from './register.js'
import { registerSubnet } from './register-subnet.js'
import { removeStake } from './remove-stake.js'
import { dissolveByRoot, switchEmission } from './root-calls.js'
import { setChildren, setChildTake } from './set-children.js'
import { setSubnetParam } from './set-subnet-param.js'
import { callSetWeights } from './set-weights.js'
import { setClaimMode, setTake } from './settings.js'
import { startSubnet } from './start-subnet.js'
import { transfer } from './transfer.js'

/** A call: carries out row `i` of the mempool, or says why not. */
export type Call = (world: World, rules: Rules, mempool: Mempool, i: number) => number

/** By code of `CALL`. */
const table: readonly Call[] = (() => {
  const calls: Call[] = []
  calls[CALL.addStake] = addStake
  calls[CALL.removeStake] = removeStake
  calls[CALL.moveStake] = callMoveStake
  calls[CALL.setWeights] = callSetWeights
  calls[CALL.register] = register
  calls[CALL.setTake] = setTake
  calls[CALL.setClaimMode] = setClaimMode
  calls[CALL.registerSubnet] = registerSubnet
  calls[CALL.startSubnet] = startSubnet
  calls[CALL.switchEmission] = switchEmission
  calls[CALL.dissolveSubnet] = dissolveByRoot
  calls[CALL.setChildren] = setChildren
  calls[CALL.setChildTake] = setChildTake
  calls[CALL.addStakeBurn] = addStakeBurn
  calls[CALL.burnAlpha] = callBurnAlpha
  calls[CALL.recycleAlpha] = callRecycleAlpha
  calls[CALL.lockStake] = lockStake
  calls[CALL.moveLock] = moveLock
  calls[CALL.setPerpetual] = setPerpetual
  calls[CALL.setSubnetParam] = setSubnetParam
  calls[CALL.claimRoot] = claimRoot
  calls[CALL.keepRootAlpha] = keepRootAlpha
  calls[CALL.commitMetadata] = commitMetadata
  calls[CALL.transfer] = transfer
  calls[CALL.addLiquidity] = addLiquidity
  calls[CALL.modifyLiquidity] = modifyLiquidity
  calls[CALL.removeLiquidity] = removeLiquidity
  calls[CALL.signOrder] = signOrder
  calls[CALL.cancelOrder] = cancelOrder
  calls[CALL.executeOrders] = executeOrders
  return calls
})()

/** Carry out the calls of this block, in the mempool's order, and empty it. */
export function applyCalls(world: World, rules: Rules, mempool: Mempool): void {
  const { count, order, kind, cohort, agent } = mempool
  if (count === 0) return
  mempool.arrange()
  for (let k = 0; k < count; k++) {
    const i = order[k]
    const code = table[kind[i]](world, rules, mempool, i)
    if (code === 0) continue
    rules.log.refusals[code]++
    rules.log.listener?.refused(kind[i], code, cohort[i], agent[i])
  }
  mempool.clear()
}
