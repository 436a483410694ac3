import { exactGate } from '../../emission/exact/gate.js'
import { shareRules } from '../../emission/index.js'
import { priceBurnShares } from '../../emission/shares/burn-weights.js'
import { gateMemory } from '../../emission/shares/gate.js'
import { applyEmissionSwitch, blockShares } from '../../emission/switch.js'
import type { Hold, Mode, Runner, Vector } from '../hold.js'
import { params, put, rows, type SmallWorld, smallWorld } from './small-world.js'

/** The gate's rule and settings as a vector states them, in a world with its stored bar. */
function gateWorld(n: number, inputs: Vector['inputs']) {
  const small = smallWorld(n)
  const era = params({
    gateExponent: inputs.exponent,
    barQuantile: inputs.bar_quantile,
    barRank: inputs.bar_rank,
  })
  const memory = gateMemory.of(small.world)
  memory.bar[0] = inputs.stored_bar
  memory.rank[0] = inputs.bar_rank
  memory.quantile[0] = inputs.bar_quantile
  return { ...small, era, memory, rule: shareRules.get(inputs.bar_rank > 0 ? 'hill-gate-rank' : 'hill-gate') }
}

/** Prices of a vector: a list, or so many equal ones. */
function pricesOf({ moving_price, subnets }: Vector['inputs']): number[] {
  return typeof moving_price === 'string' ? new Array(subnets).fill(1) : moving_price
}

function setState({ world }: SmallWorld, block: number, prices: number[], burned: number[] | number): void {
  world.block = block
  put(world.subnets.movingPrice, prices)
  put(world.subnets.minerBurned, typeof burned === 'number' ? prices.map(() => burned) : burned)
}

function runGate({ inputs, expected }: Vector, hold: Hold, mode: Mode): void {
  const prices = pricesOf(inputs)
  const burned: number[] =
    typeof inputs.miner_burned === 'number' ? prices.map(() => inputs.miner_burned) : inputs.miner_burned
  if (mode === 'exact') {
    const twin = exactGate(prices, burned, inputs)
    hold.own('bar', expected.bar, twin.bar)
    const gated = expected.shares ?? expected.gated_shares ?? prices.map(() => expected.shares_each)
    hold.own('shares', gated, twin.shares)
    return
  }
  const small = gateWorld(prices.length, inputs)
  const { world, emitting, count, out, spot, era, memory, rule } = small
  setState(small, inputs.block, prices, burned)
  if (expected.base_shares) {
    priceBurnShares(world, emitting, count, out)
    hold.own('base_shares', expected.base_shares, rows(out, count))
  }
  rule.shares(world, emitting, count, era, out, spot)
  hold.own('bar', expected.bar, memory.bar[0])
  const gated = expected.shares ?? expected.gated_shares ?? prices.map(() => expected.shares_each)
  hold.own('shares', gated, rows(out, count))
  if (!expected.final_shares) return
  for (const position of inputs.emission_off_positions) world.subnets.emissionEnabled[position + 1] = 0
  applyEmissionSwitch(world, emitting, count, out)
  hold.own('final_shares', expected.final_shares, rows(out, count))
}

function runGateSequence({ inputs, expected }: Vector, hold: Hold, mode: Mode): void {
  if (mode === 'exact') {
    let bar = inputs.stored_bar
    for (const [n, step] of inputs.steps.entries()) {
      const settings = { ...inputs, stored_bar: bar, block: step.block }
      const twin = exactGate(step.moving_price, inputs.miner_burned, settings)
      bar = twin.bar
      hold.own(`bar_after.${n}`, expected.bar_after[n], bar)
      hold.own(`shares.${n}`, expected.shares[n], twin.shares)
    }
    return
  }
  const small = gateWorld(inputs.miner_burned.length, inputs)
  const { world, emitting, count, out, spot, era, memory, rule } = small
  for (const [n, step] of inputs.steps.entries()) {
    setState(small, step.block, step.moving_price, inputs.miner_burned)
    blockShares(rule, world, emitting, count, era, out, spot)
    hold.own(`bar_after.${n}`, expected.bar_after[n], memory.bar[0])
    hold.own(`shares.${n}`, expected.shares[n], rows(out, count))
  }
}

export const gateRunners: Runner[] = [
  { kinds: ['gate'], run: runGate },
  { kinds: ['gate_sequence'], run: runGateSequence },
  {
    kinds: ['tiers_75_25'],
    run({ inputs, expected }, hold) {
      const scores = inputs.scores_after_gate_and_switch
      const { world, emitting, count, out } = smallWorld(scores.length)
      put(out, scores)
      shareRules.get('tier-75-25').afterSwitch?.(world, emitting, count, out)
      hold.own('shares', expected.shares, rows(out, count))
    },
  },
]
