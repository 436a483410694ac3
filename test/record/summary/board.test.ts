import { expect, test } from 'vitest'

import { createRecorder } from '../../../src/record/recorder.js'
import type { RunInfo } from '../../../src/record/run.js'
import { MemorySink } from '../../../src/record/sinks/memory.js'
import { defineGauge, type Gauge, type Watch } from '../../../src/record/summary/gauge.js'
import { defineRunMetric } from '../../../src/record/summary/run-metric.js'
import { runInfo, smallWorld, TAO, viewOf } from '../fixture.js'

const complete = { status: 'complete', stateHash: '', eras: [] } as const
const figures = { server: 0, validator: 0, root: 0, ownerCut: 0, withheld: 0 }

/** Writes down each call, with the block after which it came. */
class Diary implements Gauge {
  readonly lines: string[] = []
  readonly #watch: Watch
  constructor(watch: Watch) {
    this.#watch = watch
    this.#note('made')
  }
  #note(what: string): void {
    this.lines.push(`${what} ${this.#watch.world.block - this.#watch.run.startBlock}`)
  }
  beat(): void {
    if ((this.#watch.world.block - this.#watch.from) % 3_600 === 0) this.#note('beat')
  }
  day(): void {
    this.#note('day')
  }
  epoch(netuid: number): void {
    this.#note(`epoch of ${netuid} at`)
  }
  trade(_cohort: number, _member: number, netuid: number): void {
    this.#note(`trade on ${netuid} at`)
  }
  event(kind: string): void {
    this.#note(`${kind} at`)
  }
  close(): void {
    this.#note('close')
  }
}

function runWith(diary: ReturnType<typeof defineGauge<Diary>>, more: Partial<RunInfo>, blocks: number) {
  const sink = new MemorySink()
  const view = viewOf(smallWorld())
  let lines: readonly string[] = []
  const metric = defineRunMetric(diary, {
    column: 'lines',
    unit: 'count',
    summary: 'Lines of the diary.',
    value: (gauge) => {
      lines = gauge.lines
      return lines.length
    },
  })
  const recorder = createRecorder(sink, [metric])
  recorder.open(runInfo(more), view)
  for (let block = 1; block <= blocks; block++) {
    view.world.block++
    if (block === 200) {
      recorder.trade(0, 0, 2, 0, TAO, TAO, 0)
      recorder.epoch(1, figures)
    }
    recorder.observe()
  }
  return { sink, recorder, view, lines: () => lines }
}

test('a gauge beats every 60 blocks, has its days, and is told of epochs, trades and events', () => {
  const diary = defineGauge('diary', (watch) => new Diary(watch))
  const { sink, recorder, lines } = runWith(diary, {}, 7_201)
  recorder.close(complete)
  expect(lines()).toEqual([
    'made 0',
    'run_start at 0',
    'trade on 2 at 200',
    'epoch of 1 at 200',
    'beat 3600',
    'beat 7200',
    'day 7200',
    'close 7201',
  ])
  expect(sink.row('summary', 0).lines).toBe(8)
})

test('a gauge is made when the warm-up is over, and has seen nothing of it', () => {
  const diary = defineGauge('diary', (watch) => new Diary(watch))
  const { recorder, lines } = runWith(diary, { warmup: 500 }, 7_700)
  recorder.close(complete)
  expect(lines()).toEqual(['made 500', 'beat 4100', 'beat 7700', 'day 7700', 'close 7700'])
})

test('a gauge that watches from the start sees the warm-up too', () => {
  const diary = defineGauge('diary', (watch) => new Diary(watch), 'start')
  const { recorder, lines } = runWith(diary, { warmup: 500 }, 600)
  recorder.close(complete)
  expect(lines().slice(0, 4)).toEqual(['made 0', 'run_start at 0', 'trade on 2 at 200', 'epoch of 1 at 200'])
})

test('a gauge that another asks for is made once, and called before it', () => {
  const order: string[] = []
  let made = 0
  const below = defineGauge('below', () => {
    made++
    return { beat: () => order.push('below') }
  })
  const above = (name: string) =>
    defineGauge(name, (watch) => {
      watch.of(below)
      return { beat: () => order.push(name) }
    })
  const metric = (column: string) =>
    defineRunMetric(above(column), { column, unit: '', summary: '', value: () => 1 })
  const view = viewOf(smallWorld())
  const recorder = createRecorder(new MemorySink(), [metric('a'), metric('b')])
  recorder.open(runInfo(), view)
  view.world.block += 60
  recorder.observe()
  expect(made).toBe(1)
  expect(order).toEqual(['below', 'a', 'b'])
})

test('the summary of a run is one row: what was minted a day, the warm-up left out', () => {
  const sink = new MemorySink()
  const view = viewOf(smallWorld())
  const recorder = createRecorder(sink)
  recorder.open(runInfo({ warmup: 3_600, cellId: 4, rep: 2 }), view)
  for (let block = 1; block <= 10_800; block++) {
    view.world.block++
    view.world.totals.minted += block <= 3_600 ? 5 * TAO : 0.5 * TAO
    recorder.observe()
  }
  recorder.close(complete)
  expect(sink.tables.get('summary')!.rows).toHaveLength(1)
  expect(sink.row('summary', 0)).toMatchObject({
    experiment: 'small',
    cell_id: 4,
    rep: 2,
    minted_tao_per_day: 3_600,
    recycled_tao_per_day: 0,
  })
})

test('a run that did not reach its end has no summary', () => {
  const sink = new MemorySink()
  const recorder = createRecorder(sink)
  recorder.open(runInfo(), viewOf(smallWorld()))
  recorder.close({ ...complete, status: 'interrupted' })
  expect(sink.tables.get('summary')!.rows).toHaveLength(0)
})
