import type { InjectionRule, Terms } from '../emission.js'
import { floor32 } from '../grid32.js'

/**
 * A price below the subnet's share of emission is propped up:
 *
 *   p < e / B:  tao_in = p B, alpha_in = `subsidy`, excess = e - tao_in;   else tao_in = e, alpha_in = e / p
 *
 * e  TAO of the subnet, RAO        p  spot price, cut to 2^-32        B  TAO block emission        A  alpha emission, for p = 0
 */
function subsidisedTerms(
  emission: number,
  price: number,
  alphaEmission: number,
  blockEmission: number,
  subsidy: number,
  out: Terms,
): void {
  const p = floor32(price)
  out.subsidised = blockEmission > 0 && p < floor32(emission / blockEmission)
  const taoIn = out.subsidised ? floor32(p * blockEmission) : emission
  const wanted = p > 0 ? floor32(emission / p) : alphaEmission
  out.taoIn = Math.floor(taoIn)
  out.alphaIn = Math.floor(out.subsidised ? subsidy : wanted)
  out.excess = Math.floor(emission - taoIn)
}

const shared = {
  status: 'retired',
  // the buys put TAO into pools without adding it to the total issuance
  excessIssued: false,
  buysFirst: true,
} as const

/** With alpha_in = A under subsidy; v3.2.3 to v3.2.7 (E3). Source: run_coinbase.rs, run_coinbase, v3.2.4 */
export const subsidisedAlpha: InjectionRule = {
  ...shared,
  id: 'subsidised-alpha',
  summary:
    'Where the price is below the share of emission, surplus TAO buys alpha; injected alpha is alpha emission',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v3.2.4',
  terms(emission, price, alphaEmission, blockEmission, _rootProportion, out) {
    subsidisedTerms(emission, price, alphaEmission, blockEmission, alphaEmission, out)
  },
}

/** With alpha_in = B under subsidy; v3.2.8 to v3.2.11 (E3a to E4a). Source: run_coinbase.rs, v3.2.10-334 */
export const subsidised: InjectionRule = {
  ...shared,
  id: 'subsidised',
  summary:
    'Where the price is below the share of emission, surplus TAO buys alpha; injected alpha is TAO emission',
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, run_coinbase, v3.2.10-334',
  terms(emission, price, alphaEmission, blockEmission, _rootProportion, out) {
    subsidisedTerms(emission, price, alphaEmission, blockEmission, blockEmission, out)
  },
}
