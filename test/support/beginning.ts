import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { type Beginning, genesis } from '../../src/genesis.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

/** The catalogue of the house, with synthetic snapshots alone. */
export const catalogue = scenarioCatalogue([])

/** A world from the text of a scenario file with a synthetic genesis. */
export async function beginningOf(text: string): Promise<Beginning> {
  const { scenario, curves } = await readScenario(text, 'small.yaml', catalogue)
  const snapshot = chooseSnapshot(scenario, scenario.seed, () => {
    throw new Error('want genesis.snapshot: synthetic')
  })
  return genesis({ scenario, snapshot, seed: scenario.seed, curves })
}

/** Nothing moves by itself: no organic flow, no market factor, no change of fundamentals. */
export const still =
  'market: { organicFlow: 0, marketFlow: 0, slowFlow: 0, fundamentalVolatility: 0, lastingActivity: 0, changingActivity: 0, volatility: 0, jumpsPerYear: 0 }'
