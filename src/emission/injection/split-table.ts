import type { World } from '../../state/world.js'
import { type EmissionParams, type InjectionRule, type SplitTable, Terms } from '../emission.js'

const terms = new Terms()

/**
 * What becomes of every subnet's TAO in a block: the rule's terms row by row, then its second stage where it has one.
 *
 * The caller has filled `emission`, `price`, `alphaEmission` and `rootProportion`, all read before the block's injections.
 */
export function splitEmission(
  rule: InjectionRule,
  world: World,
  emitting: Uint16Array,
  count: number,
  blockEmission: number,
  params: EmissionParams,
  split: SplitTable,
): void {
  const { emission, price, alphaEmission, rootProportion, taoIn, alphaIn, excess, reservoir, subsidised } =
    split
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    rule.terms(emission[i], price[i], alphaEmission[i], blockEmission, rootProportion[i], terms)
    taoIn[i] = terms.taoIn
    alphaIn[i] = terms.alphaIn
    excess[i] = terms.excess
    subsidised[i] = terms.subsidised ? 1 : 0
    reservoir[i] = 0
  }
  rule.respread?.(world, emitting, count, params, split)
}
