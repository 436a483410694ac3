import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { type Beginning, genesis, type RunInput } from '../../src/genesis.js'
import { readScenario, scenarioCatalogue, shippedSnapshot, shippedSnapshots } from '../../src/index.js'

/** The shipped snapshots as the catalogue wants them: subnets by size of pool. */
const snapshots = shippedSnapshots.map((id) => ({
  id,
  summary: id,
  source: 'data',
  netuids: [...shippedSnapshot(id).subnets]
    .sort((a, b) => b.taoReserveRao - a.taoReserveRao || a.netuid - b.netuid)
    .map(({ netuid }) => netuid),
}))
export const catalogue = scenarioCatalogue(snapshots)

/** A scenario from text, ready to run. */
export async function inputFrom(text: string, seed = '1'): Promise<RunInput> {
  const { scenario, curves } = await readScenario(text, 'test.yaml', catalogue)
  return { scenario, snapshot: chooseSnapshot(scenario, seed, shippedSnapshot), seed, curves }
}

export const beginningFrom = async (text: string): Promise<Beginning> => genesis(await inputFrom(text))
