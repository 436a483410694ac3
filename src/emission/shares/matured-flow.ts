import type { Shares } from '../emission.js'
import { flowMemory, forgetFlow, smoothed, smoothProtocolFlow, smoothUserFlow } from './flow-memory.js'
import { enterNetFlow, netFlows, scratchNet } from './net-flow.js'
import { flowShares } from './proportional.js'

/** One entry for every netuid there can be. */
const scratchMatured = new Float64Array(65_536)

/**
 * Net flow with a matured user term:   M' = (1 - f) M + f S,  S_matured = min(S, M)        letters as in net-flow.ts
 *
 * An inflow counts only as fast as the average of the average follows, an outflow at once: capital that comes and goes
 * earns less. M starts at S when the rule is entered, so that nothing jumps.
 *
 * Source: pull request 2704 of 2026-06-01 (closed, not merged): no new parameter, same half-life
 */
export const maturedFlow: Shares = {
  id: 'matured-flow',
  byFlow: true,
  summary: 'Net flow in which the user term is the lower of its average and the average of that average',
  source: 'RaoFoundation/subtensor, pull request 2704 (closed)',
  status: 'proposal',
  shares(world, emitting, count, params, out) {
    const user = smoothUserFlow(world, emitting, count, params)
    const protocol = smoothProtocolFlow(world, emitting, count, params)
    const { slowEma } = flowMemory.of(world)
    for (let k = 0; k < count; k++) {
      const i = emitting[k]
      slowEma[i] = smoothed(slowEma[i], user[i], params.flowSmoothing)
      scratchMatured[i] = Math.min(user[i], slowEma[i])
    }
    netFlows(emitting, count, scratchMatured, protocol, params.netFlowEnabled, scratchNet)
    flowShares(emitting, count, scratchNet, params, out)
  },
  enter(world, previous, params) {
    enterNetFlow(world, previous, params)
    const { userEma, slowEma } = flowMemory.of(world)
    slowEma.set(userEma)
  },
  forget: forgetFlow,
}
