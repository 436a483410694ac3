import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type BenchResult, type Machine, measure } from '../bench/bench.js'
import { benches } from '../bench/index.js'
import { ScenarioError } from '../errors.js'
import { nearest } from '../nearest.js'
import { columns, EXIT, type ExitCode, type Terminal, usageProblem, writeJson } from './terminal.js'

export interface BenchOptions {
  /** None: all of them. */
  names: readonly string[]
  /** Runs of each, as written; undefined: as many as the workload asks for. */
  repeats?: string
  json: boolean
}

/** Time the standard workloads on this machine. */
export async function bench(terminal: Terminal, { names, repeats, json }: BenchOptions): Promise<ExitCode> {
  refuse(names, repeats)
  const chosen = names.length === 0 ? benches.all : names.map((name) => benches.get(name))
  const folders: string[] = []
  const results: BenchResult[] = []
  try {
    for (const one of chosen) {
      terminal.err(`${one.id} ...\n`)
      results.push(await measure(one, Number(repeats ?? one.repeats), machine(folders)))
    }
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  if (json) writeJson(terminal, results)
  else terminal.out(tableOf(results))
  return EXIT.done
}

function refuse(names: readonly string[], repeats?: string): void {
  const known = benches.all.map(({ id }) => id)
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      ...usageProblem('bench', `"${name}"`, `one of ${known.join(', ')}`),
      meant: nearest(name, known),
    }))
  if (repeats !== undefined && !/^0*[1-9]\d{0,8}$/.test(repeats))
    problems.push({
      ...usageProblem('--repeats', JSON.stringify(repeats), 'a whole number from 1'),
      meant: undefined,
    })
  if (problems.length > 0) throw new ScenarioError(problems)
}

/** @param folders  takes in the folders that are given out */
function machine(folders: string[]): Machine {
  return {
    now: () => performance.now(),
    cpu: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    peakMemory: () => process.resourceUsage().maxRSS / 1024,
    folder: () => {
      const folder = mkdtempSync(join(tmpdir(), 'taolab-bench-'))
      folders.push(folder)
      return folder
    },
  }
}

const shown = (x: number): string => (x >= 1000 ? x.toFixed(0) : x.toPrecision(4))

function tableOf(results: readonly BenchResult[]): string {
  const head = ['workload', 'median', 'min', 'max', 'unit', 'runs', 'checksum']
  const rows = results.map(({ name, median, min, max, unit, repeats, checksum }) => [
    name,
    shown(median),
    shown(min),
    shown(max),
    unit,
    String(repeats),
    checksum.slice(0, 20),
  ])
  return columns([head, ...rows], [false, true, true, true])
}
