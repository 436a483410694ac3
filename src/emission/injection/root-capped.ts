import type { InjectionRule } from '../emission.js'
import { floor32 } from '../grid32.js'
import { cappedTerms } from './capped.js'

const cut = floor32

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
  // the formula of `cappedTerms`, column by column
  allTerms(emitting, count, split) {
    const { emission, price, alphaEmission, rootProportion, taoIn, alphaIn, excess } = split
    for (let k = 0; k < count; k++) {
      const n = emitting[k]
      const e = emission[n]
      const p = cut(price[n])
      const cap = cut(rootProportion[n] * alphaEmission[n])
      const wanted = p > 0 ? cut(e / p) : 0
      const tao = wanted > cap ? cut(cap * p) : e
      alphaIn[n] = Math.floor(Math.min(wanted, cap))
      taoIn[n] = Math.floor(tao)
      excess[n] = Math.floor(e - tao)
    }
  },
}
