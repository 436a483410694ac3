import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { chooseSnapshot, createRecorder, MemorySink, readScenario, shippedSnapshot, simulate } from '../../src/index.js'
import { genesis } from '../../src/genesis.js'
import { runBlock } from '../../src/chain/block.js'
import { catalogue } from '../support/yaml.js'
test('time', async () => {
  const text = readFileSync('scenarios/consensus-guarantee.yaml', 'utf8')
  let t = performance.now()
  for (let k = 0; k < 10; k++) await readScenario(text, 'x', catalogue, [`population.honest.params.utility=${70 + k} %`])
  console.log('read', (performance.now() - t) / 10)
  const { scenario, curves } = await readScenario(text, 'x', catalogue)
  for (const mode of ['simulate', 'genesis', 'blocks']) {
    t = performance.now()
    for (let k = 0; k < 10; k++) {
      const seed = String(k)
      const input = { scenario, snapshot: chooseSnapshot(scenario, seed, shippedSnapshot), seed, curves }
      if (mode === 'simulate') {
        const sink = new MemorySink()
        const recorder = createRecorder(sink)
        const out = simulate(input, recorder)
        recorder.close(out)
        if (k === 0) console.log(JSON.stringify(sink.tables.get('epochs')))
      } else {
        const { world, rules, society, mempool } = genesis(input)
        if (mode === 'blocks') while (world.block < input.snapshot.block + 314) { society.decide(); world.block++; runBlock(world, rules, mempool) }
      }
    }
    console.log(mode, (performance.now() - t) / 10)
  }
})
