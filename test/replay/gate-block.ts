import { readFileSync } from 'node:fs'
import { mainnetEmissionParams } from '../../src/emission/emission.js'
import { shareRules } from '../../src/emission/index.js'
import { gateMemory } from '../../src/emission/shares/gate.js'
import { blockShares } from '../../src/emission/switch.js'
import { type CsvRow, readCsv } from '../../src/genesis/csv.js'
import { createWorld } from '../../src/state/world.js'

export const rowsOf = (name: string): CsvRow[] =>
  readCsv(name, readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))

const rows = rowsOf('subnet_emission_block_8740402.csv').filter(
  (row) =>
    row.whole('netuid') !== 0 &&
    row.number('first_emission_block') !== undefined &&
    row.flag('subtoken_enabled') &&
    row.flag('registration_allowed'),
)

/** The bar that was stored at block 8,740,402, share. Source: data/README.md */
export const storedBar = Number(171_053_753_237_533_853n) / 2 ** 64
/** The same raised by 0.37 %: the state was captured after the block. */
export const raisedBar = 0.009306726845

/** Errors of the shares behind a bar, against what the block paid into pools and spent on chain buys. */
export function errorsBehind(bar: number): number[] {
  const world = createWorld({ subnets: 129, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const { movingPrice, minerBurned, emissionEnabled } = world.subnets
  for (const row of rows) {
    const netuid = row.whole('netuid')!
    movingPrice[netuid] = row.number('moving_price')!
    minerBurned[netuid] = row.number('miner_burned')!
    emissionEnabled[netuid] = row.flag('emission_enabled') ? 1 : 0
  }
  world.block = 8_740_402
  const rule = shareRules.get('hill-gate')
  const params = { ...mainnetEmissionParams, barQuantile: 0.75 }
  rule.enter(world, null, params)
  const memory = gateMemory.of(world)
  memory.bar[0] = bar
  memory.rank[0] = 0
  memory.quantile[0] = params.barQuantile
  const emitting = Uint16Array.from(rows, (row) => row.whole('netuid')!)
  const shares = new Float64Array(129)
  blockShares(rule, world, emitting, emitting.length, params, shares, movingPrice)
  const paid = rows.map((row) => row.number('tao_in_emission_rao')! + row.number('excess_tao_rao')!)
  const total = paid.reduce((sum, rao) => sum + rao, 0)
  return rows.map((row, k) => Math.abs(shares[row.whole('netuid')!] - paid[k] / total))
}
