import type { Terms } from '../emission.js'
import { floor32 } from '../grid32.js'

/**
 * The split under a cap on injected alpha:
 *
 *   alpha_in = e / p;  where that exceeds C: alpha_in = C, tao_in = C p, excess = e - tao_in;  else tao_in = e
 *
 * e  TAO of the subnet, RAO with 32 fractional bits        p  spot price, cut to 2^-32        C  cap, RAO of alpha
 * Each of the three amounts is floored by itself, so together they may miss e by a RAO. p = 0: e / p counts as 0, so all
 * of e is injected without alpha and nothing is bought.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, get_subnet_terms, 14bc6f9f; order of truncations as in U96F32
 */
export function cappedTerms(emission: number, price: number, cap: number, out: Terms): void {
  const p = floor32(price)
  const wanted = p > 0 ? floor32(emission / p) : 0
  const capped = wanted > cap
  const alphaIn = capped ? cap : wanted
  const taoIn = capped ? floor32(cap * p) : emission
  out.alphaIn = Math.floor(alphaIn)
  out.taoIn = Math.floor(taoIn)
  out.excess = Math.floor(emission - taoIn)
  out.subsidised = false
}
