import type { InjectionRule } from '../emission.js'
import { cappedTerms } from './capped.js'

/** Cap C = min(A, B): after the first TAO halving half an alpha a block. From v3.3.1 to v3.4.5 (E6 to E7a). */
export const emissionCapped: InjectionRule = {
  id: 'emission-capped',
  summary:
    'Injected alpha is at most the smaller of alpha emission and TAO block emission; the rest buys alpha',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, get_subnet_terms, v3.3.2-365',
  status: 'retired',
  excessIssued: true,
  buysFirst: false,
  terms(emission, price, alphaEmission, blockEmission, _rootProportion, out) {
    cappedTerms(emission, price, Math.min(alphaEmission, blockEmission), out)
  },
}
