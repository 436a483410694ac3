import { DataError } from '../errors.js'
import { Hold, type Mode, type Runner, type Vector } from './hold.js'

/** A file of vectors, as text. */
export interface VectorFile {
  readonly name: string
  readonly text: string
}

export interface KindReport {
  passed: number
  failed: number
  skipped: number
  maxAbsError: number
  maxRelError: number
}

export interface ReportedFailure {
  file: string
  /** Position of the vector in its file, from 0. */
  index: number
  kind: string
  field: string
  expected: unknown
  got: unknown
}

export interface ConformReport {
  vectors: number
  passed: number
  failed: number
  skipped: number
  kinds: Record<string, KindReport>
  /** At most 200. */
  failures: ReportedFailure[]
}

/** Who answers a vector, and under which kind it is reported. */
export interface Answers {
  readonly runners: readonly Runner[]
  kindOf(vector: Vector): string
}

const MOST_FAILURES = 200
/** At least 999 of 1,000 u16 fields of a file are equal, and the rest within 1. */
const U16_UNEQUAL = 1 / 1000

/** One vector, tried. */
interface Tried {
  readonly index: number
  readonly kind: string
  readonly hold: Hold
}

/**
 * Hold the simulator's kernels against files of vectors. A kind that no runner knows is skipped and counted as such; so is
 * a vector whose runner has no answer in this mode. A runner that throws, or that compares nothing, has failed.
 */
export function conform(files: readonly VectorFile[], answers: Answers, mode: Mode): ConformReport {
  const report: ConformReport = { vectors: 0, passed: 0, failed: 0, skipped: 0, kinds: {}, failures: [] }
  for (const file of files) {
    const tried = readVectors(file).map((vector, index) => tryVector(vector, index, answers, mode))
    requireU16(tried)
    for (const one of tried) count(report, file.name, one)
  }
  return report
}

/** The vectors of a file: the file is an array, or holds one under `vectors`. */
export function readVectors(file: VectorFile): Vector[] {
  let content: unknown
  try {
    content = JSON.parse(file.text)
  } catch (error) {
    throw new DataError(file.name, `got text that is no JSON (${(error as Error).message}), want vectors`)
  }
  const list = Array.isArray(content) ? content : (content as { vectors?: unknown } | null)?.vectors
  if (!Array.isArray(list)) throw new DataError(file.name, 'want an array of vectors, or one under "vectors"')
  return list.map((element) => (typeof element?.kind === 'string' ? element : { kind: '(none)' }))
}

function tryVector(vector: Vector, index: number, answers: Answers, mode: Mode): Tried {
  const kind = answers.kindOf(vector)
  const hold = new Hold(vector, mode)
  const runner = answers.runners.find(({ kinds }) => kinds.includes(vector.kind))
  if (!runner) hold.skip('no runner knows this kind')
  else {
    try {
      runner.run(vector, hold, mode)
    } catch (error) {
      hold.that('', 'an answer', false, `${(error as Error)?.name}: ${(error as Error)?.message}`)
    }
    if (hold.skipped === null && hold.checks === 0 && hold.failures.length === 0) {
      hold.that('', 'something to compare', false, 'nothing')
    }
  }
  return { index, kind, hold }
}

/** The rule of 999 in 1,000: where a file breaks it, the vectors with unequal u16 fields have failed. */
function requireU16(tried: readonly Tried[]): void {
  let total = 0
  let equal = 0
  for (const { hold } of tried) {
    if (hold.skipped !== null) continue
    total += hold.u16Total
    equal += hold.u16Equal
  }
  if (total - equal <= total * U16_UNEQUAL) return
  for (const { hold } of tried) {
    if (hold.u16Equal < hold.u16Total) {
      hold.that('u16', `at least 999 of 1,000 equal in the file, ${total} in all`, false, `${equal} equal`)
    }
  }
}

function count(report: ConformReport, file: string, { index, kind, hold }: Tried): void {
  report.kinds[kind] ??= { passed: 0, failed: 0, skipped: 0, maxAbsError: 0, maxRelError: 0 }
  const own = report.kinds[kind]
  // A failure stands even if the runner then says that it cannot answer the rest.
  const outcome = hold.failures.length > 0 ? 'failed' : hold.skipped !== null ? 'skipped' : 'passed'
  report.vectors++
  report[outcome]++
  own[outcome]++
  own.maxAbsError = Math.max(own.maxAbsError, hold.maxAbsError)
  own.maxRelError = Math.max(own.maxRelError, hold.maxRelError)
  for (const { field, expected, got } of hold.failures) {
    if (report.failures.length === MOST_FAILURES) return
    report.failures.push({ file, index, kind, field, expected: plain(expected), got: plain(got) })
  }
}

/** As JSON can hold it: integers past 2^53 and what is no number become text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value === undefined ? 'nothing' : value
}
