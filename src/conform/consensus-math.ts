import { selectPermits } from '../consensus/permits.js'
import { maxUpscale, withinMaxWeight } from '../consensus/upscale.js'
import { ONE } from '../numeric/grid.js'
import { bits, type ConsensusFunctions, consensusFunctions, floatBits, real } from './consensus-functions.js'
import type { Hold, Runner, Vector } from './hold.js'

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are
type Case = any
type Check = (field: string, one: Case, hold: Hold, f: ConsensusFunctions) => void

const median: Check = (field, one, hold, f) => {
  const stakes = one.stake_bits.map(Number)
  hold.own(field, one.expected, f.median(stakes, one.score, ONE - floatBits(one.majority)))
}

const columnMedians: Check = (field, one, hold, f) => {
  const stakes: number[] = one.stake.map(floatBits)
  const minority = stakes.reduce((a, b) => a + b, 0) - floatBits(one.majority)
  const column = (j: number) => one.weights_rows.map((row: number[]) => row[j])
  const got = one.expected.map((_: unknown, j: number) => f.median(stakes, column(j), minority))
  hold.own(field, one.expected, got)
}

const maxWeight: Check = (field, one, hold) =>
  hold.equal(field, one.expected, withinMaxWeight(one.input, one.input.length, one.limit))

const upscale: Check = (field, one, hold) => {
  const out: number[] = []
  maxUpscale(one.input, one.input.length, out)
  hold.equal(field, one.expected, out)
}

const permits: Check = (field, one, hold) => {
  const n = one.input.length
  const permit = new Uint8Array(n)
  const order = Uint16Array.from({ length: n }, (_, i) => i)
  selectPermits(one.input, n, one.k, -1, order, permit)
  const got = Array.from(permit, (v) => v === 1)
  hold.equal(field, one.expected, got)
}

const rate: Check = (field, one, hold, f) =>
  hold.own(field, one.expected_bits, f.rate(one.bonds_moving_average))

const liquidRate: Check = (field, one, hold, f) => {
  const alpha = {
    alphaLow: one.alpha_low_u16,
    alphaHigh: one.alpha_high_u16,
    alphaSteepness: one.steepness,
  }
  const got = f.liquidRate(alpha, bits(one.consensus), bits(one.weight), bits(one.bond))
  hold.real(field, one.expected, real(got))
}

const exponential: Check = (field, one, hold, f) =>
  hold.own(field, one.expected_bits, f.exp(Number(one.input_bits)))

const sigmoid: Check = (field, one, hold, f) => {
  const got = f.sigmoid(floatBits(one.input), floatBits(one.rho ?? 40), floatBits(one.kappa ?? 0.5))
  hold.real(field, one.expected, real(got), 1, 1e-7)
}

const average: Check = (field, one, hold, f) => {
  const got = one.new.map((row: number[], i: number) =>
    row.map((x, j) => real(f.liquidBond(bits(one.alpha), bits(x), bits(one.old[i][j])))),
  )
  hold.own(field, one.expected, got)
}

/** An entry that only the old row has is not in the new row, so nothing carries it on. */
const sparseAverage: Check = (field, one, hold, f) => {
  const got = one.new.map((row: [number, number][], i: number) =>
    row.map(([j, x]) => {
      const old = one.old[i].find((e: [number, number]) => e[0] === j)?.[1] ?? 0
      return [j, real(f.liquidBond(bits(one.alpha), bits(x), bits(old)))]
    }),
  )
  hold.real(field, one.expected, got)
}

/** A calculation is known by the inputs it has; the first that fits answers. */
const checks: [fits: (one: Case, vector: Vector) => boolean, check: Check][] = [
  [(one) => 'stake_bits' in one, median],
  [(one) => 'weights_rows' in one, columnMedians],
  [(one) => 'limit' in one, maxWeight],
  [(one) => 'k' in one, permits],
  [(one) => 'bonds_moving_average' in one, rate],
  [(one) => 'alpha_low_u16' in one, liquidRate],
  [(one) => 'input_bits' in one, exponential],
  [(one, vector) => 'new' in one && /sparse/.test(vector.function), sparseAverage],
  [(one) => 'new' in one, average],
  [(one) => Array.isArray(one.input) && Array.isArray(one.expected), upscale],
  [(one, vector) => typeof one.input === 'number' && /rho/.test(vector.function), sigmoid],
]

/** Single functions of the epoch, from the chain's own tests. */
export const mathRunner: Runner = {
  kinds: ['math'],
  run(vector, hold, mode) {
    vector.cases.forEach((one: Case, k: number) => {
      const found = checks.find(([fits]) => fits(one, vector))
      if (found) found[1](`cases.${k}.expected`, one, hold, consensusFunctions[mode])
      else hold.skip('no calculation fits these inputs')
    })
  },
}
