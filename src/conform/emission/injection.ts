import { SplitTable, Terms } from '../../emission/emission.js'
import { exactTerms } from '../../emission/exact/terms.js'
import { injectionRules } from '../../emission/index.js'
import { halving } from '../../emission/issuance/halving.js'
import { rootProportion } from '../../emission/root-proportion.js'
import { toLimbs } from '../../numeric/limbs.js'
import type { Hold, Mode, Runner, Vector } from '../hold.js'
import { params, put, rows, smallWorld } from './small-world.js'

/** Names of the regimes in emissions.json. */
const ruleOf: Record<string, string> = {
  launch: 'uncapped',
  'subsidy-a': 'subsidised-alpha',
  'subsidy-b': 'subsidised',
  excess: 'alpha-capped',
  'excess-capped': 'emission-capped',
  'rootprop-cap': 'root-capped',
}

/** tao_weight as stored, parts of 2^64 - 1. */
export const taoWeight = (stored: string): number => Number(BigInt(stored)) / 2 ** 64

/** Alpha emission by the loop's call, all of the issuance outside the pool. */
export function alphaEmissionAt(issuance: bigint): number {
  const { world } = smallWorld(1)
  const [high, low] = toLimbs(issuance)
  world.subnets.alphaOutHigh[1] = high
  world.subnets.alphaOutLow[1] = low
  return halving.alphaEmission(world, 1)
}

const terms = new Terms()

function runTerms(vector: Vector, hold: Hold, mode: Mode): void {
  const { regime, inputs, expected } = vector
  const issuance = BigInt(inputs.alpha_issuance_rao)
  const alpha = alphaEmissionAt(issuance)
  if (mode === 'exact') {
    const twin = exactTerms(ruleOf[regime], inputs, BigInt(alpha))
    hold.own('tao_in_rao', expected.tao_in_rao, twin.taoIn)
    hold.own('alpha_in_rao', expected.alpha_in_rao, twin.alphaIn)
    hold.own('excess_tao_rao', expected.excess_tao_rao, twin.excess)
    return
  }
  const rho = inputs.root_tao_rao
    ? rootProportion(Number(inputs.root_tao_rao), taoWeight(inputs.tao_weight_u64), Number(issuance))
    : 0
  const rule = injectionRules.get(ruleOf[regime])
  const price = Number(inputs.price_tao_per_alpha)
  rule.terms(Number(inputs.tao_emission_rao), price, alpha, Number(inputs.tao_block_emission_rao), rho, terms)
  hold.rao('tao_in_rao', expected.tao_in_rao, terms.taoIn)
  hold.rao('alpha_in_rao', expected.alpha_in_rao, terms.alphaIn)
  hold.rao('alpha_out_rao', expected.alpha_out_rao, alpha)
  hold.rao('excess_tao_rao', expected.excess_tao_rao, terms.excess)
  if (expected.subsidized !== undefined) hold.equal('subsidized', expected.subsidized, terms.subsidised)
}

/** Price of a weighted pool, TAO per alpha, from its reserves and the weight of its TAO. */
export function weightedPrice(tao: number, alpha: number, quoteWeight: string): number {
  const quote = Number(quoteWeight) / 1e18
  const base = Number(10n ** 18n - BigInt(quoteWeight)) / 1e18
  return (base * tao) / (quote * alpha)
}

function runSplit({ inputs, expected }: Vector, hold: Hold): void {
  const tao = Number(inputs.tao_reserve_rao)
  const alpha = Number(inputs.alpha_reserve_rao)
  const issuance = BigInt(inputs.alpha_reserve_rao) + BigInt(inputs.alpha_out_rao)
  const price = weightedPrice(tao, alpha, inputs.quote_weight_1e18)
  const rho = rootProportion(Number(inputs.root_tao_rao), taoWeight(inputs.tao_weight_u64), Number(issuance))
  const emitted = alphaEmissionAt(issuance)
  const emission = Number(BigInt(inputs.emission_bits32)) / 2 ** 32
  injectionRules.get('root-capped').terms(emission, price, emitted, 5e8, rho, terms)
  hold.real('price', expected.price, price)
  hold.real('root_proportion', expected.root_proportion, rho)
  hold.equal('alpha_emission_rao', expected.alpha_emission_rao, emitted)
  hold.rao('tao_in_rao', expected.tao_in_rao, terms.taoIn)
  hold.rao('alpha_in_rao', expected.alpha_in_rao, terms.alphaIn)
  hold.rao('chain_buy_rao', expected.chain_buy_rao, terms.excess)
}

function runBuyCap({ inputs, expected }: Vector, hold: Hold): void {
  const { subnets } = inputs
  const { world, emitting, count } = smallWorld(subnets.length)
  const split = new SplitTable(count + 1)
  // biome-ignore lint/suspicious/noExplicitAny: rows of a vector
  const column = (key: string) => subnets.map((row: any) => row[key])
  put(split.emission, column('emission_rao'))
  put(split.price, column('price'))
  put(split.alphaEmission, column('alpha_emission_rao'))
  put(split.rootProportion, column('root_proportion'))
  put(world.subnets.minerBurned, column('miner_burned'))
  const era = params({ ownerCut: subnets[0].owner_cut_u16 / 65_535 })
  const rule = injectionRules.get('chain-buy-cap')
  for (const i of emitting) {
    rule.terms(split.emission[i], split.price[i], split.alphaEmission[i], 5e8, split.rootProportion[i], terms)
    split.taoIn[i] = terms.taoIn
    split.alphaIn[i] = terms.alphaIn
    split.excess[i] = terms.excess
  }
  rule.respread?.(world, emitting, count, era, split)
  const before = column('tao_in_rao')
  const extra = rows(split.taoIn, count).map((tao, k) => tao - before[k])
  hold.rao('chain_buy_rao', expected.chain_buy_rao, rows(split.excess, count), 0)
  hold.rao('extra_injection_rao', expected.extra_injection_rao, extra, 0)
  const reservoir = rows(split.reservoir, count)
  hold.rao('reservoir_rao', expected.reservoir_rao, reservoir, 0)
  hold.rao(
    'unplaced_rao',
    expected.unplaced_rao,
    reservoir.reduce((sum, part) => sum + part, 0),
    0,
  )
}

export const injectionRunners: Runner[] = [
  { kinds: ['subnet_terms'], run: runTerms },
  { kinds: ['injection_split'], run: runSplit },
  { kinds: ['chain_buy_cap_spillover'], run: runBuyCap },
  {
    kinds: ['root_proportion'],
    run({ inputs, expected }, hold) {
      const weight = taoWeight(inputs.tao_weight_u64)
      const rho = rootProportion(Number(inputs.root_tao_rao), weight, Number(inputs.alpha_issuance_rao))
      hold.own('root_proportion', expected.root_proportion, rho)
    },
  },
]
