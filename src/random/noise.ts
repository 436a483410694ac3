import { inverseNormal } from './normal.js'

/**
 * Many independent numbers at once from one draw of a stream: a small generator (sfc32 of C. Doty-Humphrey, PractRand,
 * public domain, 128 bits of state) is seeded with that draw and fills an array. For noise by the hundred, such as what
 * a validator measures at one look; a draw by a stream costs ten times as much.
 *
 * The stream moves by exactly one draw however many numbers are asked for, so that it stays aligned. Mirrored streams
 * (antithetic pairs) give another, independent block, not the mirror image.
 *
 * @param seed that draw, uniform on [0, 1)
 */
export function fillNormals(seed: number, out: Float64Array, count: number): void {
  begin(seed)
  let a = state[0]
  let b = state[1]
  let c = state[2]
  // The step is written out in each loop: it stays in whole numbers, a third of the time of one that hands over doubles.
  for (let k = 0; k < count; k++) {
    const sum = (((a + b) | 0) + (k + WARM_UP + 1)) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    out[k] = normalOf(sum)
  }
}

/** The same for uniforms on [0, 1), 32 bits. */
export function fillUniforms(seed: number, out: Float64Array, count: number): void {
  begin(seed)
  let a = state[0]
  let b = state[1]
  let c = state[2]
  for (let k = 0; k < count; k++) {
    const sum = (((a + b) | 0) + (k + WARM_UP + 1)) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    out[k] = (sum >>> 0) / 4_294_967_296
  }
}

/**
 * Whole numbers 0 .. range - 1, those of `fillUniforms` times `range`, rounded down. A bootstrap of a sweep asks for
 * thousands of millions of them.
 */
export function fillIndices(seed: number, range: number, out: Uint32Array): void {
  const scale = range / 4_294_967_296
  begin(seed)
  let a = state[0]
  let b = state[1]
  let c = state[2]
  for (let k = 0; k < out.length; k++) {
    const sum = (((a + b) | 0) + (k + WARM_UP + 1)) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    out[k] = (sum >>> 0) * scale
  }
}

/** Numbers spent before the first is used, so that near seeds part. */
const WARM_UP = 12

/** The generator between two steps; its counter is the number of the step. */
const state = new Int32Array(3)

/** Seed the generator and warm it up. */
function begin(seed: number): void {
  const high = seed * 4_294_967_296
  let a = high | 0
  let b = ((high - Math.floor(high)) * 4_294_967_296) | 0
  let c = 0x9e3779b9 | 0
  for (let step = 1; step <= WARM_UP; step++) {
    const sum = (((a + b) | 0) + step) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
  }
  state[0] = a
  state[1] = b
  state[2] = c
}

const CELLS = 4096
/** Cells at either end in which the quantile bends too much for a straight line. */
const TAIL = 24
/** Quantiles at the edges of 4096 cells of equal probability. */
const quantiles = Float64Array.from({ length: CELLS + 1 }, (_, k) =>
  inverseNormal(Math.min(k / CELLS, 1 - 2 ** -53)),
)

/**
 * Standard normal of 32 random bits: the quantile, straight between the edges of a cell (error below 3e-4 beside the
 * tails, where it is greatest), in full within the outer 24 cells on either side.
 */
function normalOf(bits: number): number {
  const cell = bits >>> 20
  if (cell < TAIL || cell >= CELLS - TAIL) return inverseNormal(((bits >>> 0) + 0.5) / 4_294_967_296)
  const from = quantiles[cell]
  return from + (quantiles[cell + 1] - from) * ((bits & 0xfffff) / 1_048_576)
}
