import { MemorySink } from '../record/sinks/memory.js'
import { RowBuffer, type TableSpec } from '../record/table.js'
import type { Bench } from './bench.js'
import { checksumOf, type Dtao, type DtaoSize, openDtao, stepDtao } from './dtao-model.js'

const recorded = ['tao', 'alpha', 'price', 'share', 'flow'] as const

/** One row a step: five figures of each subnet, and the agents' cash. */
const tableOf = ({ subnets }: DtaoSize): TableSpec => ({
  name: 'steps',
  row: 'step',
  columns: [
    ...recorded.flatMap((name) =>
      Array.from({ length: subnets }, (_, i) => ({
        name: `${name}_${i}`,
        unit: '1',
        meaning: `${name} of subnet ${i}`,
        kind: 'number' as const,
      })),
    ),
    { name: 'cash', unit: 'TAO', meaning: 'cash of all agents', kind: 'number' },
  ],
})

function record({ size, subnets, agents }: Dtao, buffer: RowBuffer): void {
  const { tao, alpha, share, ema } = subnets
  const columns = buffer.columns as readonly Float64Array[]
  const S = size.subnets
  const row = buffer.rows++
  for (let i = 0; i < S; i++) {
    columns[i][row] = tao[i]
    columns[S + i][row] = alpha[i]
    columns[2 * S + i][row] = tao[i] / alpha[i]
    columns[3 * S + i][row] = share[i]
    columns[4 * S + i][row] = ema[i]
  }
  let cash = 0
  for (let j = 0; j < size.agents; j++) cash += agents.cash[j]
  columns[5 * S][row] = cash
}

export const dtaoBench: Bench = {
  id: 'dtao-bench-v1',
  summary:
    'A small model of pools and traders, the same bit for bit in every framework: 2,000 steps of 200 agents.',
  source: 'dtao-bench-v1 of this project',
  unit: 'steps/s',
  repeats: 5,
  run(machine) {
    const world = openDtao()
    const { steps, agents } = world.size
    const table = tableOf(world.size)
    const buffer = new RowBuffer(table)
    const sink = new MemorySink()
    sink.open([table])
    const [wall, cpu] = [machine.now(), machine.cpu()]
    for (let n = 0; n < steps; n++) {
      stepDtao(world)
      record(world, buffer)
      if (buffer.rows < buffer.capacity && n < steps - 1) continue
      sink.write(buffer)
      buffer.rows = 0
    }
    const seconds = (machine.now() - wall) / 1000
    const more = {
      steps_per_s: steps / seconds,
      agent_updates_per_s: (steps * agents) / seconds,
      cpu_s: machine.cpu() - cpu,
      wall_s: seconds,
      peak_rss_mb: machine.peakMemory(),
      buys: world.buys,
      sells: world.sells,
    }
    return { value: steps / seconds, checksum: String(checksumOf(world)), more }
  },
}
