/**
 * Carries out every notebook: first the runs and sweeps whose commands the notebooks show, then the notebooks, each in a
 * kernel of its own. The first failure ends it with exit code 1. It wants the project built.
 *
 *   npm run notebooks -- [--out DIR] [WORD ...]        only the notebooks with one of the words in their path
 *
 * Debian's packages: jupyter-nbconvert jupyter-client python3-ipykernel python3-pandas python3-matplotlib. PYTHON names
 * another interpreter that has them. What was carried out lies in DIR/notebooks afterwards, with tables and pictures.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'

const start = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))
const project = resolve(here, '..')
const jupyter = join(here, '.jupyter')
/** At once: a notebook and a run keep a core busy each. */
const LANES = 2
/** A kernel may print as much, in bytes. */
const MOST = 64 * 1024 * 1024

/** As much of a notebook's file as is read here. */
interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string
    readonly source: readonly string[]
    readonly outputs?: readonly { readonly name?: string; readonly text?: readonly string[] }[]
  }[]
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true })
  const outputs = resolve(project, values.out ?? 'outputs')
  const paths = ['typescript', 'python'].flatMap((folder) =>
    readdirSync(join(here, folder))
      .filter((name) => name.endsWith('.ipynb'))
      .sort()
      .map((name) => join(folder, name)),
  )
  const chosen = paths.filter(
    (path) => positionals.length === 0 || positionals.some((word) => path.includes(word)),
  )
  if (chosen.length === 0) throw new Error(`got ${positionals.join(' ')}, want words in: ${paths.join(', ')}`)
  const python = findPython()
  installKernels(python)
  const commands = new Set(chosen.flatMap((path) => commandsOf(read(join(here, path)))))
  await inLanes([...commands], (command) => makeRun(command, outputs))
  await inLanes(chosen, (path) => execute(path, python, outputs))
  say(`${chosen.length} notebooks agree with their tables; they lie in ${join(outputs, 'notebooks')}`)
}

const say = (text: string) => process.stdout.write(`${text}\n`)
const read = (file: string): Notebook => JSON.parse(readFileSync(file, 'utf8'))

/** An interpreter with all that the notebooks import. */
function findPython(): string {
  const wanted = 'import nbconvert, ipykernel, pandas, matplotlib'
  const names = process.env.PYTHON ? [process.env.PYTHON] : ['/usr/bin/python3', 'python3', 'python']
  const found = names.find((name) => {
    try {
      execFileSync(name, ['-c', wanted], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  if (found) return found
  throw new Error(
    `found no Python that can "${wanted}" among ${names.join(', ')}; on Debian: apt-get install jupyter-nbconvert ` +
      'jupyter-client python3-ipykernel python3-pandas python3-matplotlib',
  )
}

/** Kernels with absolute paths, in a folder of the project: what else is installed on the machine does not matter. */
function installKernels(python: string): void {
  const tslab = createRequire(import.meta.url).resolve('tslab/bin/tslab')
  const kernels = {
    tslab: [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'],
    python3: [python, '-Xfrozen_modules=off', '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
  }
  for (const [name, argv] of Object.entries(kernels)) {
    const folder = join(jupyter, 'kernels', name)
    const language = name === 'tslab' ? 'typescript' : 'python'
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'kernel.json'), JSON.stringify({ argv, display_name: name, language }))
  }
}

/** The commands that a notebook shows: so that they are true. */
export function commandsOf({ cells }: Notebook): string[] {
  const blocks = cells.flatMap(({ cell_type, source }) =>
    cell_type === 'markdown'
      ? [...source.join('').matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text]) => text)
      : [],
  )
  return blocks
    .flatMap((text) =>
      text
        .replaceAll(/\\\n\s*/g, '')
        .trim()
        .split('\n'),
    )
    .map((line) => line.replaceAll(/ +/g, ' '))
}

/** Words of a command line, quotes taken off. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''))

/** Carry out `npx taolab ...`; a run that is there already is left as it is, and counts as the newest. */
async function makeRun(command: string, outputs: string): Promise<void> {
  const [npx, taolab, ...words] = wordsOf(command)
  if (npx !== 'npx' || taolab !== 'taolab') throw new Error(`got "${command}", want "npx taolab ..."`)
  const main = join(project, 'dist', 'cli', 'main.js')
  const { stdout } = await start(process.execPath, [main, ...words, '--out', outputs, '--json', '--quiet'], {
    cwd: project,
    maxBuffer: MOST,
  })
  const { folder } = JSON.parse(stdout) as { folder: string }
  const now = new Date()
  utimesSync(join(resolve(project, folder), 'manifest.json'), now, now)
  say(`made ${folder}`)
}

async function execute(path: string, python: string, outputs: string): Promise<void> {
  const done = join(outputs, 'notebooks')
  mkdirSync(done, { recursive: true })
  const env = {
    ...process.env,
    TAOLAB_OUTPUTS: outputs,
    JUPYTER_PATH: jupyter,
    PYDEVD_DISABLE_FILE_VALIDATION: '1',
  }
  const convert = (...more: string[]) =>
    start(
      python,
      ['-m', 'nbconvert', '--to', 'notebook', '--execute', join(here, path), '--log-level=ERROR', ...more],
      { cwd: here, env, maxBuffer: MOST },
    )
  try {
    await convert('--output-dir', done, '--output', path.replace(/[\\/]/, '-'))
  } catch (error) {
    throw new Error(`${path} fails.\n${await reasonOf(convert, error as Error)}`)
  }
  say(`carried out ${path}`)
}

/** What went wrong, in the notebook's own words: the converter does not hand on what a TypeScript kernel says of it. */
async function reasonOf(
  convert: (...more: string[]) => Promise<{ stdout: string }>,
  { message }: Error,
): Promise<string> {
  const { stdout } = await convert('--allow-errors', '--stdout').catch(() => ({ stdout: '' }))
  if (stdout === '') return message
  const outputs = (JSON.parse(stdout) as Notebook).cells.flatMap((cell) => cell.outputs ?? [])
  const said = outputs.filter(({ name }) => name === 'stderr').map(({ text = [] }) => text.join(''))
  return said[0] ?? message
}

/** Some at a time; the first that fails ends it. */
async function inLanes<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...list]
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
}
