import type { InjectionRule } from '../emission.js'
import { floor32 } from '../grid32.js'
import { cappedTerms } from './capped.js'

/** Cap C = rho A: an old subnet, with little root proportion, takes little in and buys the more. From v3.4.6 on (E8). */
export const rootCapped: InjectionRule = {
  id: 'root-capped',
  summary: 'Injected alpha is at most the root proportion of alpha emission; the rest of the TAO buys alpha',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, get_subnet_terms, v3.4.6-421 and 14bc6f9f',
  status: 'mainnet',
  excessIssued: true,
  buysFirst: false,
  terms(emission, price, alphaEmission, _blockEmission, rootProportion, out) {
    cappedTerms(emission, price, floor32(rootProportion * alphaEmission), out)
  },
}
