import { createRecorder } from '../../../src/record/recorder.js'
import type { RunInfo } from '../../../src/record/run.js'
import { type Cell, MemorySink } from '../../../src/record/sinks/memory.js'
import type { RecordView } from '../../../src/record/view.js'
import type { World } from '../../../src/state/world.js'
import { runInfo, smallWorld, viewOf } from '../fixture.js'

export type View = ReturnType<typeof viewOf>
export type Recorder = ReturnType<typeof createRecorder>

/** Whatever a test wants to happen at a beat, before the records look. */
export type Step = (beat: number, world: World, recorder: Recorder, view: View) => void

/** A run of the small world in which nothing moves but what a test moves, beat by beat of 60 blocks; its summary. */
export function summaryOf(
  beats: number,
  step: Step,
  more: Partial<RunInfo> = {},
  view: View = viewOf(smallWorld()),
) {
  const sink = new MemorySink()
  const recorder = createRecorder(sink)
  step(0, view.world, recorder, view)
  recorder.open(runInfo(more), view as RecordView)
  for (let beat = 1; beat <= beats; beat++) {
    view.world.block += 60
    step(beat, view.world, recorder, view)
    recorder.observe()
  }
  recorder.close({ status: 'complete', stateHash: '', eras: [] })
  return sink.row('summary', 0) as Record<string, Cell>
}

/** Give a pool a spot price without moving its alpha. */
export function setPrice(world: World, netuid: number, price: number): void {
  world.subnets.taoReserve[netuid] = price * world.subnets.alphaReserve[netuid]
}
