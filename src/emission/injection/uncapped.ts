import type { InjectionRule } from '../emission.js'
import { floor32 } from '../grid32.js'

/**
 * All TAO is injected; alpha is capped, TAO is not:   tao_in = e,  alpha_in = min(e / p, A), A where p = 0
 *
 * Where the cap bites the injection raises the price. In force from the launch to v3.1.x (E1 to E2b).
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v2.0.4
 */
export const uncapped: InjectionRule = {
  id: 'uncapped',
  summary: 'All of the TAO is injected, with alpha for it up to the alpha emission; nothing is bought',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v2.0.4',
  status: 'retired',
  excessIssued: true,
  buysFirst: false,
  terms(emission, price, alphaEmission, _blockEmission, _rootProportion, out) {
    const p = floor32(price)
    const wanted = p > 0 ? floor32(emission / p) : alphaEmission
    out.taoIn = Math.floor(emission)
    out.alphaIn = Math.floor(Math.min(wanted, alphaEmission))
    out.excess = 0
    out.subsidised = false
  },
}
