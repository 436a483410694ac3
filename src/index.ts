/** taolab: a laboratory for Bittensor's token economy. The engine (engine.ts), and what needs Node: files and vectors. */
export { answers, setReplayData } from './conform/index.js'
export * from './engine.js'
export { shippedSnapshot, shippedSnapshots } from './genesis/shipped.js'
export { CsvSink } from './record/sinks/csv.js'
export { loadScenario } from './scenario/load.js'
export { runToFolder } from './sweep/one-run.js'
