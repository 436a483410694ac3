import { runEpoch } from '../consensus/epoch.js'
import type { EpochInput } from '../consensus/inputs.js'
import { SubnetMatrix } from '../consensus/matrix.js'
import { EpochResult } from '../consensus/result.js'
import type { Bench } from './bench.js'

/** Neurons and validators of the workload; validator v sits at uid 4 v. */
const NEURONS = 256
const VALIDATORS = 64
const STRIDE = NEURONS / VALIDATORS
/** One row in ten is rewritten between epochs, in rotation. */
const REWRITTEN = 6
const BLOCKS_PER_EPOCH = 361

export type EpochVariant = 'classic' | 'yuma3' | 'liquid-alpha'

export interface EpochBench {
  /** Median over the epochs. */
  microsecondsPerEpoch: number
  /** Fastest epoch. */
  leastMicroseconds: number
  /** sum (j + 1)(C_j + I_j) + sum (v + 1)(D_v + Tv_v) + sum of bonds, after the last epoch. */
  checksum: number
}

/**
 * Workload W2: one epoch of 256 neurons, 64 validators and 5,984 weights, 10 % of the rows rewritten before
 * each.
 *
 * Rewriting is not timed, what it makes the epoch recompute is. Inputs come from one linear congruence, so
 * every program that follows the same recipe sees the same numbers: s = 1664525 s + 1013904223 mod 2^32, seed
 * 777.
 *
 * @param epochs     epochs to run; the median is over all of them, so a few hundred let the engine warm up
 * @param now        a clock in milliseconds, such as `() => performance.now()`
 * @param rewritten  rows rewritten before each epoch, 0 .. 64
 */
export function benchEpoch(
  variant: EpochVariant,
  epochs: number,
  now: () => number,
  rewritten = REWRITTEN,
): EpochBench {
  const load = workload(variant)
  const { matrix, input, out } = load
  const times = new Float64Array(epochs)
  for (let e = 0; e < epochs; e++) {
    const start = now()
    runEpoch(matrix, input, out)
    times[e] = now() - start
    input.lastStepBlock = input.block
    input.block += BLOCKS_PER_EPOCH
    for (let r = 0; r < rewritten; r++) rewriteRow(load)
  }
  times.sort()
  return {
    microsecondsPerEpoch: times[epochs >> 1] * 1000,
    leastMicroseconds: times[0] * 1000,
    checksum: checksum(matrix, out),
  }
}

const epochs = 1_000

const benchOf = (variant: EpochVariant, rule: string): Bench => ({
  id: `epoch-${variant}`,
  summary: `An epoch of 256 neurons and 64 validators by ${rule}, one row in ten rewritten before each.`,
  source: 'workload W2 of this project',
  unit: 'us/epoch',
  repeats: 5,
  run(machine) {
    const { microsecondsPerEpoch, leastMicroseconds, checksum } = benchEpoch(variant, epochs, machine.now)
    return { value: microsecondsPerEpoch, checksum: String(checksum), more: { least: leastMicroseconds } }
  },
})

export const epochBenches: readonly Bench[] = [
  benchOf('yuma3', 'Yuma 3'),
  benchOf('classic', 'classic Yuma'),
  benchOf('liquid-alpha', 'Yuma 3 with liquid alpha'),
]

interface Workload {
  random: () => number
  matrix: SubnetMatrix
  input: EpochInput
  out: EpochResult
  rows: Uint16Array[]
  next: number
}

function workload(variant: EpochVariant): Workload {
  let s = 777
  const random = () => {
    s = (Math.imul(s, 1664525) + 1013904223) | 0
    return (s >>> 0) / 2 ** 32
  }
  const quality = Float64Array.from({ length: NEURONS }, () => {
    const u = random()
    return u * u * u * 0.98 + 0.02
  })
  const stake = new Float64Array(NEURONS)
  const permit = new Uint8Array(NEURONS)
  for (let v = 0; v < VALIDATORS; v++) {
    stake[v * STRIDE] = Math.floor((random() * random() * random() + 0.001) * 1e15)
    permit[v * STRIDE] = 1
  }
  const matrix = new SubnetMatrix(NEURONS)
  const rows = Array.from({ length: VALIDATORS }, (_, v) => freshRow(v, quality, random))
  const input: EpochInput = {
    n: NEURONS,
    block: 1000,
    lastStepBlock: 639,
    ownerUid: -1,
    params: {
      kappa: 32_767,
      bondsPenalty: 65_535,
      bondsMovingAverage: 900_000,
      yuma3: variant !== 'classic',
      liquidAlpha: variant === 'liquid-alpha',
      alphaLow: 45_875,
      alphaHigh: 58_982,
      alphaSteepness: 1000,
      tempo: 360,
      activityCutoff: 1e9,
      maxValidators: VALIDATORS,
      stakeThreshold: 0,
    },
    stake,
    lastUpdate: new Float64Array(NEURONS).fill(1),
    registeredAt: new Float64Array(NEURONS),
    permit,
    pool: 360e9,
  }
  const load = { random, matrix, input, out: new EpochResult(NEURONS), rows, next: 0 }
  for (let v = 0; v < VALIDATORS; v++) sendRow(load, v)
  return load
}

/**
 * 50 to 192 draws of a uid, each weighed by its quality and some noise; a later draw of the same uid stands.
 */
function freshRow(v: number, quality: Float64Array, random: () => number): Uint16Array {
  const row = new Uint16Array(NEURONS)
  const draws = 50 + Math.floor(random() * 143)
  for (let k = 0; k < draws; k++) {
    const j = Math.floor(random() * NEURONS)
    const x = quality[j] * (0.6 + 0.8 * random())
    row[j] = Math.floor(1 + (x * 65_534) / 1.4)
  }
  row[v * STRIDE] = 0
  return row
}

/** The next row in rotation: each weight times 0.97 .. 1.03. */
function rewriteRow(load: Workload): void {
  const row = load.rows[load.next]
  for (let j = 0; j < NEURONS; j++) {
    if (row[j] === 0) continue
    row[j] = Math.max(1, Math.min(65_535, row[j] * (0.97 + 0.06 * load.random())))
  }
  sendRow(load, load.next)
  load.next = (load.next + 1) % VALIDATORS
}

function sendRow(load: Workload, v: number): void {
  const uids: number[] = []
  load.rows[v].forEach((w, j) => {
    if (w > 0) uids.push(j)
  })
  load.matrix.setRow(
    v * STRIDE,
    uids,
    uids.map((j) => load.rows[v][j]),
  )
  load.input.lastUpdate[v * STRIDE] = load.input.block
}

function checksum(matrix: SubnetMatrix, out: EpochResult): number {
  let sum = 0
  for (let j = 0; j < NEURONS; j++) sum += (j + 1) * (out.consensus[j] + out.incentive[j])
  for (let v = 0; v < VALIDATORS; v++) {
    const uid = v * STRIDE
    sum += (v + 1) * (out.dividends[uid] + out.validatorTrust[uid])
    for (let j = 0; j < NEURONS; j++) sum += Math.max(0, matrix.bond(uid, j)) / 65_535
  }
  return sum
}
