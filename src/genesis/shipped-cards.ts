import type { SnapshotCard } from '../scenario/scenario.js'
import { catalogue } from './catalogue.js'
import { shippedSnapshot } from './shipped.js'

/** The snapshots of the package as a scenario may name them; their subnets are read when a scenario asks for them. */
export const shippedCards: readonly SnapshotCard[] = catalogue.map(({ id, title, files }) => ({
  id,
  summary: title,
  source: files.join(', '),
  get netuids() {
    const { subnets } = shippedSnapshot(id)
    return [...subnets]
      .sort((a, b) => b.taoReserveRao - a.taoReserveRao || a.netuid - b.netuid)
      .map(({ netuid }) => netuid)
  },
  get waiting() {
    return shippedSnapshot(id)
      .subnets.filter(({ subtokenEnabled }) => !subtokenEnabled)
      .map(({ netuid }) => netuid)
  },
}))

/** What a run depends on beside its scenario: the files of the snapshot, by their hashes. */
export const snapshotHash = (id: string): string =>
  id === 'synthetic'
    ? id
    : shippedSnapshot(id)
        .files.map(({ sha256 }) => sha256)
        .join(' ')
