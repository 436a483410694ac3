import { performance } from 'node:perf_hooks'
import { NO_ADDITIONS } from '../genesis/additions.js'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { joinPlugins } from '../plugins/join.js'
import { createRecorder } from '../record/recorder.js'
import type { Sink } from '../record/sinks/sink.js'
import { compileCurves } from '../scenario/curves.js'
import { simulate } from '../simulate.js'
import { scenarioOf } from './cells.js'
import { ordersOf } from './orders.js'
import type { PreparedSweep } from './prepare.js'

/** What a sweep will cost, as far as a short trial of one of its runs tells. */
export interface Estimate {
  readonly cells: number
  /**
   * Runs, counterfactuals and levels of searches included, before equal ones are joined; with a stopping rule those of the
   * first look.
   */
  readonly runs: number
  /** With a stopping rule: at most. */
  readonly most: number
  /** Blocks of all those runs. */
  readonly blocks: number
  /** Core-seconds of all of them: the trial's time to begin, and its time a block. */
  readonly seconds: number
  /** Of the trial, seconds. */
  readonly trial: number
}

/** Wall time of the trial, milliseconds. Its first half is not counted: the machine has to warm up. */
const TRIAL = 3_000

const nowhere: Sink = { open() {}, write() {}, close: () => [] }

/** Try the middle cell of a sweep for three seconds, and reckon from that. */
export async function estimate(sweep: PreparedSweep): Promise<Estimate> {
  const { plan, house, design } = sweep
  const twice = plan.compare.attackOff ? 2 : 1
  // Both ends and every step of each search; one whose answer lies outside its range takes fewer.
  const levels = plan.searches.reduce((sum, { range }) => sum + range.steps + 2, 0)
  const per = plan.replicates * twice * (1 + levels)
  const runs = design.cells.length * per
  const further = plan.stop ? plan.stop.rule.most - plan.replicates : 0
  const most = runs + design.cells.length * twice * further
  const perCell = design.cells.map((cell) => scenarioOf(plan, cell, house.catalogue).horizon)
  const blocks = perCell.reduce((sum, horizon) => sum + horizon, 0) * per
  const { begin, perBlock, trial } = await tryOne(sweep)
  return { cells: design.cells.length, runs, most, blocks, seconds: runs * begin + blocks * perBlock, trial }
}

async function tryOne({ plan, house, design }: PreparedSweep) {
  const cell = design.cells[design.cells.length >> 1]
  if (!cell) return { begin: 0, perBlock: 0, trial: 0 }
  const [{ orders }] = ordersOf(plan, cell, [0], house)
  const { scenario, seed } = orders[0].job
  const curves = await compileCurves(scenario)
  const additions = house.plugins ? joinPlugins(house.plugins, plan.file) : NO_ADDITIONS
  const recorder = createRecorder(nowhere, additions.metrics)
  const start = performance.now()
  let first = { block: 0, at: 0 }
  let warm = { block: 0, at: 0 }
  let last = { block: 0, at: 0 }
  const hooks = {
    tick(block: number) {
      last = { block, at: performance.now() }
      if (first.block === 0) first = last
      if (last.at - start < TRIAL / 2) warm = last
    },
    stop: () => last.at - start > TRIAL,
  }
  const snapshot = chooseSnapshot(scenario, seed, shippedSnapshot)
  simulate({ scenario, snapshot, seed, curves, additions }, recorder, {}, hooks)
  const end = performance.now()
  const made = first.at - start - first.block * ((last.at - first.at) / Math.max(1, last.block - first.block))
  const measured = last.block > warm.block && warm.at > 0
  const perBlock = measured
    ? (last.at - warm.at) / (last.block - warm.block)
    : (end - start) / Math.max(1, last.block || scenario.horizon)
  const begin = measured ? Math.max(0, made) : 0
  return { begin: begin / 1000, perBlock: perBlock / 1000, trial: (end - start) / 1000 }
}
