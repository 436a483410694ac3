import type { InjectionRule } from '../emission.js'
import { cappedTerms } from './capped.js'

/** Cap C = A. From v3.2.12 to v3.3.0 (E5 to E5c). */
export const alphaCapped: InjectionRule = {
  id: 'alpha-capped',
  summary: 'Injected alpha is at most alpha emission; the rest of the TAO buys alpha',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v3.2.14',
  status: 'retired',
  excessIssued: true,
  buysFirst: false,
  terms(emission, price, alphaEmission, _blockEmission, _rootProportion, out) {
    cappedTerms(emission, price, alphaEmission, out)
  },
}
