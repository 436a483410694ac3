/**
 * Holds numbers the simulator gives against numbers the chain gives.
 *
 * A vector may state its own tolerance; the contract adds a class tolerance per sort of number. The wider wins,
 * except in exact mode, where a big-integer twin answers and only the vector's own tolerance counts (`{}` = equal).
 * Formats and tolerances: docs/vectors.md.
 */

/** Tolerance as a vector file states it. */
export interface Tolerance {
  abs?: number
  rel?: number
  fields?: Record<string, { abs?: number; rel?: number }>
  sum?: { abs: number }
  bound?: boolean | number | string
  note?: string
}

/** One element of a vector file. Fields beyond these belong to its kind. */
export interface Vector {
  id?: string
  kind: string
  tolerance?: Tolerance
  // biome-ignore lint/suspicious/noExplicitAny: a vector's inputs differ by kind; each runner states what it reads
  [field: string]: any
}

export type Mode = 'fast' | 'exact'

/** Which numbers a runner answers for. `run` records its checks in `hold`. */
export interface Runner {
  /** Kinds of vectors this runner knows. */
  kinds: readonly string[]
  run(vector: Vector, hold: Hold, mode: Mode): void
}

export interface Failure {
  field: string
  expected: unknown
  got: unknown
}

type Num = number | bigint | string | boolean | null
type Nested = Num | readonly Nested[] | ArrayLike<number>

const isList = (x: unknown): x is ArrayLike<unknown> =>
  Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView))

/** Integers above 2^53 come as strings; compare them without loss. */
function difference(expected: Num, got: Num): number {
  if (expected === null || got === null || typeof expected === 'boolean' || typeof got === 'boolean') {
    return expected === got ? 0 : Number.POSITIVE_INFINITY
  }
  if (wholeNumber(expected) && wholeNumber(got)) {
    const d = BigInt(expected) - BigInt(got)
    return Number(d < 0n ? -d : d)
  }
  if (typeof expected === 'string' && !isNumeric(expected)) {
    return expected === String(got) ? 0 : Number.POSITIVE_INFINITY
  }
  const d = Math.abs(Number(expected) - Number(got))
  return Number.isNaN(d) ? Number.POSITIVE_INFINITY : d
}
const isNumeric = (text: string) => text.trim() !== '' && !Number.isNaN(Number(text))
const wholeNumber = (x: number | bigint | string) =>
  typeof x === 'bigint' || (typeof x === 'number' ? Number.isInteger(x) : /^-?\d+$/.test(x))

/** The checks of one vector. */
export class Hold {
  readonly failures: Failure[] = []
  checks = 0
  maxAbsError = 0
  maxRelError = 0
  /** u16 fields compared and equal, for the rule of 999 in 1,000 a file. */
  u16Total = 0
  u16Equal = 0
  /** Why the vector was not tried; set by `skip`. */
  skipped: string | null = null
  readonly #tolerance: Tolerance
  readonly #mode: Mode

  constructor(vector: Vector, mode: Mode) {
    this.#tolerance = vector.tolerance ?? {}
    this.#mode = mode
  }

  /** No twin, or no kernel, answers this vector. */
  skip(reason: string): void {
    this.skipped = reason
  }

  /** Equal whatever the engine: thresholds, schedules, permits, refusals, flags, counts. */
  equal(field: string, expected: Nested, got: Nested): void {
    this.#walk(field, expected, got, () => 0)
  }

  /** A u16 proportion as the chain stores it: within 1. Equality is counted besides. */
  u16(field: string, expected: Nested, got: Nested): void {
    this.#walk(field, expected, got, () => (this.#mode === 'exact' ? 0 : 1), true)
  }

  /** A RAO amount: within 2 RAO or `rel` (default 1e-6). `floor` replaces the 2 RAO, for an epoch's emissions. */
  rao(field: string, expected: Nested, got: Nested, rel = 1e-6, floor = 2): void {
    this.#walk(field, expected, got, (e) => Math.max(floor, rel * Math.abs(Number(e))))
  }

  /** A real number of full scale `scale`: within `bound` of it (default 1e-6; an epoch's reals 1e-7). */
  real(field: string, expected: Nested, got: Nested, scale = 1, bound = 1e-6): void {
    this.#walk(field, expected, got, () => bound * scale)
  }

  /** Within the vector's own tolerance, nothing wider. */
  own(field: string, expected: Nested, got: Nested): void {
    this.#walk(field, expected, got, () => 0)
  }

  /** A claim that is not a comparison of numbers. */
  that(field: string, expected: unknown, ok: boolean, got: unknown): void {
    this.checks++
    if (!ok) this.failures.push({ field, expected, got })
  }

  #walk(field: string, expected: Nested, got: Nested, wider: (e: Num) => number, u16 = false): void {
    if (isList(expected)) {
      const list = got as ArrayLike<Nested>
      if (!isList(got) || list.length !== expected.length) {
        this.failures.push({
          field: `${field}.length`,
          expected: expected.length,
          got: (list as ArrayLike<Nested>)?.length,
        })
        return
      }
      if (this.#tolerance.sum) this.#sum(field, expected as ArrayLike<Num>, list as ArrayLike<Num>)
      for (let i = 0; i < expected.length; i++) {
        this.#walk(`${field}.${i}`, (expected as ArrayLike<Nested>)[i], list[i], wider, u16)
      }
      return
    }
    this.checks++
    const want = expected as Num
    const have = got as Num
    const error = have === undefined ? Number.POSITIVE_INFINITY : difference(want, have)
    const stated = this.#stated(field, want)
    const allowed = this.#mode === 'exact' ? stated : Math.max(stated, wider(want))
    if (Number.isFinite(error)) {
      this.maxAbsError = Math.max(this.maxAbsError, error)
      const size = Math.abs(Number(want))
      if (size > 0) this.maxRelError = Math.max(this.maxRelError, error / size)
    }
    if (u16) {
      this.u16Total++
      if (error === 0) this.u16Equal++
    }
    if (!(error <= allowed)) this.failures.push({ field, expected: want, got: have })
  }

  /** The vector's tolerance for a field; the longest matching pattern wins over the general one. */
  #stated(field: string, expected: Num): number {
    let rule: { abs?: number; rel?: number } = this.#tolerance
    let length = -1
    for (const [pattern, value] of Object.entries(this.#tolerance.fields ?? {})) {
      if (pattern.length > length && matches(pattern, field)) {
        rule = value
        length = pattern.length
      }
    }
    const size = typeof expected === 'boolean' || expected === null ? 0 : Math.abs(Number(expected))
    return Math.max(rule.abs ?? 0, rule.rel ? rule.rel * (Number.isNaN(size) ? 0 : size) : 0)
  }

  #sum(field: string, expected: ArrayLike<Num>, got: ArrayLike<Num>): void {
    let d = 0
    for (let i = 0; i < expected.length; i++) d += Number(got[i]) - Number(expected[i])
    this.checks++
    if (Math.abs(d) > (this.#tolerance.sum?.abs ?? 0)) {
      this.failures.push({ field: `${field}.sum`, expected: 0, got: d })
    }
  }
}

function matches(pattern: string, field: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
  return new RegExp(`^${escaped}(\\..*)?$`).test(field)
}
