/**
 * taolab: a laboratory for Bittensor's token economy. The engine (engine.ts), and what needs Node: files, sweeps and vectors.
 *
 * @example
 * import { sweep } from 'taolab'
 * const { status, hypotheses, folder } = await sweep('my-sweep.yaml', { size: 'quick', workers: 4 })
 * for (const { id, estimate, mcse, verdict } of hypotheses) console.log(id, estimate, mcse, verdict)
 */
export { answers, setReplayData } from './conform/index.js'
export * from './engine.js'
export { shippedSnapshot, shippedSnapshots } from './genesis/shipped.js'
export { type LoadedPlugins, loadPlugins } from './plugins/load.js'
export { CsvSink } from './record/sinks/csv.js'
export { loadScenario } from './scenario/load.js'
export { runToFolder } from './sweep/one-run.js'
export { type PreparedSweep, prepareSweep } from './sweep/prepare.js'
export { carryOutSweep, type SweepOptions, type SweepResult, sweep } from './sweep/sweep.js'
