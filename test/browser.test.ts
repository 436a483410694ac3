import { describe, expect, test } from 'vitest'
import { readSnapshot } from '../src/genesis/read-snapshot.js'
import { readDataFiles, shippedSnapshot, shippedSnapshots } from '../src/genesis/shipped.js'
import { synthesise } from '../src/genesis/synthetic.js'
import { compileExpression } from '../src/numeric/expression.js'
import { createStreams } from '../src/random/streams.js'
import { createRecorder } from '../src/record/recorder.js'
import { MemorySink } from '../src/record/sinks/memory.js'
import { simulate } from '../src/simulate.js'
import { inBrowser } from './browser.js'
import { tinyScenario } from './tiny.js'

/** The engine's doors, by which both sides run. */
interface Engine {
  simulate: typeof simulate
  createRecorder: typeof createRecorder
  MemorySink: typeof MemorySink
}

/** The tiny run: its state at the end, and every row it recorded. */
function tinyRun({ simulate, createRecorder, MemorySink }: Engine): string {
  const snapshot = shippedSnapshot()
  const sink = new MemorySink()
  const recorder = createRecorder(sink)
  const outcome = simulate(
    { scenario: tinyScenario(snapshot), snapshot, seed: 'tiny', curves: new Map() },
    recorder,
  )
  recorder.close(outcome)
  return JSON.stringify([
    outcome,
    ...[...sink.tables].map(([name, { columns, rows }]) => [name, columns, rows]),
  ])
}

describe('in a browser', () => {
  test('a run ends in the state it ends in under Node, with the same rows', async () => {
    const there = await inBrowser<Engine>(
      `export { simulate } from './src/simulate.js'
       export { createRecorder } from './src/record/recorder.js'
       export { MemorySink } from './src/record/sinks/memory.js'`,
    )
    const result = tinyRun(there)
    expect(result).toContain('complete')
    expect(result).toBe(tinyRun({ simulate, createRecorder, MemorySink }))
  })

  test('a curve is compiled by the parser that is loaded when needed', async () => {
    const text = '0.5 + 0.1*sin(2*pi*t/7200)'
    const blocks = [0, 97, 1_800, 5_000]
    const there = await inBrowser<{ values: () => Promise<number[]> }>(
      `import { compileExpression } from './src/numeric/expression.js'
       export async function values() {
         const curve = await compileExpression(${JSON.stringify(text)}, ['t'])
         return ${JSON.stringify(blocks)}.map((t) => curve({ t }))
       }`,
    )
    const curve = await compileExpression(text, ['t'])
    const values = [...(await there.values())]
    expect(values).toEqual(blocks.map((t) => curve({ t })))
    expect(values[2]).toBeCloseTo(0.6, 12)
  })

  test('a snapshot is read from the text of the data files as in Node', async () => {
    const there = await inBrowser<{ readSnapshot: typeof readSnapshot }>(
      `export { readSnapshot } from './src/genesis/read-snapshot.js'`,
    )
    const files = readDataFiles()
    for (const id of shippedSnapshots) {
      expect(JSON.stringify(there.readSnapshot(id, files))).toBe(JSON.stringify(readSnapshot(id, files)))
    }
  })

  test('a synthetic network is drawn as in Node, digit by digit', async () => {
    const there = await inBrowser<{ synthesise: typeof synthesise; createStreams: typeof createStreams }>(
      `export { synthesise } from './src/genesis/synthetic.js'
       export { createStreams } from './src/random/streams.js'`,
    )
    const drawn = there.synthesise({ subnets: 64 }, there.createStreams('seed').stream('genesis/pools'))
    const here = synthesise({ subnets: 64 }, createStreams('seed').stream('genesis/pools'))
    expect(JSON.stringify(drawn)).toBe(JSON.stringify(here))
  })

  test('what only Node has is refused at the door', async () => {
    await expect(inBrowser(`export { shippedSnapshot } from './src/genesis/shipped.js'`)).rejects.toThrow(
      'node:fs',
    )
  })
})
