import type { Beginning, RunInput } from '../genesis.js'
import { sha256Hex } from '../hash.js'
import type { RunInfo, RunOutcome, RunStatus } from '../record/run.js'
import { stateHash } from '../state/snapshot.js'
import { ENGINE_VERSION } from '../version.js'
import type { RunPlace } from './run-place.js'

/** What a run is, told once when it opens. */
export function runInfo(input: RunInput, place: RunPlace, { world, rules }: Beginning): RunInfo {
  const { scenario, snapshot, seed } = input
  return {
    experiment: place.experiment ?? scenario.name,
    cellId: place.cellId ?? 0,
    rep: place.rep ?? 0,
    seed,
    configHash: place.configHash ?? '',
    engineVersion: ENGINE_VERSION,
    regime: rules.shares.id,
    startBlock: world.block,
    startDate: snapshot.dateUtc,
    horizon: scenario.horizon,
    warmup: scenario.warmup,
    record: { agents: 'cohorts', events: 'notable', ...scenario.record },
    snapshot: { id: snapshot.id, sha256: sha256Hex(snapshot.files.map(({ sha256 }) => sha256).join('\n')) },
    filled: snapshot.filled.map(({ netuid, column, value, from }) => ({
      netuid: netuid ?? -1,
      column,
      value: typeof value === 'boolean' ? String(value) : value,
      from,
    })),
  }
}

/** How a run ended, with the hash of all its state and the eras it went through. */
export function outcomeOf({ world, rules, society }: Beginning, status: RunStatus): RunOutcome {
  const more: ArrayBufferView[] = []
  for (const matrix of [...rules.matrices, ...rules.seconds]) {
    if (!matrix) continue
    const { counts, uids, weights, bonds, reals } = matrix.save()
    more.push(counts, uids, weights, bonds, reals)
  }
  for (const { memory, shared } of society.cohorts) more.push(memory.cells, shared.cells)
  return { status, stateHash: stateHash(world, more), eras: rules.history.map((entry) => ({ ...entry })) }
}
