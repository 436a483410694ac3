import type { Card } from '../card.js'

/** What a workload may ask of the machine it runs on. */
export interface Machine {
  /** Milliseconds since some moment. */
  now(): number
  /** Seconds of processor time this process has used. */
  cpu(): number
  /** Most memory the process has held, MB. */
  peakMemory(): number
  /** A folder for what the workload writes; emptied afterwards. */
  folder(): string
}

/** One run of a workload. */
export interface Measured {
  /** In the workload's unit. */
  readonly value: number
  /** A figure that any change of what was computed would change. */
  readonly checksum: string
  /** More figures of the same run, by name. */
  readonly more?: Readonly<Record<string, number>>
}

/** A workload that is always the same, so that its figures can be compared across versions and machines. */
export interface Bench extends Card {
  readonly unit: string
  /** How often it is run if nobody says otherwise. */
  readonly repeats: number
  run(machine: Machine): Measured | Promise<Measured>
}

/** What several runs of a workload gave. */
export interface BenchResult {
  readonly name: string
  readonly unit: string
  readonly median: number
  readonly min: number
  readonly max: number
  readonly repeats: number
  readonly checksum: string
  readonly [more: string]: number | string
}

/**
 * Run a workload several times.
 *
 * @throws Error if two runs compute different things
 */
export async function measure(bench: Bench, repeats: number, machine: Machine): Promise<BenchResult> {
  const runs: Measured[] = []
  for (let k = 0; k < repeats; k++) runs.push(await bench.run(machine))
  const checksums = new Set(runs.map(({ checksum }) => checksum))
  if (checksums.size > 1) throw new Error(`${bench.id}: runs differ: ${[...checksums].join(', ')}`)
  const byValue = [...runs].sort((a, b) => a.value - b.value)
  const middle = byValue[byValue.length >> 1]
  return {
    name: bench.id,
    unit: bench.unit,
    median: middle.value,
    min: byValue[0].value,
    max: byValue[byValue.length - 1].value,
    repeats,
    checksum: middle.checksum,
    ...middle.more,
  }
}
