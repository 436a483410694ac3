import { type EmissionParams, Terms } from '../../emission/emission.js'
import { injectionRules, issuances, shareRules } from '../../emission/index.js'
import { rootProportion } from '../../emission/root-proportion.js'
import { priceBurnShares, priceBurnWeights } from '../../emission/shares/burn-weights.js'
import { barOf, gateMemory } from '../../emission/shares/gate.js'
import { blockShares, subnetEmission } from '../../emission/switch.js'
import { toLimbs } from '../../numeric/limbs.js'
import type { Hold, Runner, Vector } from '../hold.js'
import { alphaEmissionAt, taoWeight, weightedPrice } from './injection.js'
import { params, type SmallWorld, smallWorld } from './small-world.js'

/** Data files that replays name, by file name: text of the CSV. The engine reads no files, so the caller hands them in. */
let files: Readonly<Record<string, string>> = {}
export function setReplayData(given: Readonly<Record<string, string>>): void {
  files = given
}

type Row = Record<string, string>

/** Rows of the data file that a vector names; null if it was not handed in. */
function dataRows(path: string): Row[] | null {
  const text = files[path.slice(path.lastIndexOf('/') + 1)]
  if (text === undefined) return null
  const [header, ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, k) => [name, cells[k]]))
  })
}

interface Replay extends SmallWorld {
  rows: Row[]
  era: EmissionParams
}

/** The state of a block's data file; `emitting` are its eligible subnets. */
function replayWorld(rowsOfFile: Row[], inputs: Vector['inputs']): Replay {
  const small = smallWorld(Math.max(...rowsOfFile.map((row) => Number(row.netuid))))
  const { movingPrice, minerBurned, emissionEnabled } = small.world.subnets
  const rows = rowsOfFile.filter(isEligible)
  for (const row of rows) {
    const i = Number(row.netuid)
    movingPrice[i] = row.moving_price ? Number(row.moving_price) : Number(row.moving_price_bits32) / 2 ** 32
    minerBurned[i] = row.miner_burned ? Number(row.miner_burned) : Number(row.miner_burned_bits32) / 2 ** 32
    emissionEnabled[i] = Number(row.emission_enabled)
  }
  small.world.block = inputs.block ?? 0
  const emitting = Uint16Array.from(rows, (row) => Number(row.netuid))
  return {
    ...small,
    emitting,
    count: emitting.length,
    rows,
    era: params({ gateExponent: inputs.exponent ?? 3 }),
  }
}

/** Started, subtoken on, registration allowed, not root. */
function isEligible(row: Row): boolean {
  if (row.netuid === '0') return false
  if (row.eligible !== undefined) return row.eligible === '1'
  return row.first_emission_block !== '' && row.subtoken_enabled === '1' && row.registration_allowed === '1'
}

const bits64 = (bits: string): number => Number(BigInt(bits)) / 2 ** 64

/** Shares of the replayed block, behind the bar that the chain had stored. */
function replayShares(replay: Replay, inputs: Vector['inputs']): Float64Array {
  const { world, emitting, count, era, out, spot } = replay
  const memory = gateMemory.of(world)
  memory.bar[0] = inputs.bar ?? bits64(inputs.bar_bits64)
  memory.rank[0] = era.barRank
  memory.quantile[0] = era.barQuantile
  blockShares(shareRules.get('hill-gate-rank'), world, emitting, count, era, out, spot)
  return out
}

function runReplay({ inputs, expected }: Vector, hold: Hold): void {
  const rows = dataRows(inputs.data)
  if (rows === null) {
    hold.skip(`needs the data file ${inputs.data}`)
    return
  }
  const replay = replayWorld(rows, inputs)
  hold.equal('eligible', expected.eligible, replay.count)
  hold.equal(
    'emission_off',
    expected.emission_off,
    replay.rows.filter((row) => row.emission_enabled === '0').length,
  )
  const shares = replayShares(replay, inputs)
  if (expected.share_error_mean_at_most !== undefined) compareShares(replay.rows, shares, expected, hold)
  else compareAmounts(replay, shares, inputs, expected, hold)
}

/** Errors of the shares against what the block paid. */
function compareShares(rows: Row[], shares: Float64Array, expected: Vector['expected'], hold: Hold): void {
  const paid = rows.map((row) => Number(row.tao_in_emission_rao) + Number(row.excess_tao_rao))
  const total = paid.reduce((sum, part) => sum + part, 0)
  const errors = rows.map((row, k) => Math.abs(shares[Number(row.netuid)] - paid[k] / total))
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const largest = Math.max(...errors)
  hold.that(
    'share_error_mean_at_most',
    expected.share_error_mean_at_most,
    mean <= expected.share_error_mean_at_most,
    mean,
  )
  hold.that(
    'share_error_max_at_most',
    expected.share_error_max_at_most,
    largest <= expected.share_error_max_at_most,
    largest,
  )
}

/** TAO injected and spent on chain buys, subnet by subnet, equal to the RAO. */
function compareAmounts(
  replay: Replay,
  shares: Float64Array,
  inputs: Vector['inputs'],
  expected: Vector['expected'],
  hold: Hold,
): void {
  const { world } = replay
  const [high, low] = toLimbs(BigInt(inputs.issuance_rao))
  world.issuance.high[0] = high
  world.issuance.low[0] = low
  const block = issuances.get('halving').blockEmission(world)
  hold.equal('block_emission_rao', expected.block_emission_rao, block)
  priceBurnShares(world, replay.emitting, replay.count, replay.spot)
  hold.equal('positive_shares', expected.positive_shares, replay.spot.filter((share) => share > 0).length)
  const terms = new Terms()
  let injected = 0
  let total = 0
  for (const row of replay.rows) {
    split(row, subnetEmission(block, shares[Number(row.netuid)]), block, inputs, terms)
    hold.equal(`tao_injected.${row.netuid}`, row.tao_injected_rao, terms.taoIn)
    hold.equal(`chain_buy.${row.netuid}`, row.chain_buy_rao, terms.excess)
    injected += terms.taoIn
    total += terms.taoIn + terms.excess
  }
  hold.equal('total_injected_rao', expected.total_injected_rao, injected)
  hold.equal('total_rao', expected.total_rao, total)
}

function split(row: Row, emission: number, block: number, inputs: Vector['inputs'], terms: Terms): void {
  const issuance = BigInt(row.alpha_in_rao) + BigInt(row.alpha_out_rao)
  const price = weightedPrice(Number(row.tao_in_rao), Number(row.alpha_in_rao), row.quote_weight_1e18)
  const rho = rootProportion(Number(inputs.root_tao_rao), taoWeight(inputs.tao_weight_u64), Number(issuance))
  injectionRules.get('root-capped').terms(emission, price, alphaEmissionAt(issuance), block, rho, terms)
}

function runBar({ inputs, expected }: Vector, hold: Hold): void {
  const rows = dataRows(inputs.data)
  if (rows === null) {
    hold.skip(`needs the data file ${inputs.data}`)
    return
  }
  const { world, emitting, count, out } = replayWorld(rows, inputs)
  const total = priceBurnWeights(world, emitting, count, out)
  const bar = barOf(out, count, total, inputs.bar_rank, inputs.bar_quantile ?? 0)
  hold.own('bar', expected.bar ?? expected.bar_if_recomputed_in_this_block, bar)
}

export const replayRunners: Runner[] = [
  { kinds: ['replay_block'], run: runReplay },
  { kinds: ['bar_value'], run: runBar },
]
