import { strategies } from '../agents/index.js'
import { marketFields } from '../agents/outside/fields.js'
import { presets } from '../agents/presets.js'
import { registry } from '../card.js'
import { DEFAULT_ERA, eras } from '../chain/history.js'
import { networkFields } from '../chain/params.js'
import { families } from '../chain/regimes.js'
import { subnetFields } from '../chain/subnet-fields.js'
import { metrics } from '../record/index.js'
import { pairedCards } from '../record/paired/index.js'
import type { PresetCard, ScenarioCatalogue, SnapshotCard } from '../scenario/scenario.js'
import { scenarioEvents } from './events/index.js'
import { genesisFields } from './fields.js'

const synthetic: SnapshotCard = {
  id: 'synthetic',
  summary: 'A network drawn at random in the likeness of mainnet; `genesis.subnets` says how many subnets.',
  source: 'src/genesis/synthetic.ts',
}

/**
 * All that a scenario may name, from the registries of the house.
 *
 * @param snapshots  those at hand, the default first; the synthetic one is always there
 */
export function scenarioCatalogue(snapshots: readonly SnapshotCard[]): ScenarioCatalogue {
  return {
    strategies,
    eras,
    defaultEra: DEFAULT_ERA,
    regimes: families,
    snapshots: registry<SnapshotCard>('snapshot', [...snapshots, synthetic]),
    sections: { genesis: genesisFields, network: networkFields, subnet: subnetFields, market: marketFields },
    events: scenarioEvents,
    presets: registry<PresetCard>('preset', presets),
    metrics: [...metrics.all, ...pairedCards.all].flatMap(({ id, column }) => [id, column]),
  }
}
