import { fractionBits, lesser, ONE_32 } from './fixed.js'

interface TermsInput {
  tao_emission_rao: string
  price_tao_per_alpha: string
  alpha_issuance_rao: string
  tao_block_emission_rao: string
  root_tao_rao?: string
  tao_weight_u64?: string
}

/** Amounts in whole RAO. */
interface ExactTerms {
  taoIn: bigint
  alphaIn: bigint
  excess: bigint
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> 32n
const over = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a << 32n) / b)

/**
 * Twin of the injection rules in U96F32, every product and quotient cut to 2^-32.
 *
 * @param rule   id of the injection rule
 * @param alpha  alpha emission, RAO
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, the releases that the rules name
 */
export function exactTerms(rule: string, input: TermsInput, alpha: bigint): ExactTerms {
  const emission = BigInt(input.tao_emission_rao) << 32n
  const price = fractionBits(input.price_tao_per_alpha, 32n)
  const emitted = alpha << 32n
  const block = BigInt(input.tao_block_emission_rao) << 32n
  const wanted = over(emission, price)
  if (rule === 'uncapped') {
    return whole(emission, price === 0n ? emitted : lesser(wanted, emitted), 0n)
  }
  if (rule === 'subsidised' || rule === 'subsidised-alpha') {
    const propped = price < over(emission, block)
    const taoIn = propped ? times(price, block) : emission
    const subsidy = rule === 'subsidised' ? block : emitted
    return whole(taoIn, propped ? subsidy : price === 0n ? emitted : wanted, emission - taoIn)
  }
  const cap = capOf(rule, input, emitted, block)
  if (wanted <= cap) return whole(emission, wanted, 0n)
  const taoIn = times(cap, price)
  return whole(taoIn, cap, emission - taoIn)
}

function capOf(rule: string, input: TermsInput, emitted: bigint, block: bigint): bigint {
  if (rule === 'alpha-capped') return emitted
  if (rule === 'emission-capped') return lesser(emitted, block)
  return times(
    exactRootProportion(input.root_tao_rao ?? '0', input.tao_weight_u64 ?? '0', input.alpha_issuance_rao),
    emitted,
  )
}

/** Root proportion in bits of 2^-32. Source: run_coinbase.rs, root_proportion, 14bc6f9f */
export function exactRootProportion(rootTao: string, taoWeight: string, issuance: string): bigint {
  const weight = (BigInt(taoWeight) * ONE_32) / ((1n << 64n) - 1n)
  const weighted = BigInt(rootTao) * weight
  return over(weighted, weighted + (BigInt(issuance) << 32n))
}

const whole = (taoIn: bigint, alphaIn: bigint, excess: bigint): ExactTerms => ({
  taoIn: taoIn >> 32n,
  alphaIn: alphaIn >> 32n,
  excess: excess >> 32n,
})
