/**
 * The engine: everything a run needs, in a browser as well as in Node. Files, processes and the command line are in
 * `taolab` itself (index.ts).
 *
 * @example
 * import { createRecorder, MemorySink, readScenario, scenarioCatalogue, simulate } from 'taolab/engine'
 * const { scenario, curves } = await readScenario(text, 'my.yaml', scenarioCatalogue([]))
 * const sink = new MemorySink()
 * const recorder = createRecorder(sink)
 * recorder.close(simulate({ scenario, snapshot, seed: '1', curves }, recorder))
 */
export { strategies } from './agents/index.js'
export { DEFAULT_ERA, type Era, eras } from './chain/history.js'
export { families } from './chain/regimes.js'
export { runEpoch } from './consensus/epoch.js'
export type { EpochInput, EpochParams } from './consensus/inputs.js'
export { SubnetMatrix } from './consensus/matrix.js'
export { EpochResult } from './consensus/result.js'
export { DataError, InvariantError, type Problem, ScenarioError } from './errors.js'
export { type Additions, catalogueWith } from './genesis/additions.js'
export { chooseSnapshot } from './genesis/choose-snapshot.js'
export { scenarioCatalogue } from './genesis/scenario-catalogue.js'
export { largestSubnets, type Snapshot, type SnapshotSubnet, selectSubnets } from './genesis/snapshot.js'
export { type SyntheticOptions, synthesise } from './genesis/synthetic.js'
export * from './plugins/api.js'
export { createStreams, type Streams } from './random/streams.js'
export { metrics } from './record/index.js'
export { createRecorder, type RunRecorder } from './record/recorder.js'
export type { Recorder, RunHooks, RunOutcome, RunStatus } from './record/run.js'
export { MemorySink } from './record/sinks/memory.js'
export { canonicalJson } from './scenario/canonical.js'
export { type ReadScenario, readScenario } from './scenario/read-scenario.js'
export type { Scenario } from './scenario/scenario.js'
export { loadRun, type SavedRun, saveRun } from './simulate/save.js'
export { type RunInput, type RunPlace, simulate, simulateAsync } from './simulate.js'
export { packState, unpackState } from './state/pack.js'
