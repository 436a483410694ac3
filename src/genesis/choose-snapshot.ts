import { createStreams } from '../random/streams.js'
import type { Scenario } from '../scenario/scenario.js'
import { RAO_PER_TAO } from '../units.js'
import type { Snapshot } from './snapshot.js'
import { synthesise, syntheticDefaults } from './synthetic.js'

/**
 * The snapshot that a scenario starts from: one that is at hand, or a network drawn from the seed.
 *
 * @param shipped  a snapshot by its id
 */
export function chooseSnapshot(
  scenario: Scenario,
  seed: string,
  shipped: (id: string) => Snapshot,
): Snapshot {
  const { snapshot, netuids, uids, more } = scenario.genesis
  if (snapshot !== 'synthetic') return shipped(snapshot)
  const { poolTao, price, correlation } = syntheticDefaults
  const given = (name: string, otherwise: number) =>
    more[name] === undefined ? otherwise : Number(more[name])
  const options = {
    // A frozen rest makes it a network of mainnet's size, so that the chosen few get no more than their share.
    subnets: more.rest === 'absent' ? netuids.length : Math.max(netuids.length, syntheticDefaults.subnets),
    poolTao: {
      median: given('poolTao', poolTao.median * RAO_PER_TAO) / RAO_PER_TAO,
      logSd: given('poolSpread', poolTao.logSd),
    },
    price: { median: given('price', price.median), logSd: given('priceSpread', price.logSd) },
    correlation: given('correlation', correlation),
    maxUids: Math.max(uids, syntheticDefaults.maxUids),
    ...(more.sumOfPrices === undefined ? {} : { sumOfPrices: Number(more.sumOfPrices) }),
  }
  return synthesise(options, createStreams(seed).make('genesis/snapshot'))
}
