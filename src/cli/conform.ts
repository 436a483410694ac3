import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ConformReport, conform, type VectorFile } from '../conform/conform.js'
import { answers, setReplayData } from '../conform/index.js'
import { DataError } from '../errors.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface ConformOptions {
  /** Files and folders; none: the vectors that the package ships. */
  paths: readonly string[]
  exact: boolean
  json: boolean
}

/** Folders of the package, beside `src` and `dist` alike. */
const shippedVectors = fileURLToPath(new URL('../../test/vectors', import.meta.url))
const shippedData = fileURLToPath(new URL('../../data', import.meta.url))

/** Hold the kernels (or, `exact`, their big-integer twins) against vector files. */
export function conformCommand(terminal: Terminal, { paths, exact, json }: ConformOptions): ExitCode {
  const files = (paths.length > 0 ? paths : [shippedVectors]).flatMap(vectorFiles)
  setReplayData(dataFiles())
  const report = conform(files, answers, exact ? 'exact' : 'fast')
  if (json) writeJson(terminal, report)
  else terminal.out(reportText(report))
  return report.failed > 0 ? EXIT.no : EXIT.done
}

/** A file, or every `.json` of a folder in the order of their names. */
function vectorFiles(path: string): VectorFile[] {
  if (!existsSync(path))
    throw new DataError(path, 'got nothing of that name, want a file of vectors or a folder of them')
  if (!statSync(path).isDirectory()) return [read(path)]
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
  if (names.length === 0) throw new DataError(path, 'got a folder without .json files, want vectors')
  return names.map((name) => read(join(path, name)))
}

const read = (path: string): VectorFile => ({ name: path, text: readFileSync(path, 'utf8') })

/** Blocks of mainnet that vectors replay, by file name. */
function dataFiles(): Record<string, string> {
  if (!existsSync(shippedData)) return {}
  const names = readdirSync(shippedData).filter((name) => name.endsWith('.csv'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(shippedData, name), 'utf8')]))
}

const SHOWN = 20

function reportText({ vectors, passed, failed, skipped, kinds, failures }: ConformReport): string {
  const head = ['kind', 'passed', 'failed', 'skipped', 'max abs error', 'max rel error']
  const error = (x: number) => (x === 0 ? '0' : x.toExponential(1))
  const rows = Object.entries(kinds).map(([kind, k]) => [
    kind,
    String(k.passed),
    String(k.failed),
    String(k.skipped),
    error(k.maxAbsError),
    error(k.maxRelError),
  ])
  const shown = failures
    .slice(0, SHOWN)
    .map(
      ({ file, index, kind, field, expected, got }) =>
        `${file}[${index}] ${kind}${field ? `, ${field}` : ''}: got ${JSON.stringify(got)}, want ${JSON.stringify(expected)}\n`,
    )
  const more = failures.length > SHOWN ? `and more: --json lists up to 200\n` : ''
  const table = columns([head, ...rows], [false, true, true, true, true, true])
  return `${table}\n${shown.join('')}${more}${vectors} vectors: ${passed} passed, ${failed} failed, ${skipped} skipped\n`
}
